/**
 * @file Inner loops of + − × and (x−y)², one per op and kind of number. A sum, difference or
 * product of two float32 computed in double and stored as float32 is correctly rounded. What trains most, two
 * tensors of one shape or a tensor and a number, has loops of one index: they run three times as fast.
 */
import { checkInt64 } from '../../dtypes';
import type { BinaryLoop, Loops } from './elementwise';
import { byPlainVectors } from './plainVectors';

const addReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  if (di === 1 && dj === 1 && i === from && j === from) {
    for (let k = from; k < to; k++) out[k] = a[k]! + b[k]!;
  } else if (di === 1 && dj === 0 && i === from) {
    const right = b[j]!;
    for (let k = from; k < to; k++) out[k] = a[k]! + right;
  } else {
    for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! + b[j]!;
  }
};

/** int32 and uint8: the store keeps the low bits, which is how they wrap. */
const addWrapping: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = (a[i]! + b[j]!) | 0;
};

const addInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = checkInt64(a[i]! + b[j]!);
};

const subtractReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  if (di === 1 && dj === 1 && i === from && j === from) {
    for (let k = from; k < to; k++) out[k] = a[k]! - b[k]!;
  } else if (di === 1 && dj === 0 && i === from) {
    const right = b[j]!;
    for (let k = from; k < to; k++) out[k] = a[k]! - right;
  } else {
    for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! - b[j]!;
  }
};

const subtractWrapping: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = (a[i]! - b[j]!) | 0;
};

const subtractInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = checkInt64(a[i]! - b[j]!);
};

const multiplyReal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const isWhole = from === 0 && to === out.length;
  if (di === 1 && dj === 1 && i === from && j === from) {
    for (let k = isWhole ? byPlainVectors('multiply', [a, b], out) : from; k < to; k++) out[k] = a[k]! * b[k]!;
  } else if (di === 1 && dj === 0 && i === from) {
    const right = b[j]!;
    for (let k = isWhole ? byPlainVectors('scale', [a], out, [right]) : from; k < to; k++) out[k] = a[k]! * right;
  } else {
    for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! * b[j]!;
  }
};

const multiplyWrapping: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = Math.imul(a[i]!, b[j]!);
};

const multiplyInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = checkInt64(a[i]! * b[j]!);
};

/** TensorFlow's MulNoNan: 0 where b is 0, even if a is infinite or NaN. */
const multiplyNoNan: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = b[j] === 0 ? 0 : a[i]! * b[j]!;
};

const squareDifference32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const difference = Math.fround(a[i]! - b[j]!);
    out[k] = difference * difference;
  }
};

const squareDifference64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const difference = a[i]! - b[j]!;
    out[k] = difference * difference;
  }
};

const squareDifferenceWrapping: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const difference = (a[i]! - b[j]!) | 0;
    out[k] = Math.imul(difference, difference);
  }
};

const squareDifferenceInt64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const difference = checkInt64(a[i]! - b[j]!);
    out[k] = checkInt64(difference * difference);
  }
};

export const addLoops: Loops<BinaryLoop> = {
  float32: addReal, float64: addReal, int32: addWrapping, uint8: addWrapping, int64: addInt64,
};

export const subtractLoops: Loops<BinaryLoop> = {
  float32: subtractReal, float64: subtractReal,
  int32: subtractWrapping, uint8: subtractWrapping, int64: subtractInt64,
};

export const multiplyLoops: Loops<BinaryLoop> = {
  float32: multiplyReal, float64: multiplyReal,
  int32: multiplyWrapping, uint8: multiplyWrapping, int64: multiplyInt64,
};

export const multiplyNoNanLoops: Loops<BinaryLoop> = {
  float32: multiplyNoNan, float64: multiplyNoNan,
};

export const squaredDifferenceLoops: Loops<BinaryLoop> = {
  float32: squareDifference32, float64: squareDifference64,
  int32: squareDifferenceWrapping, int64: squareDifferenceInt64,
};
