/** @file LU decomposition with partial pivoting and the solutions it gives; row-major doubles. */

/**
 * Overwrites the n×n matrix `a` by its factors L (unit diagonal, below) and U, as LAPACK's getrf.
 * @returns the sign of the row permutation, or 0 when a pivot is exactly zero.
 */
export function luDecompose(a: Float64Array, n: number, pivots: Int32Array): number {
  let sign = 1;
  let singular = false;
  for (let j = 0; j < n; j++) {
    let pivot = j;
    for (let i = j + 1; i < n; i++) {
      if (Math.abs(a[i * n + j]!) > Math.abs(a[pivot * n + j]!)) pivot = i;
    }
    pivots[j] = pivot;
    if (a[pivot * n + j] === 0) {
      singular = true;
      continue;
    }
    if (pivot !== j) {
      swapRows(a, n, j, pivot);
      sign = -sign;
    }
    const reciprocal = 1 / a[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      const factor = a[i * n + j]! * reciprocal;
      a[i * n + j] = factor;
      if (factor === 0) continue;
      for (let k = j + 1; k < n; k++) a[i * n + k]! -= factor * a[j * n + k]!;
    }
  }
  return singular ? 0 : sign;
}

function swapRows(a: Float64Array, columns: number, p: number, q: number): void {
  for (let k = 0; k < columns; k++) {
    const kept = a[p * columns + k]!;
    a[p * columns + k] = a[q * columns + k]!;
    a[q * columns + k] = kept;
  }
}

/** Overwrites the n×m matrix `b` by the solution of A·X = B, given the factors of A. */
export function luSolve(
  lu: Float64Array, n: number, pivots: Int32Array, b: Float64Array, m: number,
): void {
  for (let i = 0; i < n; i++) if (pivots[i] !== i) swapRows(b, m, i, pivots[i]!);
  for (let i = 1; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = lu[i * n + k]!;
      if (factor !== 0) for (let c = 0; c < m; c++) b[i * m + c]! -= factor * b[k * m + c]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const factor = lu[i * n + k]!;
      if (factor !== 0) for (let c = 0; c < m; c++) b[i * m + c]! -= factor * b[k * m + c]!;
    }
    const pivot = lu[i * n + i]!;
    for (let c = 0; c < m; c++) b[i * m + c]! /= pivot;
  }
}

/** Overwrites the symmetric n×n `a` by its lower Cholesky factor. False: not positive definite. */
export function cholesky(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k]! ** 2;
    if (!(diagonal > 0)) return false;
    const root = Math.sqrt(diagonal);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = sum / root;
      a[j * n + i] = 0;
    }
  }
  return true;
}
