/** @file What is counted and summed over the elements of a value: health, norms, distances. Pure; drops no NaN. */
import type { Value } from '../engine/value';
import type { Health } from '../protocol/records';
import { toWire } from '../protocol/wireNumber';
import { SHORTEST } from '../engine/singles/arrays';
import type { Sums } from '../engine/singles/pairSums';
import {
  clearSums, DEVIATIONS, MAX, MIN, NEGATIVE, newPairSums, pairSums, SQUARES, SUM, ZERO,
} from '../engine/singles/pairSums';

/** Counts over all elements; range, mean and σ over the finite ones, in float64. */
export function healthOf(value: Value): Health {
  return measured(value.data).health;
}

export interface Measured {
  readonly health: Health;
  /** Σx² over all elements: a NaN or ∞ stays visible. */
  readonly squares: number;
}

export interface MeasuredPair {
  readonly a: Measured;
  readonly b: Measured;
  /** ‖a − b‖ in float64. */
  readonly distance: number;
}

type Data = Value['data'];

/** Overwritten by every measuring. */
const SUMS = newPairSums();

export function measured(data: Data): Measured {
  // Around one of the elements the sum of squares cannot cancel badly: no element is further from
  // the mean than √n standard deviations.
  const around = firstFinite(data);
  let from = 0;
  if (data instanceof Float32Array && data.length >= SHORTEST) from = pairSums(data, data, around, around, SUMS);
  else clearSums(SUMS.x);
  return concluded(data, around, SUMS.x, from);
}

/** The same of two tensors of one shape, and how far they are apart. */
export function measuredPair(a: Data, b: Data): MeasuredPair {
  if (!(a instanceof Float32Array && b instanceof Float32Array && a.length === b.length && a.length >= SHORTEST)) {
    return { a: measured(a), b: measured(b), distance: Math.sqrt(apart(a, b, 0, 0)) };
  }
  const aroundA = firstFinite(a);
  const aroundB = firstFinite(b);
  const from = pairSums(a, b, aroundA, aroundB, SUMS);
  return {
    a: concluded(a, aroundA, SUMS.x, from),
    b: concluded(b, aroundB, SUMS.y, from),
    distance: Math.sqrt(apart(a, b, SUMS.distance[0]!, from)),
  };
}

/** Each array by itself, two at a time where they have as many elements. */
export function measuredAll(arrays: readonly Data[]): Measured[] {
  const all: Measured[] = new Array<Measured>(arrays.length);
  let waiting = -1;
  arrays.forEach((data, i) => {
    if (waiting >= 0 && arrays[waiting]!.length === data.length) {
      const { a, b } = measuredPair(arrays[waiting]!, data);
      all[waiting] = a;
      all[i] = b;
      waiting = -1;
    } else if (waiting < 0 && data.length >= SHORTEST) waiting = i;
    else all[i] = measured(data);
  });
  if (waiting >= 0) all[waiting] = measured(arrays[waiting]!);
  return all;
}

