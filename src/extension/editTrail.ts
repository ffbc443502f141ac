/** @file Carries ranges of a text through its edits; what an edit touches is lost. Knows no editor. */

/** Lines and characters from 0, as in an editor; ends exclusive. */
export interface TextRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** `range` of the text before it became `text`. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/**
 * Where `range` is after `edit`; null when the edit touches one of its lines. What is put on lines of
 * its own directly before or behind does not: a new line above, Enter at the end of the last one.
 * Characters of the range never change, so it covers the same letters as before, of whole lines that
 * nobody touched up to its end.
 */
export function movedBy(range: TextRange, { range: gone, text }: TextEdit): TextRange | null {
  const shift = lineEnds(text) - (gone.endLine - gone.startLine);
  const isBehind =
    gone.startLine > range.endLine ||
    (gone.startLine === range.endLine && gone.startCharacter >= range.endCharacter && beginsLine(text));
  if (isBehind) return range;
  const isBefore =
    gone.endLine < range.startLine ||
    // What stands before the range on its line is then the edit's last line: there must be nothing.
    (gone.endLine === range.startLine && gone.endCharacter === 0 && endsLine(gone, text));
  if (!isBefore) return null;
  return { ...range, startLine: range.startLine + shift, endLine: range.endLine + shift };
}

function behind(a: TextRange, b: TextRange): number {
  return a.startLine - b.startLine || a.startCharacter - b.startCharacter;
}

const LINE_END = /\r\n|\r|\n/g;

export function lineEnds(text: string): number {
  return text.match(LINE_END)?.length ?? 0;
}

function beginsLine(text: string): boolean {
  return /^[ \t]*[\r\n]/.test(text);
}

/** The text that follows the edit begins a line, as it did before. */
function endsLine({ startCharacter }: TextRange, text: string): boolean {
  return text === '' ? startCharacter === 0 : /[\r\n]$/.test(text);
}

/** The edits of one document since a version whose ranges are asked about. */
export class EditTrail {
  #edits: { readonly version: number; readonly edit: TextEdit }[] = [];
  #version = 1;

  /** Counts on over closing and opening, which an editor's own versions do not. */
  get version(): number {
    return this.#version;
  }

  /** Notes what was done to the text at once; ranges are of the text before all of it. */
  note(edits: readonly TextEdit[]): void {
    const version = ++this.#version;
    // From the last to the first: none moves another.
    const order = [...edits].sort((a, b) => behind(b.range, a.range));
    for (const edit of order) this.#edits.push({ version, edit });
  }

  /** The text may be another, and nobody knows how it became so. */
  noteUnknown(): void {
    const all = { startLine: 0, startCharacter: 0, endLine: Infinity, endCharacter: 0 };
    this.note([{ range: all, text: '' }]);
  }

  /** Nobody will ask about versions before this one. */
  forgetBefore(version: number): void {
    this.#edits = this.#edits.filter((entry) => entry.version > version);
  }

  /** Where a range of `version` is now; null when it was touched since. */
  moved(range: TextRange, version: number): TextRange | null {
    let now: TextRange | null = range;
    for (const { version: made, edit } of this.#edits) {
      if (made > version && now !== null) now = movedBy(now, edit);
    }
    return now;
  }
}
