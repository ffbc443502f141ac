/** @file Products of matrices of float16 and bfloat16, in the way of TensorFlow's CPU kernels. */
import type { Data } from '../../dtypes';
import { EngineError } from '../../errors';
import { roundingOf } from '../../roundings';
import { multiplier } from '../math/matmulKernel';
import type { Multiply, Product } from '../math/matrixProduct';
import { stepsOf } from '../math/matrixProduct';

const round = roundingOf('float16');

/**
 * Columns of the result that Eigen computes in one packet: those left over from blocks of two, if
 * they fill it. Rows are taken four at a time (GeneralBlockPanelKernel.h, lhs_process_one_packet).
 */
const PACKET = 8;
const ROWS_AT_ONCE = 4;

/** Each product and each sum is rounded to a half. */
export function halfMultiplier(product: Product): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  const isVector = m === 1 || n === 1;
  const firstInOne = n - (n % (2 * PACKET));
  const endOfOne = n - firstInOne >= PACKET ? firstInOne + PACKET : firstInOne;
  const endOfRows = m - (m % ROWS_AT_ONCE);
  return (a, aStart, b, bStart, c, cStart) => {
    for (let row = 0, out = cStart; row < m; row++) {
      for (let column = 0; column < n; column++) {
        const i = aStart + row * aRow;
        const j = bStart + column * bColumn;
        const inOne = column >= firstInOne && column < endOfOne && row < endOfRows;
        c[out++] =
          inOne && !isVector
            ? dotInTwo(a, i, aColumn, b, j, bRow, k)
            : dot(a, i, aColumn, b, j, bRow, k, 0);
      }
    }
  };
}

/** One after the other, added to `sum`. */
function dot(
  a: Data, i: number, di: number, b: Data, j: number, dj: number, count: number, sum: number,
): number {
  for (let step = 0; step < count; step++, i += di, j += dj) sum = round(sum + round(a[i]! * b[j]!));
  return sum;
}

/** Even and odd terms apart, as far as there are eights of them; the rest one after the other. */
function dotInTwo(
  a: Data, i: number, di: number, b: Data, j: number, dj: number, count: number,
): number {
  const whole = count - (count % 8);
  const even = dot(a, i, 2 * di, b, j, 2 * dj, whole / 2, 0);
  const odd = dot(a, i + di, 2 * di, b, j + dj, 2 * dj, whole / 2, 0);
  return dot(a, i + whole * di, di, b, j + whole * dj, dj, count - whole, round(even + odd));
}

const lanes = new Float32Array(PACKET);

/**
 * A product of one row or column in a batch, whose operands both lie in memory one after the other:
 * in 8 lanes, which are then added up in float32; the rest one after the other.
 */
function dotInLanes(a: Data, i: number, b: Data, j: number, count: number): number {
  const whole = count - (count % PACKET);
  if (whole === 0) return dot(a, i, 1, b, j, 1, count, 0);
  for (let k = 0; k < PACKET; k++) {
    lanes[k] = dot(a, i + k, PACKET, b, j + k, PACKET, whole / PACKET, 0);
  }
  for (let k = 0; k < 4; k++) lanes[k]! += lanes[k + 4]!;
  const even = Math.fround(lanes[0]! + lanes[2]!);
  const odd = Math.fround(lanes[1]! + lanes[3]!);
  return dot(a, i + whole, 1, b, j + whole, 1, count - whole, round(even + odd));
}

/** As `halfMultiplier`, for the matrices of a batch, which Eigen multiplies as matrices. */
export function halfBatchMultiplier(product: Product): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  if (m === 1 && n === 1 && k >= PACKET) {
    // The order of this sum depends on where the matrices lie in TensorFlow's memory.
    throw new EngineError(
      'NotImplementedError',
      'A batch of inner products of float16 is not evaluated by this engine: use reduce_sum(a * b)',
    );
  }
  const isOfRows = (m === 1 || n === 1) && aColumn === 1 && bRow === 1;
  if (!isOfRows) return halfMultiplier(product);
  return (a, aStart, b, bStart, c, cStart) => {
    for (let row = 0, out = cStart; row < m; row++) {
      for (let column = 0; column < n; column++) {
        c[out++] = dotInLanes(a, aStart + row * aRow, b, bStart + column * bColumn, k);
      }
    }
  };
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The product in float32, of which the lower 16 bits are cut off (matmul_op.cc, FloatToBFloat16). */
export function bfloatMultiplier(product: Product): Multiply {
  const multiply = multiplier('float32', product);
  const size = product.m * product.n;
  return (a, aStart, b, bStart, c, cStart) => {
    multiply(a, aStart, b, bStart, c, cStart);
    for (let i = cStart; i < cStart + size; i++) {
      float[0] = c[i]!;
      bits[0] = bits[0]! & 0xffff0000;
      c[i] = float[0];
    }
  };
}
