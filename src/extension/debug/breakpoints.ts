/** @file Where and when the debug view stops: lines, variables, exceptional steps. Pure. */
import { gradientOf, hasInfinity, hasNaN, isClipped } from '../../protocol/rowFacts';
import type { RowRecord, StepRecord } from '../../protocol/records';

export interface LineBreakpoint {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  /** In the language of Run Until; null: always. */
  readonly condition: string | null;
  /** Stops from the n-th time on that it is reached with its condition; `%3`: every third time. */
  readonly hitCondition: string | null;
  /** A message with `{expressions}` to write instead of stopping. */
  readonly logMessage: string | null;
}

export interface DataBreakpoint {
  readonly id: number;
  /** `w:0` */
  readonly variable: string;
  readonly condition: string | null;
  readonly hitCondition: string | null;
}

export const EXCEPTION_FILTERS = ['nan', 'infinity', 'none', 'clip'] as const;
export type ExceptionFilter = (typeof EXCEPTION_FILTERS)[number];

/** Expressions of Run Until that hold of every step that the filter stops at (and of others too, perhaps). */
export const FILTER_CONDITIONS: { readonly [F in ExceptionFilter]: string } = {
  nan: 'nan', infinity: 'nan', none: 'none > 0', clip: 'clip_fired',
};

const HOLDS: { readonly [F in ExceptionFilter]: (row: RowRecord) => boolean } = {
  nan: hasNaN,
  infinity: hasInfinity,
  none: (row) => gradientOf(row) === null,
  clip: isClipped,
};

/** The rows at which `filter` stops; of a loss that is not finite `loss`. Empty: it does not. */
export function caught(filter: ExceptionFilter, { rows, loss }: StepRecord): readonly string[] {
  const names = rows.filter(HOLDS[filter]).map(({ name }) => name);
  const { nan, negativeInfinity, positiveInfinity } = loss?.health ?? NO_COUNTS;
  const isLoss = filter === 'nan' ? nan > 0 : filter === 'infinity' && negativeInfinity + positiveInfinity > 0;
  return isLoss ? ['loss', ...names] : names;
}

const NO_COUNTS = { nan: 0, negativeInfinity: 0, positiveInfinity: 0 };

/** What is wrong with a hit condition as a sentence; null when nothing is. */
export function hitProblem(text: string): string | null {
  return readHits(text) === null ? `"${text}" is no number of hits: 3, >= 3, == 3 or % 3.` : null;
}

/** Whether hit number `hits` (from 1) counts. */
export function countsHit(text: string | null, hits: number): boolean {
  const read = text === null ? null : readHits(text);
  if (read === null) return true;
  const { sign, count } = read;
  switch (sign) {
    case '==':
      return hits === count;
    case '>':
      return hits > count;
    case '%':
      return hits % count === 0;
    default:
      return hits >= count;
  }
}

function readHits(text: string): { readonly sign: string; readonly count: number } | null {
  const match = /^\s*(>=|==|=|>|%)?\s*([1-9]\d*)\s*$/.exec(text);
  if (match === null) return null;
  return { sign: match[1] === '=' ? '==' : (match[1] ?? '>='), count: Number(match[2]) };
}
