/** @file Where expressions lie in the text: around a position, inside of each other, in order. Pure. */
import type { NotedAt, Place } from '../../frontends/program';
import { besideFile } from '../../protocol/places';
import type { PlaceRecord } from '../../protocol/records';

export function recordOf({ file, line, column, endLine, endColumn }: Place): PlaceRecord {
  return { file, line, column, endLine, endColumn };
}

export function isIn(place: PlaceRecord, file: string | null): boolean {
  return file === null ? besideFile(place) === null : place.file === file;
}

export function covers(place: PlaceRecord, line: number, column: number): boolean {
  const isAfterStart = line > place.line || (line === place.line && column >= place.column);
  return isAfterStart && (line < place.endLine || (line === place.endLine && column <= place.endColumn));
}

/** Whether the name that the statement begins with is at line and column, and is what the value is bound to. */
export function isTarget({ kind, within, place: { name } }: NotedAt, line: number, column: number): boolean {
  if (kind !== 'assigned' || name === null || !/^[\w.]+$/.test(name) || line !== within.line) return false;
  return column >= within.column && column <= within.column + name.length;
}

/** The smaller of two places around one position first. */
export function inside(a: PlaceRecord, b: PlaceRecord): number {
  const ends = a.endLine - b.endLine || a.endColumn - b.endColumn;
  return b.line - a.line || b.column - a.column || ends;
}

export function inText(a: PlaceRecord, b: PlaceRecord): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
