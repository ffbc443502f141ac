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

const LINE_END = /\r\n|\r|\n/g;

function lineEnds(text: string): number {
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

  /** Notes what made `version` of the document, in the order in which it is carried out. */
  note(version: number, edits: readonly TextEdit[]): void {
    for (const edit of edits) this.#edits.push({ version, edit });
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
