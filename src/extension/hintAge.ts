/**
 * @file Which hints of a text an editor draws as they were. VS Code draws them anew some time after it was told to,
 * and never while keys come faster than that. Knows no editor.
 */
import { lineEnds, type TextEdit } from './editTrail';
import type { Mark, PlaceHint } from './shownPlaces';

/** A place between two letters, from 0. */
export interface Point {
  readonly line: number;
  readonly character: number;
}

interface Drawn extends Point {
  readonly found: PlaceHint['found'];
  readonly mark: Mark;
}

export class HintAge {
  #drawn: Drawn[] = [];

  /** The editor draws none. */
  get isEmpty(): boolean {
    return this.#drawn.length === 0;
  }

  /** The editor draws these on the lines from `first` to `last` from now on, and no others. */
  given(hints: readonly PlaceHint[], first: number, last: number): void {
    const kept = this.#drawn.filter(({ line }) => line < first || line > last);
    this.#drawn = [...kept, ...hints.map(({ found, mark, line, character }) => ({ found, mark, line, character }))];
  }

  /** The text was changed: hints moved with their letters. */
  edited(edits: readonly TextEdit[]): void {
    const order = [...edits].sort((a, b) => behind(a, b));
    for (const edit of order) this.#drawn = this.#drawn.map((hint) => ({ ...hint, ...movedPoint(hint, edit) }));
  }

  /** Whether the editor draws exactly `hints` on the lines from `first` to `last`. */
  isDrawn(hints: readonly PlaceHint[], first: number, last: number): boolean {
    const there = this.#drawn.filter(({ line }) => line >= first && line <= last);
    return there.length === hints.length && hints.every((hint) => there.some((drawn) => isSame(drawn, hint) && isAt(drawn, hint)));
  }

  /** Where hints are drawn without a mark of their own that are not, or not so, among `hints`, all that there are now. */
  old(hints: readonly PlaceHint[]): Point[] {
    const now = new Map(hints.map((hint) => [hint.found, hint]));
    return this.#drawn.filter(({ found, mark }) => mark === 'none' && now.get(found)?.mark !== 'none');
  }
}

function isSame(drawn: Drawn, { found, mark }: PlaceHint): boolean {
  return drawn.found === found && drawn.mark === mark;
}

function isAt(a: Point, b: Point): boolean {
  return a.line === b.line && a.character === b.character;
}

/** The last edit first: none moves another. */
function behind({ range: a }: TextEdit, { range: b }: TextEdit): number {
  return b.startLine - a.startLine || b.startCharacter - a.startCharacter;
}

/** Where what stands behind a letter stands after `edit`: behind what is typed there, at the place of what is deleted. */
function movedPoint({ line, character }: Point, { range, text }: TextEdit): Point {
  const { startLine, startCharacter, endLine, endCharacter } = range;
  if (line < startLine || (line === startLine && character < startCharacter)) return { line, character };
  const more = lineEnds(text);
  const lastLine = text.length - Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) - 1;
  const end = { line: startLine + more, character: more === 0 ? startCharacter + text.length : lastLine };
  const isBehind = line > endLine || (line === endLine && character >= endCharacter);
  if (!isBehind) return end;
  if (line > endLine) return { line: line + end.line - endLine, character };
  return { line: end.line, character: end.character + character - endCharacter };
}
