/**
 * @file Reads values that a recording script wrote: dtype, dims and elements, non-finite ones as
 * strings.
 */
import type { DType } from '../../../src/engine/dtypes';
import type { Value } from '../../../src/engine/value';
import { valueOf } from '../../../src/engine/value';

export type RecordedNumber = number | string | boolean;
export type RecordedValue = readonly [string, readonly number[], readonly RecordedNumber[]];

/** `nan`, `inf`, `-inf` and `-0` are strings in the recordings: JSON has no such numbers. */
export function numberOf(text: RecordedNumber): number {
  if (typeof text !== 'string') return Number(text);
  if (text === 'nan') return NaN;
  if (text === '-0') return -0;
  return text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text);
}

export function readValue([dtype, dims, numbers]: RecordedValue): Value {
  return valueOf(dtype as DType, dims, numbers.map(numberOf));
}
