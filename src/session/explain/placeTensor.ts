/** @file The elements of what an expression of the text had in a step. */
import type { NotedPlace } from '../../frontends/program';
import { MAX_TENSOR, type PlaceTensorAnswer, type Question } from '../../protocol/explanations';
import type { PlaceRecord } from '../../protocol/records';
import { userError } from '../refusals';
import { tensorRecord } from '../tensorRecord';
import { recordOf } from './placeRecords';
import { ValuesOfPlaces } from './placeValues';
import type { StepReader } from './stepReader';

/** Runs the step again with the expression's tensor and its gradient kept. Throws ValueError when it has none there. */
export function placeTensor(
  reader: StepReader, noted: readonly NotedPlace[], { place, part }: Extract<Question, { kind: 'placeTensor' }>,
): PlaceTensorAnswer {
  const mine = noted.filter((one) => isSame(recordOf(one.place), place));
  const found = new ValuesOfPlaces(reader, { places: mine }, null).places.at(-1);
  const value = part === 'value' ? found?.value : found?.gradient;
  if (value === undefined) throw userError(`Line ${place.line} has no such tensor in step ${reader.index}.`);
  return { kind: 'placeTensor', step: reader.index, tensor: tensorRecord(value, MAX_TENSOR) };
}

function isSame(a: PlaceRecord, b: PlaceRecord): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}
