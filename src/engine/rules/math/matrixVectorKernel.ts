/**
 * @file float32 products of a matrix and a vector in the order of Eigen's `gemv`, built without
 * fused multiply-add: every product and every sum is rounded. Which order depends on how the matrix lies.
 */
import type { Data } from '../../dtypes';
import type { Multiply, Product } from './matrixProduct';

/** A product with m or n = 1: the other operand is the matrix, stored by rows or by columns. */
export function singleVectorMultiplier({ m, k, n, transposeA, transposeB }: Product): Multiply {
  if (n === 1) {
    const isRows = !transposeA || (m === 1 && transposeB);
    const inner = isRows ? byRows(m, k) : byColumns(m, k);
    return (a, aStart, b, bStart, c, cStart) => inner(a, aStart, b, bStart, c, cStart);
  }
  const inner = transposeB ? byRows(n, k) : byColumns(n, k);
  return (a, aStart, b, bStart, c, cStart) => inner(b, bStart, a, aStart, c, cStart);
}

type MatrixVector = (
  matrix: Data, matrixStart: number, vector: Data, vectorStart: number, out: Data, outStart: number,
) => void;

const f = Math.fround;

const LANES = 8;

/** Rows lie together: dot products in eight lanes, then the lanes, then what is left over. */
function byRows(rows: number, k: number): MatrixVector {
  const packed = k - (k % LANES);
  return (matrix, matrixStart, vector, vectorStart, out, outStart) => {
    for (let row = 0; row < rows; row++) {
      let i = matrixStart + row * k;
      let j = vectorStart;
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      for (const end = i + packed; i < end; i += LANES, j += LANES) {
        s0 = f(s0 + f(matrix[i]! * vector[j]!));
        s1 = f(s1 + f(matrix[i + 1]! * vector[j + 1]!));
        s2 = f(s2 + f(matrix[i + 2]! * vector[j + 2]!));
        s3 = f(s3 + f(matrix[i + 3]! * vector[j + 3]!));
        s4 = f(s4 + f(matrix[i + 4]! * vector[j + 4]!));
        s5 = f(s5 + f(matrix[i + 5]! * vector[j + 5]!));
        s6 = f(s6 + f(matrix[i + 6]! * vector[j + 6]!));
        s7 = f(s7 + f(matrix[i + 7]! * vector[j + 7]!));
      }
      const even = f(f(s0 + s4) + f(s2 + s6));
      let sum = f(even + f(f(s1 + s5) + f(s3 + s7)));
      for (let step = packed; step < k; step++) sum = f(sum + f(matrix[i++]! * vector[j++]!));
      out[outStart + row] = sum;
    }
  };
}

/** Columns lie together: some columns at a time are summed, then added to what is there. */
function byColumns(rows: number, k: number): MatrixVector {
  const width = k < 128 ? k : rows * Float32Array.BYTES_PER_ELEMENT < 32000 ? 16 : 4;
  return (matrix, matrixStart, vector, vectorStart, out, outStart) => {
    for (let row = 0; row < rows; row++) {
      let total = 0;
      for (let first = 0; first < k; first += width) {
        const end = Math.min(first + width, k);
        let sum = 0;
        for (let step = first; step < end; step++) {
          sum = f(sum + f(matrix[matrixStart + step * rows + row]! * vector[vectorStart + step]!));
        }
        total = f(total + sum);
      }
      out[outStart + row] = total;
    }
  };
}
