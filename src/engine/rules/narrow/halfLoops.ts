/**
 * @file Inner loops of the ops that round more than once on float16 and bfloat16: each operation of
 * TensorFlow's functors is rounded to the type. The last one is rounded by whoever runs the loop
 * (engine/rules/narrow/narrowRule.ts); exp, log and their kin are those of the C library.
 */
import type { DType } from '../../dtypes';
import type { Rounding } from '../../roundings';
import { roundingOf } from '../../roundings';
import { PACKET } from '../math/eigenFloat32';
import type { BinaryLoop, UnaryLoop } from '../math/elementwise';

/** One element at a time. */
const each = (f: (x: number) => number): UnaryLoop => (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = f(a[k]!);
};

const pairs = (f: (x: number, y: number) => number): BinaryLoop =>
  (out, a, b, from, to, i, di, j, dj) => {
    for (let k = from; k < to; k++, i += di, j += dj) out[k] = f(a[i]!, b[j]!);
  };

type Unary = (round: Rounding) => (x: number) => number;
type Binary = (round: Rounding) => (x: number, y: number) => number;

const UNARY: Readonly<Record<string, Unary>> = {
  Exp: () => Math.exp,
  Expm1: () => Math.expm1,
  Log: () => Math.log,
  Log1p: () => Math.log1p,
  Sin: () => Math.sin,
  Cos: () => Math.cos,
  Tan: () => Math.tan,
  Tanh: () => Math.tanh,
  Neg: () => (x) => -x,
  Sigmoid: (r) => (x) => 1 / r(1 + r(Math.exp(-x))),
  Sqrt: () => Math.sqrt,
  Rsqrt: (r) => (x) => 1 / r(Math.sqrt(x)),
};

/** As TensorFlow's XLA device computes them, which lends these to bfloat16. */
const LENT_UNARY: Readonly<Record<string, Unary>> = {
  Sigmoid: (r) => (x) => 0.5 + r(0.5 * r(Math.tanh(r(0.5 * x)))),
};

/** [in a packet, in what is left over at the end of a tensor]; bfloat16 has no packets. */
const PACKED: Readonly<Record<string, readonly [Binary, Binary]>> = {
  Xdivy: [() => (x, y) => (x === 0 ? x : x / y), () => (x, y) => (x === 0 ? 0 : x / y)],
  SigmoidGrad: [
    (r) => (y, dy) => dy * r(y * r(1 - y)),
    (r) => (y, dy) => r(dy * y) * r(1 - y),
  ],
  SqrtGrad: [
    (r) => (y, dy) => (dy === 0 ? 0 : r(0.5 / y) * dy),
    (r) => (y, dy) => (dy === 0 ? 0 : r(0.5 * dy) / y),
  ],
};

/** −y²·dy for y = 1/x. */
const inverseGradient: Binary = (r) => (y, dy) => (dy === 0 ? 0 : dy * -r(y * y));

const BINARY: Readonly<Record<string, Binary>> = {
  SquaredDifference: (r) => (x, y) => r(x - y) ** 2,
  FloorDiv: (r) => (x, y) => Math.floor(r(x / y)),
  Xlogy: (r) => (x, y) => (x === 0 ? 0 : x * r(Math.log(y))),
  RsqrtGrad: (r) => (y, dy) => (dy === 0 ? 0 : -r(r(0.5 * r(dy * y)) * r(y * y))),
  ReciprocalGrad: inverseGradient,
  InvGrad: inverseGradient,
  TanhGrad: (r) => (y, dy) => dy * r(1 - r(y * y)),
};

export function halfUnaryLoop(op: string, dtype: DType): UnaryLoop | undefined {
  const made = (dtype === 'bfloat16' ? LENT_UNARY[op] : undefined) ?? UNARY[op];
  return made === undefined ? undefined : each(made(roundingOf(dtype)));
}

export function halfBinaryLoop(op: string, dtype: DType): BinaryLoop | undefined {
  const round = roundingOf(dtype);
  const packed = PACKED[op];
  if (packed !== undefined) {
    const [inPacket, leftOver] = [pairs(packed[0](round)), pairs(packed[1](round))];
    if (dtype === 'bfloat16') return leftOver;
    return (out, a, b, from, to, i, di, j, dj) => {
      const end = Math.max(from, to - (to % PACKET));
      inPacket(out, a, b, from, end, i, di, j, dj);
      const done = end - from;
      leftOver(out, a, b, end, to, i + done * di, di, j + done * dj, dj);
    };
  }
  const made = BINARY[op];
  return made === undefined ? undefined : pairs(made(round));
}
