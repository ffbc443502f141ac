/** @file Sums, counts and extremes of two float32 tensors at once. */
import type { Kernels } from './kernels';
import { kernels } from './kernels';
import { AT, KEPT, STRETCH, X, Y } from './pairSumsCode';

/**
 * Sums of one tensor, by `SUM` … An object of numbers would put each of them into an object of its own, for every
 * tensor of every step.
 */
export type Sums = Float64Array;

/** Σ(x − c), Σ(x − c)², Σx²; extremes, of which the sign of a 0 is any of those that are there; counts. */
export const [SUM, DEVIATIONS, SQUARES, MIN, MAX, NEGATIVE, ZERO] = [0, 1, 2, 3, 4, 5, 6] as const;

/** Of no element. */
export function clearSums(sums: Sums): void {
  sums.fill(0);
  sums[MIN] = Infinity;
  sums[MAX] = -Infinity;
}

/** A store for `pairSums`: of x, of y, and Σ(x − y)². */
export interface PairSums {
  readonly x: Sums;
  readonly y: Sums;
  readonly distance: Float64Array;
}

export function newPairSums(): PairSums {
  return { x: new Float64Array(7), y: new Float64Array(7), distance: new Float64Array(1) };
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

/**
 * Writes the sums of `x` and `y`, of the same length, around `aroundX` and `aroundY` to `into`; gives the number of
 * elements that are in them, all but the last up to three. 0 where there is no kernel: then `into` is of no element.
 */
export function pairSums(x: Float32Array, y: Float32Array, aroundX: number, aroundY: number, into: PairSums): number {
  const kernel = kernels();
  if (kernel === null) {
    clearSums(into.x);
    clearSums(into.y);
    into.distance[0] = 0;
    return 0;
  }
  const { doubles, integers } = kernel;
  integers.set(BEGINNING);
  doubles[AT.around / 8] = aroundX;
  doubles[AT.around / 8 + 1] = aroundY;
  const count = x.length - (x.length % 4);
  for (let from = 0; from < count; from += STRETCH) {
    const to = Math.min(count, from + STRETCH);
    const atX = placed(kernel, x, from, to, X);
    kernel.pairSums(atX, x === y ? atX : placed(kernel, y, from, to, Y), to - from);
  }
  fill(into.x, kernel, 0, AT.minX / 4);
  fill(into.y, kernel, 1, AT.minY / 4);
  into.distance[0] = doubles[AT.distance / 8]!;
  return count;
}

/** `at`: where the extremes and counts of the tensor are, in floats. */
function fill(sums: Sums, { singles, doubles, integers }: Kernels, lane: 0 | 1, at: number): void {
  sums[SUM] = doubles[AT.sum / 8 + lane]!;
  sums[DEVIATIONS] = doubles[AT.deviations / 8 + lane]!;
  sums[SQUARES] = doubles[AT.squares / 8 + lane]!;
  sums[MIN] = Math.min(singles[at]!, singles[at + 1]!, singles[at + 2]!, singles[at + 3]!);
  sums[MAX] = Math.max(singles[at + 4]!, singles[at + 5]!, singles[at + 6]!, singles[at + 7]!);
  sums[NEGATIVE] = integers[at + 8]! + integers[at + 9]! + integers[at + 10]! + integers[at + 11]!;
  sums[ZERO] = integers[at + 12]! + integers[at + 13]! + integers[at + 14]! + integers[at + 15]!;
}

/** The address of `data[from … to]`, in the kernels' memory already or copied to `room`. */
export function placed({ singles }: Kernels, data: Float32Array, from: number, to: number, room: number): number {
  if (data.buffer === singles.buffer) return data.byteOffset + 4 * from;
  singles.set(data.length <= STRETCH ? data : data.subarray(from, to), room / 4);
  return room;
}
