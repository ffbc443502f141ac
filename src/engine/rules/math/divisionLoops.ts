/** @file Inner loops of the divisions and remainders, as TensorFlow's C++ functors define them. */
import { checkInt64 } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { BinaryLoop, Loops } from './elementwise';

function divisionByZero(): Error {
  return invalidArgument('Integer division by zero');
}

/** x/y rounded towards 0; exact, because the remainder of two doubles is. */
function truncatedQuotient(x: number, y: number): number {
  if (y === 0) throw divisionByZero();
  return (x - (x % y)) / y + 0;
}

/** x/y rounded towards −∞. */
function flooredQuotient(x: number, y: number): number {
  if (y === 0) throw divisionByZero();
  const remainder = x % y;
  const quotient = (x - remainder) / y + 0;
  return remainder !== 0 && remainder < 0 !== y < 0 ? quotient - 1 : quotient;
}

/** x − y·⌊x/y⌋ of integers: has the sign of y. */
function flooredRemainder(x: number, y: number): number {
  if (y === 0) throw divisionByZero();
  const remainder = x % y;
  return (remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder) + 0;
}

function truncatedRemainder(x: number, y: number): number {
  if (y === 0) throw divisionByZero();
  return (x % y) + 0;
}

const divideReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! / b[j]!;
};

const divideNoNan: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = b[j] === 0 ? 0 : a[i]! / b[j]!;
};

const divideIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = truncatedQuotient(a[i]!, b[j]!);
};

const floorDivideIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = flooredQuotient(a[i]!, b[j]!);
};

/**
 * TensorFlow's functor: quotients below 0 are −(|x| + |y| − 1)/|y|, computed in int32, which wraps
 * where |x| + |y| does not fit. The smallest number of a type is its own |x|.
 */
const floorDivideWrapping = (lowest: number): BinaryLoop => (out, a, b, from, to, i, di, j, dj) => {
  const size = (x: number): number => (x === lowest ? x : Math.abs(x));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const x = a[i]!;
    const y = b[j]!;
    if (y === 0) throw divisionByZero();
    if (x < 0 === y < 0) out[k] = truncatedQuotient(x, y);
    else out[k] = truncatedQuotient(-((size(x) + size(y) - 1) | 0) | 0, size(y));
  }
};

/** The quotient is rounded to float32 before it is floored. */
const floorDivide32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = Math.floor(Math.fround(a[i]! / b[j]!));
};

const floorDivide64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = Math.floor(a[i]! / b[j]!);
};

const floorModIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = flooredRemainder(a[i]!, b[j]!);
};

/** The remainder takes the sign of y by adding y once, unless it is 0. */
const floorModReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const y = b[j]!;
    const remainder = a[i]! % y;
    out[k] = remainder !== 0 && y < 0 !== remainder < 0 ? remainder + y : remainder;
  }
};

const modReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! % b[j]!;
};

const modIntegers: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = truncatedRemainder(a[i]!, b[j]!);
};

const divideInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    out[k] = checkInt64(truncatedQuotient(a[i]!, b[j]!));
  }
};

export const realDivLoops: Loops<BinaryLoop> = { float32: divideReal, float64: divideReal };

export const divNoNanLoops: Loops<BinaryLoop> = { float32: divideNoNan, float64: divideNoNan };

export const divLoops: Loops<BinaryLoop> = {
  float32: divideReal, float64: divideReal,
  int32: divideIntegers, uint8: divideIntegers, int64: divideInt64,
};

export const truncateDivLoops: Loops<BinaryLoop> = {
  int32: divideIntegers, uint8: divideIntegers, int64: divideInt64,
};

export const floorDivLoops: Loops<BinaryLoop> = {
  float32: floorDivide32, float64: floorDivide64,
  int8: floorDivideWrapping(-(2 ** 7)), int16: floorDivideWrapping(-(2 ** 15)),
  int32: floorDivideWrapping(-(2 ** 31)), uint8: floorDivideIntegers,
  uint16: floorDivideIntegers, int64: floorDivideIntegers,
};

export const floorModLoops: Loops<BinaryLoop> = {
  float32: floorModReal, float64: floorModReal, int32: floorModIntegers, int64: floorModIntegers,
};

export const modLoops: Loops<BinaryLoop> = {
  float32: modReal, float64: modReal, int32: modIntegers, int64: modIntegers,
};
