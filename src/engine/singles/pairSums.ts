/** @file Sums, counts and extremes of two float32 tensors at once. */
import type { Kernels } from './kernels';
import { kernels } from './kernels';
import { AT, KEPT, STRETCH, X, Y } from './pairSumsCode';

/** What the kernel says of a tensor, without the last up to three elements. */
export interface Sums {
  sum: number;
  deviations: number;
  squares: number;
  /** The sign of a 0 is any of those that are there. */
  min: number;
  max: number;
  negative: number;
  zero: number;
}

export interface PairSums {
  readonly x: Sums;
  readonly y: Sums;
  /** Σ(x − y)² */
  readonly distance: number;
  /** Elements that are in it: a multiple of four. */
  readonly count: number;
}

/** What is kept before the first element. */
const BEGINNING = beginning();

function beginning(): Int32Array {
  const singles = new Float32Array(4 * KEPT.length);
  for (const min of [AT.minX, AT.minY]) {
    singles.fill(Infinity, min / 4, min / 4 + 4);
    singles.fill(-Infinity, min / 4 + 4, min / 4 + 8);
  }
  return new Int32Array(singles.buffer);
}

/** The sums of `x` and `y`, of the same length, around `aroundX` and `aroundY`; null where there is no kernel. */
export function pairSums(x: Float32Array, y: Float32Array, aroundX: number, aroundY: number): PairSums | null {
  const kernel = kernels();
  if (kernel === null) return null;
  const { singles, doubles, integers } = kernel;
  integers.set(BEGINNING);
  doubles[AT.around / 8] = aroundX;
  doubles[AT.around / 8 + 1] = aroundY;
  const count = x.length - (x.length % 4);
  for (let from = 0; from < count; from += STRETCH) {
    const to = Math.min(count, from + STRETCH);
    const atX = placed(kernel, x, from, to, X);
    kernel.pairSums(atX, x === y ? atX : placed(kernel, y, from, to, Y), to - from);
  }
  return {
    x: sumsOf(kernel, 0, AT.minX),
    y: sumsOf(kernel, 1, AT.minY),
    distance: doubles[AT.distance / 8]!,
    count,
  };
}

/** `from`: where the extremes and counts of the tensor are. */
function sumsOf({ singles, doubles, integers }: Kernels, lane: 0 | 1, from: number): Sums {
  const at = from / 4;
  const added = (i: number) => integers[i]! + integers[i + 1]! + integers[i + 2]! + integers[i + 3]!;
  return {
    sum: doubles[AT.sum / 8 + lane]!,
    deviations: doubles[AT.deviations / 8 + lane]!,
    squares: doubles[AT.squares / 8 + lane]!,
    min: Math.min(singles[at]!, singles[at + 1]!, singles[at + 2]!, singles[at + 3]!),
    max: Math.max(singles[at + 4]!, singles[at + 5]!, singles[at + 6]!, singles[at + 7]!),
    negative: added(at + 8),
    zero: added(at + 12),
  };
}

/** The address of `data[from … to]`, in the kernels' memory already or copied to `room`. */
function placed({ singles }: Kernels, data: Float32Array, from: number, to: number, room: number): number {
  if (data.buffer === singles.buffer) return data.byteOffset + 4 * from;
  singles.set(data.length <= STRETCH ? data : data.subarray(from, to), room / 4);
  return room;
}
