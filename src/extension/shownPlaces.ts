/** @file Values at their places in a text as it stands now: each moved down as its statement was. Knows no editor. */
import type { PlaceDetails, PlaceGroup, PlaceValue } from '../protocol/placeValues';
import type { PlaceRecord } from '../protocol/records';
import type { TextRange } from './editTrail';

/** A place and what it had: one tensor, or several. */
export type FoundPlace = PlaceValue | PlaceGroup;

/** How a value is shown: of this text and step; of another one while its successor is on its way; of another one. */
export type Mark = 'none' | 'awaited' | 'gone';

/** A value where it stands in the text as it is now; line and character from 0. */
export interface PlaceHint {
  readonly line: number;
  readonly character: number;
  readonly found: FoundPlace;
  readonly mark: Mark;
}

/** What is known about the expression at a position; `range` is null when it is a name that is assigned to. */
export interface FoundValue {
  readonly found: FoundPlace | PlaceDetails;
  readonly range: TextRange | null;
  readonly isStale: boolean;
}

/** The values of a text at their places in it, as it stands in its editor. */
export interface TextValues {
  /** In the order of the text. */
  hints(): PlaceHint[];
  /** All about the value of a hint; null when the text is another by now, or the step cannot be asked. */
  details(hint: PlaceHint): Promise<PlaceDetails | null>;
  /** The innermost expression at a position, from 0. Of a text that is not what ran only what was known before. */
  valueAt(line: number, character: number): Promise<FoundValue | null>;
}

/** By how many lines a statement has moved; null when it is not in the text any more. */
export type Shift = (within: PlaceRecord) => number | null;

/** What is written behind the lines. */
export function hintsOf(places: readonly FoundPlace[], shift: Shift, mark: Mark): PlaceHint[] {
  return places.flatMap((found) => {
    const { after } = found;
    const down = after === null ? null : shift(found.within);
    if (after === null || down === null) return [];
    return [{ line: after.line - 1 + down, character: after.column - 1, found, mark }];
  });
}

/** What was known of the innermost expression at a position, of a text that is another by now. */
export function knownAt(places: readonly FoundPlace[], shift: Shift, line: number, character: number): FoundValue | null {
  const found = places.flatMap((value): FoundValue[] => {
    const down = shift(value.within);
    const range = down === null ? null : movedDown(rangeOf(value.place), down);
    return range && covers(range, line, character) ? [{ found: value, range, isStale: true }] : [];
  });
  // Of two around one position the later one begins inside of the other.
  return found.at(-1) ?? null;
}

/** The rows whose variable or gradient it has. */
export function rowsIn(found: FoundPlace): readonly string[] {
  return 'parts' in found ? [...new Set(found.parts.flatMap(({ rows }) => rows))] : found.rows;
}

export function inText(a: FoundPlace, b: FoundPlace): number {
  return a.place.line - b.place.line || a.place.column - b.place.column;
}

export function movedDown(range: TextRange, lines: number): TextRange {
  return { ...range, startLine: range.startLine + lines, endLine: range.endLine + lines };
}

export function covers({ startLine, startCharacter, endLine, endCharacter }: TextRange, line: number, character: number): boolean {
  const isAfterStart = line > startLine || (line === startLine && character >= startCharacter);
  return isAfterStart && (line < endLine || (line === endLine && character <= endCharacter));
}

export function rangeOf({ line, column, endLine, endColumn }: PlaceRecord): TextRange {
  return { startLine: line - 1, startCharacter: column - 1, endLine: endLine - 1, endCharacter: endColumn - 1 };
}
