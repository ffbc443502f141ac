/**
 * @file Kernels on float32 numbers in a memory of their own. Whoever has none, for the machine lacks the
 * instructions or its host forbids to make code, gets the same numbers by plain loops.
 */
import { instanceOf, PAGE_BYTES } from '../wasm/module';
import type { SingleOp } from './elementwise';
import { DIFFER, ELEMENTWISE } from './elementwise';
import { PAIR_SUMS, PAIR_SUMS_END } from './pairSumsCode';
import { TURN_CODE } from './turnCode';

/** 16 MB, of which the system gives what is written to. */
const PAGES = 256;

/** Where the memory is free for arrays. */
export const ARRAYS_FROM = Math.ceil(PAGE_BYTES * Math.ceil(PAIR_SUMS_END / PAGE_BYTES));
export const ARRAYS_TO = PAGE_BYTES * PAGES;

type Elementwise = (out: number, x: number, y: number, count: number) => void;

export type Kernels = { readonly [op in SingleOp | `${SingleOp}Vs` | `${SingleOp}Sv`]: Elementwise } & {
  /** Goes on with the sums that are kept, by `count` elements from the addresses x and y. */
  readonly pairSums: (x: number, y: number, count: number) => void;
  /** Goes on likewise with how far apart x and y point. */
  readonly turn: (x: number, y: number, count: number) => void;
  readonly differ: (x: number, y: number, count: number) => number;
  /** The memory, which never grows. */
  readonly singles: Float32Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
  readonly integers: Int32Array<ArrayBuffer>;
};

/** Undefined: nobody asked yet. */
let made: Kernels | null | undefined;

export function kernels(): Kernels | null {
  if (made === undefined) made = instance();
  return made;
}

function instance(): Kernels | null {
  const module = instanceOf<Kernels>([PAIR_SUMS, TURN_CODE, DIFFER, ...ELEMENTWISE], PAGES, true);
  if (module === null) return null;
  const buffer = module.memory.buffer as ArrayBuffer;
  return {
    ...module, singles: new Float32Array(buffer), doubles: new Float64Array(buffer), integers: new Int32Array(buffer),
  };
}
