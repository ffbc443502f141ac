/** @file Inner loops of the remaining ops of two numbers: powers, extrema, angles, x·log y. */
import { checkInt64 } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { logPacket, PACKET } from './eigenFloat32';
import type { BinaryLoop, Loops } from './elementwise';

/** C's pow: unlike JavaScript's, 1ʸ is 1 for every y and (−1)^±∞ is 1. */
function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
  return Math.pow(x, y);
}

/** xʸ of integers by repeated squaring; `multiply` wraps or checks. */
function integerPower(x: number, y: number, multiply: (a: number, b: number) => number): number {
  if (y < 0) {
    throw invalidArgument('Integers to negative integer powers are not allowed');
  }
  let result = 1;
  for (let base = x, rest = y; rest > 0; ) {
    if (rest % 2 === 1) result = multiply(result, base);
    rest = Math.floor(rest / 2);
    if (rest > 0) base = multiply(base, base);
  }
  return result;
}

const multiplyExactly = (a: number, b: number): number => checkInt64(a * b);

const powReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = power(a[i]!, b[j]!);
};

const powInt32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = integerPower(a[i]!, b[j]!, Math.imul);
};

const powInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    out[k] = integerPower(a[i]!, b[j]!, multiplyExactly);
  }
};

/** Eigen's `x < y ? y : x`: of equal or unordered operands the first is kept. */
const maximum: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    const y = b[j]!;
    out[k] = x < y ? y : x;
  }
};

const minimum: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    const y = b[j]!;
    out[k] = y < x ? y : x;
  }
};

const maximumIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    const y = b[j]!;
    out[k] = x < y ? y : x;
  }
};

const minimumIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    const y = b[j]!;
    out[k] = y < x ? y : x;
  }
};

const angle: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = Math.atan2(a[i]!, b[j]!);
};

/** x/y, and 0 where x is 0 whatever y is; packets keep the sign of that 0. */
const xDividedByY32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    out[k] = x === 0 ? (k < packed ? x : 0) : x / b[j]!;
  }
};

const xDividedByY64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % (PACKET / 2));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    out[k] = x === 0 ? (k < packed ? x : 0) : x / b[j]!;
  }
};

/** x·log y, and 0 where x is 0 whatever y is. The logarithm is rounded before the product. */
const xTimesLogY32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    if (x === 0) out[k] = k < packed ? x : 0;
    else out[k] = x * (k < packed ? logPacket(b[j]!) : Math.fround(Math.log(b[j]!)));
  }
};

const xTimesLogY64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    out[k] = a[i] === 0 ? 0 : a[i]! * Math.log(b[j]!);
  }
};

export const powLoops: Loops<BinaryLoop> = {
  float32: powReal, float64: powReal, int32: powInt32, int64: powInt64,
};

export const maximumLoops: Loops<BinaryLoop> = {
  float32: maximum, float64: maximum, int32: maximumIntegers, int64: maximumIntegers,
};

export const minimumLoops: Loops<BinaryLoop> = {
  float32: minimum, float64: minimum, int32: minimumIntegers, int64: minimumIntegers,
};

export const atan2Loops: Loops<BinaryLoop> = { float32: angle, float64: angle };

export const xdivyLoops: Loops<BinaryLoop> = { float32: xDividedByY32, float64: xDividedByY64 };

export const xlogyLoops: Loops<BinaryLoop> = { float32: xTimesLogY32, float64: xTimesLogY64 };
