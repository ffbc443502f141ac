/** @file From the places of a record to the ranges of a text document, and nowhere else. */
import { Range, type TextDocument, type TextDocumentContentChangeEvent } from 'vscode';
import { besideFile } from '../protocol/places';
import type { PlaceRecord } from '../protocol/records';
import type { TextEdit, TextRange } from './editTrail';
import { runPath } from './languages';

/**
 * The range in the document, cut to what the text has now; null when the place is in another file.
 * Records count lines and columns from 1, VS Code from 0.
 */
export function rangeOf(place: PlaceRecord | null, document: TextDocument): Range | null {
  return place && isIn(place, document) ? rangeIn(place, document) : null;
}

/** The same in a document that is known to be the place's. */
export function rangeIn(place: PlaceRecord, document: TextDocument): Range | null {
  if (place.line < 1) return null;
  const range = new Range(
    place.line - 1,
    Math.max(0, place.column - 1),
    Math.max(place.line, place.endLine) - 1,
    Math.max(0, place.endColumn - 1),
  );
  return document.validateRange(range);
}

/** The range of a place in a file that need not be open: taken as it is. */
export function plainRange({ line, column, endLine, endColumn }: PlaceRecord): Range {
  return new Range(line - 1, Math.max(0, column - 1), Math.max(line, endLine) - 1, Math.max(0, endColumn - 1));
}

export function toRange({ startLine, startCharacter, endLine, endCharacter }: TextRange): Range {
  return new Range(startLine, startCharacter, endLine, endCharacter);
}

export function toEdit({ range: { start, end }, text }: TextDocumentContentChangeEvent): TextEdit {
  const range = { startLine: start.line, startCharacter: start.character, endLine: end.line, endCharacter: end.character };
  return { range, text };
}

/** Whether the place is in the document itself, which is debugged: not in a file beside it. */
export function isIn(place: PlaceRecord, { fileName, languageId }: TextDocument): boolean {
  return besideFile(place) === null && baseName(place.file) === baseName(runPath({ path: fileName, languageId }));
}

/** The session may know the file by a path of its own; its name is the same. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
