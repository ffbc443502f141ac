/** @file A computed value as it is shown: counts, range, norm, and the first elements. */
import { Scratch } from '../engine/updateLedger/scratch';
import type { Value } from '../engine/value';
import type { Health, TensorRecord } from '../protocol/records';
import type { WireNumber } from '../protocol/wireNumber';
import { toWire } from '../protocol/wireNumber';
import type { Measured } from './tensorHealth';
import { measured, measuredAll, measuredPair } from './tensorHealth';

/**
 * Makes records of values, each once: the same array is often the raw and the applied gradient, and
 * what a step leaves is what the next one begins with.
 */
export class TensorRecorder {
  /** Of this step, by array. The next run writes over some of these arrays. */
  private known = new Map<Value['data'], Entry>();
  /** Of arrays that nobody writes to any more. A WeakMap of all would cost every collection of garbage more than it saves. */
  private lasting = new Map<Value['data'], Entry>();
  /** Without a ledger nobody reads a copy a second time. */
  private isBrief = false;
  /** As `lasting`, of the step before. */
  private earlier = this.lasting;

  /** Where copies lie for the kernels; whoever makes a row releases it after the row. */
  readonly scratch = new Scratch();

  /** `maxValues`: elements that a record carries. */
  constructor(private readonly maxValues: number) {}

  /** A step begins: what was made for the one before the last is let go. `isBrief`: of it no ledger is made. */
  begin(isBrief = false): void {
    this.isBrief = isBrief;
    this.earlier = this.lasting;
    this.lasting = new Map();
    this.known = new Map();
  }

  /** `value` with at most `maxValues` of its elements; the statistics are over all of them. */
  record(value: Value): TensorRecord {
    return this.entry(value).record;
  }

  /** Σx² over every element, in float64: a NaN or ∞ stays visible. */
  squares(value: Value): number {
    return this.entry(value).squares;
  }

  /** ‖after − before‖ in float64; both are measured on the way. */
  distance(after: Value, before: Value): number {
    const { a, b, distance } = measuredPair(this.placed(after.data), this.placed(before.data));
    this.entry(after, a);
    this.entry(before, b);
    return distance;
  }

  /** Measures two that will be asked for, which at once costs as much as one. */
  measure(one: Value, other: Value): void {
    if (one.data.length !== other.data.length || this.known.has(one.data) || this.known.has(other.data)) return;
    const { a, b } = measuredPair(this.placed(one.data), this.placed(other.data));
    this.entry(one, a);
    this.entry(other, b);
  }

  private placed(data: Value['data']): Value['data'] {
    return this.isBrief ? data : this.scratch.placed(data);
  }

  /** `value` is a part of the state: the next step begins with the same array. */
  keep(value: Value): void {
    this.lasting.set(value.data, this.entry(value));
  }

  private entry(value: Value, known?: Measured): Entry {
    const { data, dtype, dims } = value;
    const made = this.known.get(data) ?? this.earlier.get(data);
    // A reshaped tensor has the same numbers in other dimensions.
    if (made?.record.dtype === dtype && hasShape(made.record, dims)) {
      this.known.set(data, made);
      return made;
    }
    const { health, squares } = known ?? measured(this.placed(data));
    const entry = { record: this.with(value, health), squares };
    this.known.set(data, entry);
    return entry;
  }

  /** Records of values whose arrays will hold other numbers soon; `also` is measured beside them, for two at once cost as one. */
  passing(values: readonly Value[], also: Value | undefined): TensorRecord[] {
    const { scratch } = this;
    const arrays = values.map(({ data }) => data);
    if (also !== undefined && !this.known.has(also.data)) arrays.push(scratch.placed(also.data));
    const all = measuredAll(arrays);
    if (also !== undefined && all.length > values.length) this.entry(also, all.at(-1));
    return values.map((value, i) => this.with(value, all[i]!.health));
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
  return shape === dims || (shape.length === dims.length && shape.every((dim, i) => dim === dims[i]));
}

/** One record by itself. */
export function tensorRecord(value: Value, maxValues: number): TensorRecord {
  const recorder = new TensorRecorder(maxValues);
  const record = recorder.record(value);
  recorder.scratch.release();
  return record;
}
