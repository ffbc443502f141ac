/**
 * @file Stores of variables that nobody has seen but the runs that wrote and read them: the next runs write over them
 * instead of asking for new memory. A store that was handed out is never one of them again.
 */
import type { Data, DType } from './dtypes';
import { allocate } from './dtypes';
import type { Value } from './value';

/** Smaller ones cost nothing to make. */
const FEW = 64;

export class OwnStores {
  /** Values of variables now. */
  private readonly held = new Set<Data>();
  private readonly free = new Map<number, Float32Array[]>();
  private taken: Float32Array[] = [];

  /** A store to be written over whole: what it holds is anything. */
  readonly take = (dtype: DType, size: number): Data => {
    if (dtype !== 'float32' || size < FEW) return allocate(dtype, size);
    const store = this.free.get(size)?.pop() ?? new Float32Array(size);
    this.taken.push(store);
    return store;
  };

  /** The run is over: `changes` are made to the values, and what these replace is free. */
  commit(values: Map<string, Value>, changes: ReadonlyMap<string, Value>): void {
    for (const { data } of changes.values()) this.held.add(data);
    for (const [key, value] of changes) {
      const before = values.get(key)?.data;
      if (before !== undefined && before !== value.data && this.held.delete(before)) this.release(before);
      values.set(key, value);
    }
    this.discard();
  }

  /** The run is over, and what it wrote is not a variable's value. */
  discard(): void {
    for (const store of this.taken) if (!this.held.has(store)) this.release(store);
    this.taken = [];
  }

  /** Somebody sees the values of the variables now. */
  lend(): void {
    this.held.clear();
    this.free.clear();
  }

  private release(store: Data): void {
    if (!(store instanceof Float32Array) || store.length < FEW) return;
    const others = this.free.get(store.length);
    if (others === undefined) this.free.set(store.length, [store]);
    else others.push(store);
  }
}
