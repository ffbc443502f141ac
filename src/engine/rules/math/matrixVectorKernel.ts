/**
 * @file float32 products of a matrix and a vector in the order of Eigen's `gemv`, built without fused
 * multiply-add: every product and every sum is rounded. Which order depends on how the matrix lies.
 */
import type { Data } from '../../dtypes';
import type { Multiply, Product } from './matrixProduct';

/** A matrix–vector product: `matrix` is stored as [length of result, k] or, flipped, the other way. */
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
  const lanes = new Float32Array(LANES);
  return (matrix, matrixStart, vector, vectorStart, out, outStart) => {
    for (let row = 0; row < rows; row++) {
      const start = matrixStart + row * k;
      lanes.fill(0);
      for (let step = 0; step < packed; step += LANES) {
        for (let lane = 0; lane < LANES; lane++) {
          const product = matrix[start + step + lane]! * vector[vectorStart + step + lane]!;
          lanes[lane] = lanes[lane]! + f(product);
        }
      }
      for (let lane = 0; lane < 4; lane++) lanes[lane] = lanes[lane]! + lanes[lane + 4]!;
      let sum = f(f(lanes[0]! + lanes[2]!) + f(lanes[1]! + lanes[3]!));
      for (let step = packed; step < k; step++) {
        sum = f(sum + f(matrix[start + step]! * vector[vectorStart + step]!));
      }
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
