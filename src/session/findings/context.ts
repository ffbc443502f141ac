/** @file What the rules are given, and how a finding is written down. */
import type { FindingRecord, PlaceRecord, RowRecord, StepRecord } from '../../protocol/records';
import type { HistoryEntry } from '../../protocol/messages';
import type { StepReader } from '../explain/stepReader';
import type { ProgramFacts } from '../programFacts';
import type { ProgramNaming } from '../programNaming';
import type { Thresholds } from './thresholds';

export interface FindingContext {
  /** The step that is shown; its pairs only while it is not applied. */
  readonly record: StepRecord;
  /** Records of the steps before it, the newest last, at most `thresholds.window`; of old ones outlines. */
  readonly past: readonly StepRecord[];
  /** Every step up to this one, in outline. */
  readonly history: readonly HistoryEntry[];
  /**
   * The loss of step `index` before and after its own update, on its own data and draws: null when it
   * is not applied or must not run again.
   */
  readonly ownLoss: (index: number) => { readonly before: number; readonly after: number } | null;
  /** Nodes of the program's graph after each step of `past` and `record`, and the first node made since. */
  readonly growth: Growth | null;
  readonly facts: ProgramFacts;
  readonly naming: ProgramNaming;
  readonly thresholds: Thresholds;
  /** False when only codes and variables are asked for: what only the sentence or the place needs is left out. */
  readonly isTold: boolean;
  /** Evaluates tensors of the step; null when it must not run again. */
  readonly reader: () => StepReader | null;
}

/** The graph became larger between steps. */
export interface Growth {
  /** Steps in a row after which nodes were added. */
  readonly steps: number;
  /** Nodes added before the last step. */
  readonly nodes: number;
  readonly place: PlaceRecord | null;
}

export type Rule = (context: FindingContext) => readonly FindingRecord[];

export function warning(code: string, place: PlaceRecord | null, variable: string | null, message: string): FindingRecord {
  return { code, severity: 'warning', place, variable, message };
}

export function information(code: string, place: PlaceRecord | null, variable: string | null, message: string): FindingRecord {
  return { code, severity: 'information', place, variable, message };
}

/** Up to six digits, as a reader wants them. */
export function short(number: number): string {
  if (!Number.isFinite(number)) return String(number);
  return String(Number(number.toPrecision(3)));
}

export function rawTensor({ gradient }: RowRecord) {
  return gradient.kind === 'none' ? null : gradient.tensor;
}
