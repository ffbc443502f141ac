/** @file The elementwise functions of one argument, over buffers of doubles and over bigint. */
import { exp2, rint, type MathLibrary } from './mathLibrary';

/** o[i] = f(a[i]) for i < n. */
export type Loop1 = (a: Float64Array, o: Float64Array, n: number) => void;

/** One operation on floats (or integers that fit a double), and on integers of any size. */
export interface UnaryOperation {
  readonly float: Loop1;
  readonly big?: (x: bigint) => bigint;
}

function each(f: (x: number) => number): Loop1 {
  return (a, o, n) => { for (let i = 0; i < n; i++) o[i] = f(a[i]!); };
}

const negative: Loop1 = (a, o, n) => { for (let i = 0; i < n; i++) o[i] = -a[i]!; };
const square: Loop1 = (a, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! * a[i]!; };
const absolute: Loop1 = (a, o, n) => { for (let i = 0; i < n; i++) o[i] = Math.abs(a[i]!); };
const squareRoot: Loop1 = (a, o, n) => { for (let i = 0; i < n; i++) o[i] = Math.sqrt(a[i]!); };

const keep = (x: bigint): bigint => x;
const scratch = new DataView(new ArrayBuffer(8));

/** The distance from |x| to the next larger double, with the sign of x. */
function spacing(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  scratch.setFloat64(0, Math.abs(x));
  scratch.setBigInt64(0, scratch.getBigInt64(0) + 1n);
  const gap = scratch.getFloat64(0) - Math.abs(x);
  return x < 0 ? -gap : gap;
}

/** The table, by NumPy's names. The order is the code that crosses the border. */
export function unaryOperations(math: MathLibrary): Readonly<Record<string, UnaryOperation>> {
  return {
    negative: { float: negative, big: (x) => -x },
    positive: { float: each((x) => x), big: keep },
    absolute: { float: absolute, big: (x) => (x < 0n ? -x : x) },
    sign: {
      float: each((x) => (x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : x)),
      big: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
    },
    sqrt: { float: squareRoot },
    cbrt: { float: each(Math.cbrt) },
    square: { float: square, big: (x) => x * x },
    reciprocal: { float: each((x) => 1 / x) },
    exp: { float: each(math.exp) },
    exp2: { float: each(exp2) },
    expm1: { float: each(Math.expm1) },
    log: { float: each(math.log) },
    log2: { float: each(Math.log2) },
    log10: { float: each(Math.log10) },
    log1p: { float: each(math.log1p) },
    sin: { float: each(Math.sin) },
    cos: { float: each(Math.cos) },
    tan: { float: each(Math.tan) },
    arcsin: { float: each(Math.asin) },
    arccos: { float: each(Math.acos) },
    arctan: { float: each(Math.atan) },
    sinh: { float: each(Math.sinh) },
    cosh: { float: each(Math.cosh) },
    tanh: { float: each(Math.tanh) },
    arcsinh: { float: each(Math.asinh) },
    arccosh: { float: each(Math.acosh) },
    arctanh: { float: each(Math.atanh) },
    degrees: { float: each((x) => x * (180 / Math.PI)) },
    radians: { float: each((x) => x * (Math.PI / 180)) },
    floor: { float: each(Math.floor), big: keep },
    ceil: { float: each(Math.ceil), big: keep },
    trunc: { float: each(Math.trunc), big: keep },
    rint: { float: each(rint), big: keep },
    isnan: { float: each((x) => (x !== x ? 1 : 0)), big: () => 0n },
    isinf: { float: each((x) => (x === Infinity || x === -Infinity ? 1 : 0)), big: () => 0n },
    isfinite: { float: each((x) => (Number.isFinite(x) ? 1 : 0)), big: () => 1n },
    signbit: {
      float: each((x) => (x < 0 || Object.is(x, -0) ? 1 : 0)), big: (x) => (x < 0n ? 1n : 0n),
    },
    logical_not: { float: each((x) => (x === 0 ? 1 : 0)), big: (x) => (x === 0n ? 1n : 0n) },
    invert: { float: each((x) => -x - 1), big: (x) => ~x },
    spacing: { float: each(spacing) },
  };
}
