/**
 * @file Factorizations of one n × n matrix in double precision: LU with row exchanges, Cholesky, and
 * the solution of triangular systems. Matrices are row-major Float64Arrays; knows no tensors.
 */

/** P·A = L·U: the factors in one matrix, the row that each row came from, the sign of P. */
export interface Factored {
  readonly lu: Float64Array;
  readonly rows: Int32Array;
  readonly sign: number;
}

/** LU by columns, the largest element of the column as pivot. */
export function factor(matrix: Float64Array, n: number): Factored {
  const lu = matrix.slice();
  const rows = Int32Array.from({ length: n }, (_none, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(lu[i * n + k]!) > Math.abs(lu[pivot * n + k]!)) pivot = i;
    }
    if (pivot !== k) {
      swapRows(lu, n, pivot, k);
      [rows[pivot], rows[k]] = [rows[k]!, rows[pivot]!];
      sign = -sign;
    }
    const at = lu[k * n + k]!;
    if (at === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factorOfRow = (lu[i * n + k]! /= at);
      for (let j = k + 1; j < n; j++) lu[i * n + j]! -= factorOfRow * lu[k * n + j]!;
    }
  }
  return { lu, rows, sign };
}

function swapRows(matrix: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const kept = matrix[a * n + j]!;
    matrix[a * n + j] = matrix[b * n + j]!;
    matrix[b * n + j] = kept;
  }
}

/** Whether a pivot is 0 (or not a number): then there is no inverse. */
export function isSingular({ lu }: Factored, n: number): boolean {
  for (let k = 0; k < n; k++) if (!(Math.abs(lu[k * n + k]!) > 0)) return true;
  return false;
}

/** X of A·X = B, `columns` columns, from the factors of A. */
export function solveFactored(
  { lu, rows }: Factored, n: number, b: Float64Array, columns: number,
): Float64Array {
  const x = new Float64Array(n * columns);
  for (let i = 0; i < n; i++) {
    x.set(b.subarray(rows[i]! * columns, (rows[i]! + 1) * columns), i * columns);
  }
  solveTriangular(lu, n, x, columns, { lower: true, isUnit: true });
  solveTriangular(lu, n, x, columns, { lower: false });
  return x;
}

interface Triangle {
  readonly lower: boolean;
  /** The diagonal counts as ones. */
  readonly isUnit?: boolean;
}

/** Replaces B by X of T·X = B, T being one triangle of `matrix`. */
export function solveTriangular(
  matrix: Float64Array, n: number, x: Float64Array, columns: number,
  { lower, isUnit = false }: Triangle,
): void {
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    for (let c = 0; c < columns; c++) {
      let value = x[i * columns + c]!;
      for (let k = lower ? 0 : i + 1; k < (lower ? i : n); k++) {
        value -= matrix[i * n + k]! * x[k * columns + c]!;
      }
      x[i * columns + c] = isUnit ? value : value / matrix[i * n + i]!;
    }
  }
}

/** L of A = L·Lᵀ, from the lower triangle of A; null when A is not positive definite. */
export function choleskyOf(matrix: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let diagonal = matrix[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= l[j * n + k]! ** 2;
    if (!(diagonal > 0)) return null;
    const root = Math.sqrt(diagonal);
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let value = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) value -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = value / root;
    }
  }
  return l;
}

/** The transpose of a `rows` × `columns` matrix. */
export function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j]!;
  }
  return out;
}

export function identityOf(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
  return out;
}
