/** @file A matrix to look at out of a tensor of any rank: its last two dimensions, the others at chosen indices. No page. */

export interface TensorSlice {
  readonly rows: number;
  readonly columns: number;
  /** Position of the element in row-major order; null beyond the end of a wrapped vector. */
  flat(row: number, column: number): number | null;
}

/** Elements of a line of a vector that is wrapped: as many as can be told apart. */
const WRAP = 64;

/**
 * `leading`: an index for each dimension but the last two. A vector of more than 64 elements is
 * wrapped to lines of 64; a scalar is one cell.
 */
export function sliceOf(shape: readonly number[], leading: readonly number[]): TensorSlice {
  if (shape.length < 2) {
    const size = shape[0] ?? 1;
    const columns = Math.min(Math.max(size, 1), WRAP);
    const flat = (row: number, column: number) => {
      const at = row * columns + column;
      return at < size ? at : null;
    };
    return { rows: Math.ceil(size / columns), columns, flat };
  }
  const rows = shape[shape.length - 2] ?? 1;
  const columns = shape[shape.length - 1] ?? 1;
  const start = leading.reduce((at, index, dimension) => at * (shape[dimension] ?? 1) + index, 0);
  return { rows, columns, flat: (row, column) => (start * rows + row) * columns + column };
}

/** The dimensions that need an index. */
export function leadingSizes(shape: readonly number[]): readonly number[] {
  return shape.slice(0, -2);
}
