/** @file What a product of two stored matrices is: sizes, transpositions, steps through memory. */
import type { Data } from '../../dtypes';

/** Sizes of C[m, n] = Σₖ A[m, k]·B[k, n]; `transposeA`: A is stored as [k, m]. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Multiplies the matrices that begin at the given offsets. */
export type Multiply = (
  a: Data, aStart: number, b: Data, bStart: number, c: Data, cStart: number,
) => void;

/** Steps through the stored operands. */
export function stepsOf({ m, k, n, transposeA, transposeB }: Product) {
  return {
    aRow: transposeA ? 1 : k,
    aColumn: transposeA ? m : 1,
    bRow: transposeB ? 1 : n,
    bColumn: transposeB ? k : 1,
  };
}
