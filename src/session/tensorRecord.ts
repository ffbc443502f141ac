/** @file A computed value as it is shown: counts, range, norm, and the first elements; drops no NaN. */
import type { Value } from '../engine/value';
import type { Health, TensorRecord } from '../protocol/records';
import type { WireNumber } from '../protocol/wireNumber';
import { toWire } from '../protocol/wireNumber';

/**
 * Makes records of values, each once: the same array is often the raw and the applied gradient, and
 * what a step leaves is what the next one begins with.
 */
export class TensorRecorder {
  /** Of this step and the one before; a WeakMap of all would cost every collection of garbage more than it saves. */
  private known = new Map<Value['data'], Entry>();
  private earlier = this.known;

  /** `maxValues`: elements that a record carries. */
  constructor(private readonly maxValues: number) {}

  /** A step begins: what was made for the one before the last is let go. */
  begin(): void {
    this.earlier = this.known;
    this.known = new Map();
  }

  /** `value` with at most `maxValues` of its elements; the statistics are over all of them. */
  record(value: Value): TensorRecord {
    return this.entry(value).record;
  }

  /** √Σx² over every element of every value, in float64: a NaN or ∞ stays visible. */
  norm(values: readonly Value[]): number {
    let squares = 0;
    for (const value of values) squares += this.entry(value).squares;
    return Math.sqrt(squares);
  }

  private entry(value: Value) {
    const { data, dtype, dims } = value;
    const known = this.known.get(data) ?? this.earlier.get(data);
    // A reshaped tensor has the same numbers in other dimensions.
    if (known?.record.dtype === dtype && hasShape(known.record, dims)) {
      this.known.set(data, known);
      return known;
    }
    const { health, squares } = measured(data);
    const entry = { record: this.with(value, health), squares };
    this.known.set(data, entry);
    return entry;
  }

  /** The record of a value whose array will hold other numbers soon. */
  passing(value: Value): TensorRecord {
    return this.with(value, healthOf(value));
  }

  private with({ data, dtype, dims }: Value, health: Health): TensorRecord {
    const values = new Array<WireNumber>(Math.min(data.length, this.maxValues));
    for (let i = 0; i < values.length; i++) {
      const x = data[i]!;
      // Most numbers are themselves; a call for each would put each into an object first.
      if (x - x === 0 && x !== 0) values[i] = x;
      else values[i] = toWire(x);
    }
    return { dtype, shape: dims, size: data.length, values, health };
  }
}

interface Entry {
  readonly record: TensorRecord;
  readonly squares: number;
}

function hasShape({ shape }: TensorRecord, dims: Value['dims']): boolean {
  return shape.length === dims.length && shape.every((dim, i) => dim === dims[i]);
}

/** One record by itself. */
export function tensorRecord(value: Value, maxValues: number): TensorRecord {
  return new TensorRecorder(maxValues).record(value);
}

/** Counts over all elements; range, mean and σ over the finite ones, in float64. */
export function healthOf(value: Value): Health {
  return measured(value.data).health;
}

interface Measured {
  readonly health: Health;
  /** Σx² over all elements: a NaN or ∞ stays visible. */
  readonly squares: number;
}

function measured(data: Value['data']): Measured {
  let negative = 0;
  let zero = 0;
  let squares = 0;
  // Around one of the elements the sum of squares cannot cancel badly: no element is further from
  // the mean than √n standard deviations.
  const around = firstFinite(data);
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let deviations = 0;
  const { length } = data;
  for (let i = 0; i < length; i++) {
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
  // Only of finite elements the sum of squares is finite; where it overflows, each is looked at.
  if (length === 0 || squares - squares !== 0) return measuredOneByOne(data, around, squares);
  const mean = around + sum / length;
  const health: Health = {
    nan: 0, negativeInfinity: 0, positiveInfinity: 0, negative, zero, positive: length - negative - zero,
    min, max, mean,
    std: deviationOf(data, mean, deviations, sum / length, length),
    norm: toWire(Math.sqrt(squares)),
  };
  return { health, squares };
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

/** ‖after − before‖ in float64. */
export function distanceNorm({ data: after }: Value, { data: before }: Value): number {
  let squares = 0;
  for (let i = 0; i < after.length; i++) squares += (after[i]! - before[i]!) ** 2;
  return Math.sqrt(squares);
}

/** Σx over every element, in float64: what tf.gradients differentiates of a loss that is no scalar. */
export function sumOf({ data }: Value): number {
  let sum = 0;
  for (const x of data) sum += x;
  return sum;
}
