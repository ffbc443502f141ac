/** @file What the rules are given, and how a finding is written down. */
import type { FindingRecord, PlaceRecord, RelatedPlace, RowRecord, StepRecord } from '../../protocol/records';
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

export function warning(code: string, place: PlaceRecord | null, variable: string | null, message: string, others: Others = []): FindingRecord {
  return { code, severity: 'warning', place, variable, message, ...relatedTo(place, others) };
}

export function information(code: string, place: PlaceRecord | null, variable: string | null, message: string, others: Others = []): FindingRecord {
  return { code, severity: 'information', place, variable, message, ...relatedTo(place, others) };
}

/** Places that belong to a finding, each with a sentence about it; those without a line are left out. */
export type Others = readonly (readonly [place: PlaceRecord | null | undefined, sentence: string])[];

/** Each place once, and not that of the finding itself. */
function relatedTo(own: PlaceRecord | null, others: Others): { readonly related?: readonly RelatedPlace[] } {
  const related: RelatedPlace[] = [];
  for (const [place, message] of others) {
    if (place == null || [own, ...related.map((known) => known.place)].some((known) => known !== null && isSame(known, place))) continue;
    related.push({ place, message });
  }
  return related.length === 0 ? {} : { related };
}

function isSame(a: PlaceRecord, b: PlaceRecord): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

/** Up to six digits, as a reader wants them. */
export function short(number: number): string {
  if (!Number.isFinite(number)) return String(number);
  return String(Number(number.toPrecision(3)));
}

export function rawTensor({ gradient }: RowRecord) {
  return gradient.kind === 'none' ? null : gradient.tensor;
}