/** Adds the elements from `from` on to `sums` of those before. */
function goOn(data: Data, around: number, sums: Sums, from: number): void {
  let sum = sums[SUM]!;
  let deviations = sums[DEVIATIONS]!;
  let squares = sums[SQUARES]!;
  let min = sums[MIN]!;
  let max = sums[MAX]!;
  let negative = sums[NEGATIVE]!;
  let zero = sums[ZERO]!;
  const { length } = data;
  for (let i = from; i < length; i++) {
    const x = data[i]!;
    const away = x - around;
    squares += x * x;
    sum += away;
    deviations += away * away;
    if (x < 0) negative++;
    else if (x === 0) zero++;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  sums[SUM] = sum;
  sums[DEVIATIONS] = deviations;
  sums[SQUARES] = squares;
  sums[MIN] = min;
  sums[MAX] = max;
  sums[NEGATIVE] = negative;
  sums[ZERO] = zero;
}

/** `squares` of the differences before `from`, and all from there on. */
function apart(a: Data, b: Data, squares: number, from: number): number {
  for (let i = from; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return squares;
}

/** What follows from `sums` of the elements before `from`, and from the others. */
function concluded(data: Data, around: number, sums: Sums, from: number): Measured {
  const { length } = data;
  if (from < length) goOn(data, around, sums, from);
  const squares = sums[SQUARES]!;
  // Only of finite elements the sum of squares is finite; where it overflows, each is looked at.
  if (length === 0 || squares - squares !== 0) return measuredOneByOne(data, around, squares);
  const away = sums[SUM]! / length;
  const mean = around + away;
  const negative = sums[NEGATIVE]!;
  const zero = sums[ZERO]!;
  const health: Health = {
    nan: 0, negativeInfinity: 0, positiveInfinity: 0, negative, zero, positive: length - negative - zero,
    min: withSign(data, sums[MIN]!),
    max: withSign(data, sums[MAX]!),
    mean,
    std: deviationOf(data, mean, sums[DEVIATIONS]!, away, length),
    norm: toWire(Math.sqrt(squares)),
  };
  return { health, squares };
}

/** Of several zeros the first one is the smallest and the largest. */
function withSign(data: Data, extreme: number): number {
  return extreme === 0 ? data[data.indexOf(0)]! : extreme;
}

/** The same of elements that may be no finite numbers. */
function measuredOneByOne(data: Value['data'], around: number, squares: number): Measured {
  let nan = 0;
  let negativeInfinity = 0;
  let positiveInfinity = 0;
  let negative = 0;
  let zero = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let deviations = 0;
  for (let i = 0; i < data.length; i++) {
    const x = data[i]!;
    if (x - x !== 0) {
      if (x > 0) positiveInfinity++;
      else if (x < 0) negativeInfinity++;
      else nan++;
      continue;
    }
    const away = x - around;
    if (x < 0) negative++;
    else if (x === 0) zero++;
    min = Math.min(min, x);
    max = Math.max(max, x);
    sum += away;
    deviations += away * away;
  }
  const finite = data.length - nan - negativeInfinity - positiveInfinity;
  const mean = finite === 0 ? null : around + sum / finite;
  const health: Health = {
    nan, negativeInfinity, positiveInfinity, negative, zero, positive: finite - negative - zero,
    min: finite === 0 ? null : min,
    max: finite === 0 ? null : max,
    mean,
    std: mean === null ? null : deviationOf(data, mean, deviations, sum / finite, finite),
    norm: toWire(Math.sqrt(squares)),
  };
  return { health, squares };
}

/** Population standard deviation from Σd² and the mean d of distances; of numbers so large that d² is not finite in a second pass. */
function deviationOf(data: Value['data'], mean: number, squares: number, away: number, finite: number): number {
  if (Number.isFinite(squares)) return Math.sqrt(Math.max(0, squares / finite - away * away));
  let largest = 0;
  for (const x of data) if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
  let sum = 0;
  for (const x of data) if (Number.isFinite(x)) sum += (x / largest - mean / largest) ** 2;
  return largest * Math.sqrt(sum / finite);
}

function firstFinite(data: Value['data']): number {
  for (let i = 0; i < data.length; i++) if (Number.isFinite(data[i])) return data[i]!;
  return 0;
}

/** √Σx² over every element of every value, in float64: a NaN or ∞ stays visible. */
export function jointNorm(values: readonly Value[]): number {
  let squares = 0;
  for (const { data } of values) for (let i = 0; i < data.length; i++) squares += data[i]! * data[i]!;
  return Math.sqrt(squares);
}

/** Σx over every element, in float64: what tf.gradients differentiates of a loss that is no scalar. */
export function sumOf({ data }: Value): number {
  let sum = 0;
  for (const x of data) sum += x;
  return sum;
}
