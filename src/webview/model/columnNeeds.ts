/** @file How much text the cells of a row have, for columns that are measured only when more comes. No page. */
import type { ChangeCell, ClipCell, PairRow, ValueCell } from './pairRow';

/**
 * The length of what a row writes, by column and kind: lengths of one kind are as their widths are.
 * Flags take what is left, and the picture of a history is always as wide.
 */
export function cellLengths(pair: PairRow): readonly (readonly [what: string, length: number])[] {
  return [
    ['name', pair.name.length],
    ['shape', pair.shape.length],
    [`gradient ${pair.gradient.kind}`, gradientLength(pair.gradient)],
    ['norm', pair.norm?.length ?? 0],
    [`clip ${pair.clip.kind}`, clipLength(pair.clip)],
    [`change ${pair.change.kind}`, changeLength(pair.change)],
    ['ratio', pair.ratio?.length ?? 0],
  ];
}

function gradientLength(cell: ValueCell): number {
  switch (cell.kind) {
    case 'none':
      return 1;
    case 'scalar':
      return cell.text.length;
    case 'tensor':
      return (cell.mean?.length ?? 0) + (cell.sparse?.length ?? 0);
  }
}

function clipLength(cell: ClipCell): number {
  switch (cell.kind) {
    case 'nothing':
    case 'noClip':
    case 'notFired':
      return 1;
    case 'broken':
      return cell.norm.length;
    case 'changed':
      return cell.op.length + (cell.applied?.length ?? 0);
    case 'fired':
      return [cell.factor, cell.elements, cell.applied, cell.angle].reduce((sum, text) => sum + (text?.length ?? 0), 0);
  }
}

function changeLength(cell: ChangeCell): number {
  // The word for the mean of a tensor counts as two letters.
  const mean = cell.kind !== 'unknown' && cell.isMean ? 2 : 0;
  switch (cell.kind) {
    case 'unknown':
      return 1;
    case 'pending':
      return mean + cell.before.length;
    case 'unchanged':
      return mean + cell.text.length;
    case 'changed':
      return mean + cell.change.before.length + cell.change.after.length;
  }
}

/** The longest texts so far. */
export class LongestTexts {
  private readonly longest = new Map<string, number>();

  /** Takes the row in; whether something of it is longer than all before. */
  isLonger(pair: PairRow): boolean {
    let isLonger = false;
    for (const [what, length] of cellLengths(pair)) {
      if (length <= (this.longest.get(what) ?? 0)) continue;
      this.longest.set(what, length);
      isLonger = true;
    }
    return isLonger;
  }
}
