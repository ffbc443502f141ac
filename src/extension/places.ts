/** @file From the places of a record to the ranges of a text document, and nowhere else. */
import { Range, type TextDocument } from 'vscode';
import type { PlaceRecord } from '../protocol/records';

/**
 * The range in the document, cut to what the text has now; null when the place is in another file.
 * Records count lines and columns from 1, VS Code from 0.
 */
export function rangeOf(place: PlaceRecord | null, document: TextDocument): Range | null {
  if (!place || place.line < 1 || baseName(place.file) !== baseName(document.fileName)) return null;
  const range = new Range(
    place.line - 1,
    Math.max(0, place.column - 1),
    Math.max(place.line, place.endLine) - 1,
    Math.max(0, place.endColumn - 1),
  );
  return document.validateRange(range);
}

/** The session may know the file by a path of its own; its name is the same. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
