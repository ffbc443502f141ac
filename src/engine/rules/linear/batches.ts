/** @file What the ops of linear algebra share: batches of matrices, and what their shapes must be. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Dims, Shape } from '../../shape';
import { sizeOf } from '../../shape';
import type { Dim } from '../array/staticShape';
import { mergeDim, withRankAtLeast } from '../array/staticShape';

/** Batch dimensions and the two of a matrix. null for a shape of unknown rank. */
export interface MatrixShape {
  readonly batch: readonly Dim[];
  readonly rows: Dim;
  readonly columns: Dim;
}

export function matrixShape(shape: Shape): MatrixShape | null {
  const known = withRankAtLeast(shape, 2);
  if (known === null) return null;
  const [rows, columns] = known.slice(-2) as [Dim, Dim];
  return { batch: known.slice(0, -2), rows, columns };
}

/** The shape of square matrices. Throws ValueError where rows and columns differ. */
export function squareShape(shape: Shape): MatrixShape | null {
  const found = matrixShape(shape);
  if (found === null) return null;
  const size = mergeDim(found.rows, found.columns);
  return { batch: found.batch, rows: size, columns: size };
}

/** Size of the square matrices of concrete shape `dims`. Throws InvalidArgumentError otherwise. */
export function squareSize(dims: Dims): number {
  checkRank(dims, 0);
  const [rows, columns] = dims.slice(-2) as [number, number];
  if (rows !== columns) throw invalidArgument('Input matrix must be square.');
  return rows;
}

export function checkRank(dims: Dims, input: number): void {
  if (dims.length >= 2) return;
  throw invalidArgument(
    `Input tensor ${input} must have rank >= 2, got ${dims.length}`,
  );
}

export function batchSize(dims: Dims): number {
  return sizeOf(dims.slice(0, -2));
}

/** Matrix `i` of a batch, `size` elements each, in double precision. */
export function matrixAt(data: Data, i: number, size: number): Float64Array {
  return Float64Array.from(data.subarray(i * size, (i + 1) * size));
}
