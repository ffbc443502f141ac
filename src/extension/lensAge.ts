/**
 * @file Which lines of a text have lenses above them that are of another text or step than is shown. VS Code asks for
 * lenses half a second after hints, and not at all while somebody types: meanwhile they stand as they were. Knows no editor.
 */
import type { SessionState } from '../protocol/messages';
import { lineEnds, type TextEdit } from './editTrail';
import type { AskedStep } from './placeHints';
import type { Mark } from './shownPlaces';

/** A lens that the editor was given. */
export interface GivenLens {
  /** The step that its values are of. */
  readonly state: SessionState;
}

interface Entry {
  readonly lens: GivenLens;
  /** The how many-th time lenses were given. */
  readonly time: number;
  /** From 0, in the text as it is now. */
  line: number;
  /** As the editor draws it; null while it has not asked for the title. */
  drawn: Mark | null;
}

export class LensAge {
  #entries: Entry[] = [];
  #times = 0;

  /** Whether the editor was given one for the line, from 0, and has it still. */
  hasLens(line: number): boolean {
    return this.#entries.some((entry) => entry.line === line);
  }

  /** The editor has these from now on; a line without one of them loses its own. */
  given(lenses: readonly { readonly lens: GivenLens; readonly line: number }[]): void {
    const time = ++this.#times;
    const lines = new Set(lenses.map(({ line }) => line));
    const kept = this.#entries.filter(({ line, drawn }) => drawn !== null && lines.has(line));
    this.#entries = [...kept, ...lenses.map(({ lens, line }): Entry => ({ lens, time, line, drawn: null }))];
  }

  /** The editor draws `lens` in place of the ones that its line had. */
  drew(lens: GivenLens, mark: Mark): void {
    const entry = this.#entries.find((each) => each.lens === lens);
    if (entry === undefined) return;
    entry.drawn = mark;
    this.#entries = this.#entries.filter(
      ({ time, line, drawn }) => line !== entry.line || drawn === null || time === entry.time,
    );
  }

  /** The text was changed: lines below move, a line in the middle of it goes to where it begins. */
  edited(edits: readonly TextEdit[]): void {
    for (const { range, text } of [...edits].sort((a, b) => b.range.startLine - a.range.startLine)) {
      const more = lineEnds(text) - (range.endLine - range.startLine);
      // What stands behind the edit on its last line goes down with it when it begins that line.
      const first = range.startCharacter === 0 && range.endCharacter === 0 ? range.endLine : range.endLine + 1;
      for (const entry of this.#entries) {
        if (entry.line >= first) entry.line += more;
        else if (entry.line > range.startLine) entry.line = range.startLine;
      }
    }
  }

  /** Lines, from 0, whose lenses are drawn otherwise than they would be for `now`. */
  oldLines(now: AskedStep | null): number[] {
    const old = this.#entries.filter(
      ({ lens, drawn }) => drawn !== null && (now === null || lens.state !== now.state || drawn !== now.mark),
    );
    return [...new Set(old.map(({ line }) => line))].sort((a, b) => a - b);
  }
}
