/**
 * @file Memory that the compiled blocks of plans work in: WebAssembly memories of a fixed size, each shared by
 * several plans. A plan takes from the newest and never gives back; a memory goes when no plan is left that uses it.
 */
import { PAGE_BYTES } from '../wasm/module';

/** 64 MB, of which the system gives what is written to. */
export const ARENA_PAGES = 1024;
const VECTOR = 16;
/** Kernels may read some vectors beyond the end of a tensor. */
const END = ARENA_PAGES * PAGE_BYTES - 8 * VECTOR;
/** A plan that begins with less than this begins a memory of its own. */
const ENOUGH = END / 4;

/** Where refused lanes are gathered. */
export const REFUSED = 0;

/** Longer tensors have memory of their own. */
export const LONGEST = 1 << 20;
/** What lies outside stays there when it is longer: copying it in costs more than the calls. */
export const LONGEST_COPIED = 1 << 17;

export class Arena {
  readonly floats: Float32Array<ArrayBuffer>;
  readonly words: Int32Array<ArrayBuffer>;
  private top = VECTOR;
  private readonly patterns = new Map<number, number>();
  private readonly tables = new Map<Float32Array, number>();

  constructor(readonly memory: WebAssembly.Memory) {
    const buffer = memory.buffer as ArrayBuffer;
    this.floats = new Float32Array(buffer);
    this.words = new Int32Array(buffer);
  }

  get free(): number {
    return END - this.top;
  }

  /** The address of room for `count` words and what a vector writes beyond them; null when it is full. */
  take(count: number): number | null {
    const address = this.top;
    const next = address + VECTOR * Math.ceil(count / 4);
    if (next > END) return null;
    this.top = next;
    return address;
  }

  /** The address of the same 32 bits four times. */
  patternAt(pattern: number): number {
    return this.once(this.patterns, pattern, 4, (at) => this.words.fill(pattern, at, at + 4));
  }

  tableAt(table: Float32Array): number {
    return this.once(this.tables, table, table.length, (at) => this.floats.set(table, at));
  }

  private once<K>(places: Map<K, number>, key: K, count: number, fill: (word: number) => void): number {
    const known = places.get(key);
    if (known !== undefined) return known;
    const address = this.take(count);
    if (address === null) throw new RangeError('The memory of the blocks is full.');
    places.set(key, address);
    fill(address / 4);
    return address;
  }
}

let newest: Arena | null | undefined;

/** Where a new plan puts its tensors; null where there is no WebAssembly, or no memory. */
export function arenaForPlan(): Arena | null {
  if (newest === null || (newest !== undefined && newest.free >= ENOUGH)) return newest;
  newest = made();
  return newest;
}

function made(): Arena | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    return new Arena(new WebAssembly.Memory({ initial: ARENA_PAGES, maximum: ARENA_PAGES }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
