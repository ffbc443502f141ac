/** @file A computed value as it is shown: counts, range, norm, and the first elements. */
import type { Value } from '../engine/value';
import type { Health, TensorRecord } from '../protocol/records';
import type { WireNumber } from '../protocol/wireNumber';
import { toWire } from '../protocol/wireNumber';
import type { Measured } from './tensorHealth';
import { healthOf, measured, measuredPair } from './tensorHealth';

/**
 * Makes records of values, each once: the same array is often the raw and the applied gradient, and
 * what a step leaves is what the next one begins with.
 */
export class TensorRecorder {
  /** Of this step, by array. The next run writes over some of these arrays. */
  private known = new Map<Value['data'], Entry>();
  /** Of arrays that nobody writes to any more. A WeakMap of all would cost every collection of garbage more than it saves. */
  private lasting = new Map<Value['data'], Entry>();
  /** As `lasting`, of the step before. */
  private earlier = this.lasting;

  /** `maxValues`: elements that a record carries. */
  constructor(private readonly maxValues: number) {}

  /** A step begins: what was made for the one before the last is let go. */
  begin(): void {
    this.earlier = this.lasting;
    this.lasting = new Map();
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

  /** ‖after − before‖ in float64; both are measured on the way. */
  distance(after: Value, before: Value): number {
    const { a, b, distance } = measuredPair(after.data, before.data);
    this.entry(after, a);
    this.entry(before, b);
    return distance;
  }

  /** `value` is a part of the state: the next step begins with the same array. */
  keep(value: Value): void {
    this.lasting.set(value.data, this.entry(value));
  }

  private entry(value: Value, known: Measured | null = null): Entry {
    const { data, dtype, dims } = value;
    const made = this.known.get(data) ?? this.earlier.get(data);
    // A reshaped tensor has the same numbers in other dimensions.
    if (made?.record.dtype === dtype && hasShape(made.record, dims)) {
      this.known.set(data, made);
      return made;
    }
    const { health, squares } = known ?? measured(data);
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
