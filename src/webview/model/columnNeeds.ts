/** @file How much text the cells of a row have, for columns that are measured only when more comes. No page. */
import type { PairRow } from './pairRow';

/** Flags take what is left, and the picture of a history is always as wide. */
const WRITTEN = ['name', 'shape', 'gradient', 'norm', 'clip', 'change', 'ratio'] as const;
/** Parts of a cell that stand in its hint only. */
const HINTS: readonly string[] = ['sentence', 'reason'];

/** The longest texts so far, by column and kind of cell: lengths of one kind are as their widths are. */
export class LongestTexts {
  private readonly longest = new Map<string, number>();

  /** Takes the row in; whether something of it is longer than all before. */
  isLonger(pair: PairRow): boolean {
    let isLonger = false;
    for (const column of WRITTEN) {
      const cell = pair[column];
      const what = column + (cell !== null && typeof cell === 'object' ? cell.kind : '');
      const length = lengthOf(cell);
      if (length <= (this.longest.get(what) ?? 0)) continue;
      this.longest.set(what, length);
      isLonger = true;
    }
    return isLonger;
  }
}

/** Letters of all that is written; the sign of a mean counts as two. */
function lengthOf(part: unknown): number {
  if (typeof part === 'string') return part.length;
  if (part === true) return 2;
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return 0;
  return Object.entries(part).reduce((sum, [name, value]) => (HINTS.includes(name) ? sum : sum + lengthOf(value)), 0);
}
