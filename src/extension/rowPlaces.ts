/** @file Which lines of the text belong to which rows of a step, both ways. Pure. */
import type { WhyBranch } from '../protocol/explanations';
import type { StepPlaces } from '../protocol/placeValues';
import { besideFile } from '../protocol/places';
import type { PlaceRecord, RowRecord } from '../protocol/records';

/** What a place is to a row. */
export type PartOfRow = 'declaration' | 'use' | 'clip';

export interface RowPlace {
  readonly part: PartOfRow;
  readonly place: PlaceRecord;
}

/** Whether a place is in a file: null is the loss file, others are as places call them, `./sub/utils.py`. */
export function isIn(place: PlaceRecord, file: string | null): boolean {
  return file === null ? besideFile(place) === null : place.file === file;
}

/** The places of a row in a file, each once: where its variable was made, is used, where its gradient is changed. */
export function placesOfRow(row: RowRecord, uses: StepPlaces['uses'], file: string | null): RowPlace[] {
  const used = uses.find(({ variable }) => variable === row.variable)?.places ?? [];
  const all: readonly (readonly [PartOfRow, PlaceRecord | null])[] = [
    ['declaration', row.place],
    ...used.map((place) => ['use', place] as const),
    ...row.stages.map(({ place }) => ['clip', place] as const),
  ];
  const found = new Map<string, RowPlace>();
  for (const [part, place] of all) {
    if (place === null || !isIn(place, file)) continue;
    const key = keyOf(place);
    if (!found.has(key)) found.set(key, { part, place });
  }
  return [...found.values()];
}

/** Rows that an expression of the line is the gradient of, or which the line uses the variable of. */
export function rowsByLine(file: string | null, line: number, uses: StepPlaces['uses'], values: readonly { readonly place: PlaceRecord; readonly rows: readonly string[] }[]): string[] {
  const isThere = (place: PlaceRecord) => isIn(place, file) && line >= place.line && line <= place.endLine;
  const using = uses.filter(({ places }) => places.some(isThere)).map(({ variable }) => variable);
  const being = values.filter(({ place }) => isThere(place)).flatMap(({ rows }) => rows);
  return [...new Set([...being, ...using])];
}

/** Rows whose variable is made on the line, or whose gradient is changed there. */
export function rowsMadeAt(file: string | null, line: number, rows: readonly RowRecord[]): string[] {
  const isThere = (place: PlaceRecord | null) => place !== null && isIn(place, file) && place.line === line;
  return rows.filter(({ place, stages }) => isThere(place) || stages.some((stage) => isThere(stage.place))).map(({ variable }) => variable);
}

/** The places from a variable to the loss, each once: of the ways by which its gradient arrived, the largest first. */
export function pathPlaces(start: PlaceRecord | null, branches: readonly WhyBranch[], loss: PlaceRecord | null): PlaceRecord[] {
  const found = new Map<string, PlaceRecord>();
  const note = (place: PlaceRecord | null) => {
    if (place !== null && !found.has(keyOf(place))) found.set(keyOf(place), place);
  };
  const walk = (ways: readonly WhyBranch[]): void => {
    for (const { place, branches: next } of ways) {
      note(place);
      walk(next);
    }
  };
  note(start);
  walk(branches);
  note(loss);
  return [...found.values()];
}

function keyOf({ file, line, column, endLine, endColumn }: PlaceRecord): string {
  return [file, line, column, endLine, endColumn].join(' ');
}
