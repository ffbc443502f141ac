/** @file Lines and columns of offsets, and the way back from a text with insertions to the one without. */

export interface Position {
  /** From 1, as everywhere in `Place`. */
  readonly line: number;
  readonly column: number;
}

/** The position of OFFSET where lines begin at `starts`. */
export function positionOf(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Text that is only added to. Of insertions at one offset the one that was made first stands first. */
export class Insertions {
  private readonly insertions: Insertion[] = [];

  add(at: number, text: string): void {
    this.insertions.push({ at, text });
  }

  /** Before all that was added at the beginning. */
  prepend(text: string): void {
    this.insertions.unshift({ at: 0, text });
  }

  /** The whole text, and for an offset in it the one in `text` (of inserted text: where it stands). */
  applied(text: string): { readonly code: string; readonly offsetOf: (offset: number) => number } {
    const sorted = [...this.insertions].sort((a, b) => a.at - b.at);
    const parts: string[] = [];
    // Where each insertion begins in the result, and how much has been inserted when it ends.
    const begins: number[] = [];
    const ends: number[] = [];
    let copied = 0;
    let added = 0;
    for (const { at, text: inserted } of sorted) {
      parts.push(text.slice(copied, at), inserted);
      begins.push(at + added);
      added += inserted.length;
      ends.push(at + added);
      copied = at;
    }
    parts.push(text.slice(copied));
    const offsetOf = (offset: number): number => {
      let low = -1;
      let high = begins.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (begins[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      if (low < 0) return offset;
      const { at } = sorted[low]!;
      return offset < ends[low]! ? at : offset - ends[low]! + at;
    };
    return { code: parts.join(''), offsetOf };
  }
}
