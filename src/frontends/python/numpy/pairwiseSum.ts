/**
 * @file NumPy's pairwise summation, bit for bit: blocks of at most 128 with eight partial sums,
 * halves that are multiples of eight. Source: `pairwise_sum` in NumPy's loops.
 */
import { load } from './elementAccess';
import type { HeapViews } from './heapViews';

const BLOCK = 128;
const block = new Float64Array(BLOCK);

/** A run of `n` elements of element kind `dtype` in the heap, `stride` bytes apart. */
export interface ElementRun {
  readonly dtype: number;
  readonly address: number;
  readonly stride: number;
  readonly n: number;
}

/** The sum of a run; with `single` every addition is rounded to float32. */
export function pairwiseSum(views: HeapViews, run: ElementRun, single: boolean): number {
  const { dtype, address, stride, n } = run;
  if (n > BLOCK) {
    const half = Math.floor(n / 2);
    const first = half - (half % 8);
    const a = pairwiseSum(views, { dtype, address, stride, n: first }, single);
    const b = pairwiseSum(
      views, { dtype, address: address + first * stride, stride, n: n - first }, single,
    );
    return single ? Math.fround(a + b) : a + b;
  }
  load(views, dtype, address, stride, n, block);
  return single ? blockSumSingle(n) : blockSumDouble(n);
}

function blockSumDouble(n: number): number {
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += block[i]!;
    return sum;
  }
  let [r0, r1, r2, r3] = [block[0]!, block[1]!, block[2]!, block[3]!];
  let [r4, r5, r6, r7] = [block[4]!, block[5]!, block[6]!, block[7]!];
  let i = 8;
  for (; i < n - (n % 8); i += 8) {
    r0 += block[i]!; r1 += block[i + 1]!; r2 += block[i + 2]!; r3 += block[i + 3]!;
    r4 += block[i + 4]!; r5 += block[i + 5]!; r6 += block[i + 6]!; r7 += block[i + 7]!;
  }
  let sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
  for (; i < n; i++) sum += block[i]!;
  return sum;
}

const partial = new Float32Array(8);

function blockSumSingle(n: number): number {
  const f = Math.fround;
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum = f(sum + block[i]!);
    return sum;
  }
  for (let k = 0; k < 8; k++) partial[k] = block[k]!;
  let i = 8;
  for (; i < n - (n % 8); i += 8) for (let k = 0; k < 8; k++) partial[k]! += block[i + k]!;
  const pair = (k: number): number => f(partial[k]! + partial[k + 1]!);
  let sum = f(f(pair(0) + pair(2)) + f(pair(4) + pair(6)));
  for (; i < n; i++) sum = f(sum + block[i]!);
  return sum;
}
