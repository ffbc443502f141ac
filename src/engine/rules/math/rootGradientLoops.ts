/**
 * @file Inner loops of SqrtGrad, RsqrtGrad and ReciprocalGrad. Where dy is 0 they give 0, whatever
 * y is: √ has gradient 0, not NaN, at 0 when nothing arrives. Eigen's packets and the elements left
 * over at the end multiply in different orders, which decides the last bit and the sign of zeros.
 */
import { PACKET } from './eigenFloat32';
import type { BinaryLoop } from './elementwise';

/** −y²·dy for y = 1/x. */
export const inverseGradient32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const square = Math.fround(a[i]! * a[i]!);
    out[k] = b[j] === 0 ? 0 : b[j]! * (k < packed ? 0 - square : -square);
  }
};

export const inverseGradient64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % (PACKET / 2));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const square = a[i]! * a[i]!;
    out[k] = b[j] === 0 ? 0 : b[j]! * (k < packed ? 0 - square : -square);
  }
};

/** ½·dy/y for y = √x. */
export const rootGradient32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const dy = b[j]!;
    if (dy === 0) out[k] = 0;
    else out[k] = k < packed ? Math.fround(0.5 / a[i]!) * dy : Math.fround(0.5 * dy) / a[i]!;
  }
};

export const rootGradient64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % (PACKET / 2));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const dy = b[j]!;
    if (dy === 0) out[k] = 0;
    else out[k] = k < packed ? (0.5 / a[i]!) * dy : (0.5 * dy) / a[i]!;
  }
};

/** −½·dy·y³ for y = 1/√x. */
export const inverseRootGradient32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const y = a[i]!;
    const dy = b[j]!;
    const cube = Math.fround(Math.fround(0.5 * Math.fround(dy * y)) * Math.fround(y * y));
    out[k] = dy === 0 ? 0 : k < packed ? 0 - cube : -cube;
  }
};

export const inverseRootGradient64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % (PACKET / 2));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const y = a[i]!;
    const dy = b[j]!;
    const cube = 0.5 * (dy * y) * (y * y);
    out[k] = dy === 0 ? 0 : k < packed ? 0 - cube : -cube;
  }
};
