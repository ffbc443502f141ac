/** @file The border's functions on matrices: addresses of contiguous row-major float64 data. */
import type { BorderFunctions, Failures } from './border';
import type { HeapViews } from './heapViews';
import { type Matrix, qrDecompose } from './linearAlgebra/householder';
import { cholesky, luDecompose, luSolve } from './linearAlgebra/luDecomposition';
import { singularValueDecomposition } from './linearAlgebra/singularValues';
import { symmetricEigen } from './linearAlgebra/symmetricEigen';

/**
 * Every function overwrites its first matrix. −1 means singular, not definite, or not converged.
 */
export function linearAlgebraFunctions(
  viewer: () => HeapViews, failures: Failures,
): BorderFunctions {
  const doubles = (address: number, n: number): Float64Array =>
    viewer().f64.subarray(address >>> 3, (address >>> 3) + n);
  const matrixAt = (address: number, rows: number, columns: number): Matrix =>
    ({ values: doubles(address, rows * columns), rows, columns });
  return {
    /** Factors in place; gives 1, or −1 for an odd permutation coded as 2, or 0 when singular. */
    lu: (a: number, n: number, pivots: number) => {
      const order = viewer().i32.subarray(pivots >>> 2, (pivots >>> 2) + n);
      const sign = luDecompose(doubles(a, n * n), n, order);
      return sign === -1 ? 2 : sign;
    },
    lu_solve: (lu: number, n: number, pivots: number, b: number, m: number) => {
      const order = viewer().i32.subarray(pivots >>> 2, (pivots >>> 2) + n);
      luSolve(doubles(lu, n * n), n, order, doubles(b, n * m), m);
      return 0;
    },
    cholesky: (a: number, n: number) =>
      (cholesky(doubles(a, n * n), n) ? 0 : failures.fail('Matrix is not positive definite')),
    qr: (a: number, rows: number, columns: number, q: number) => {
      doubles(q, rows * rows).set(qrDecompose(matrixAt(a, rows, columns)).values);
      return 0;
    },
    /** u is rows×rows, vt columns×columns, s as long as the shorter side. */
    svd: (a: number, rows: number, columns: number, u: number, s: number, vt: number) => {
      const found = singularValueDecomposition(matrixAt(a, rows, columns));
      if (found === undefined) return failures.fail('SVD did not converge');
      doubles(u, rows * rows).set(found.u.values);
      doubles(s, found.s.length).set(found.s);
      doubles(vt, columns * columns).set(found.vt.values);
      return 0;
    },
    eigh: (a: number, n: number, w: number) => {
      const found = symmetricEigen(matrixAt(a, n, n));
      if (found === undefined) return failures.fail('Eigenvalues did not converge');
      doubles(w, n).set(found.w);
      doubles(a, n * n).set(found.q.values);
      return 0;
    },
  };
}
