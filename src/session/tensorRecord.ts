/** @file A computed value as it is shown: counts, range, norm, and the first elements; drops no NaN. */
import type { Value } from '../engine/value';
import type { Health, TensorRecord } from '../protocol/records';
import { toWire } from '../protocol/wireNumber';

/** `value` with at most `maxValues` of its elements; the statistics are over all of them. */
export function tensorRecord(value: Value, maxValues: number): TensorRecord {
  const { data } = value;
  return {
    dtype: value.dtype,
    shape: [...value.dims],
    size: data.length,
    values: Array.from(data.subarray(0, maxValues), toWire),
    health: healthOf(value),
  };
}

/** Counts over all elements; range, mean and σ over the finite ones, in float64. */
export function healthOf({ data }: Value): Health {
  let nan = 0;
  let negativeInfinity = 0;
  let positiveInfinity = 0;
  let negative = 0;
  let zero = 0;
  let positive = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let squares = 0;
  for (const x of data) {
    squares += x * x;
    if (Number.isNaN(x)) nan++;
    else if (x === Infinity) positiveInfinity++;
    else if (x === -Infinity) negativeInfinity++;
    else {
      if (x < 0) negative++;
      else if (x > 0) positive++;
      else zero++;
      if (x < min) min = x;
      if (x > max) max = x;
      sum += x;
    }
  }
  const finite = negative + zero + positive;
  const mean = finite === 0 ? null : sum / finite;
  return {
    nan, negativeInfinity, positiveInfinity, negative, zero, positive,
    min: finite === 0 ? null : min,
    max: finite === 0 ? null : max,
    mean,
    std: mean === null ? null : deviationOf(data, mean, finite),
    norm: toWire(Math.sqrt(squares)),
  };
}

/** Population standard deviation in a second pass: the one-pass formula cancels. */
function deviationOf(data: ArrayLike<number>, mean: number, finite: number): number {
  let squares = 0;
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    if (Number.isFinite(x)) squares += (x - mean) * (x - mean);
  }
  return Math.sqrt(squares / finite);
}

/** √Σx² over every element of every value, in float64: a NaN or ∞ stays visible. */
export function jointNorm(values: readonly Value[]): number {
  let squares = 0;
  for (const { data } of values) for (const x of data) squares += x * x;
  return Math.sqrt(squares);
}

/** Σx over every element, in float64: what tf.gradients differentiates of a loss that is no scalar. */
export function sumOf({ data }: Value): number {
  let sum = 0;
  for (const x of data) sum += x;
  return sum;
}
