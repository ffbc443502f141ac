/** @file A computed tensor: element type, concrete shape, elements. Immutable once made. */
import type { Data, DType } from './dtypes';
import { allocate } from './dtypes';
import type { Dims } from './shape';
import { roundAll, roundHalf } from './roundings';
import { sizeOf } from './shape';

export interface Value {
  readonly dtype: DType;
  readonly dims: Dims;
  /** Row-major, `sizeOf(dims)` elements. Nobody writes to it after the value exists. */
  readonly data: Data;
}

/** A value from plain numbers; each is rounded by the store of `dtype`. */
export function valueOf(dtype: DType, dims: Dims, numbers: ArrayLike<number>): Value {
  const data = allocate(dtype, sizeOf(dims));
  for (let i = 0; i < data.length; i++) data[i] = numbers[i]!;
  if (dtype === 'float16') for (let i = 0; i < data.length; i++) data[i] = roundHalf(numbers[i]!);
  else roundAll(dtype, data);
  return { dtype, dims, data };
}

export function scalar(dtype: DType, number: number): Value {
  return valueOf(dtype, [], [number]);
}

/** The elements as JavaScript integers, for shapes, axes, permutations. */
export function integersOf(value: Value): number[] {
  return Array.from(value.data, Number);
}
