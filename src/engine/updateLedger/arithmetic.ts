/**
 * @file Elementwise arithmetic on values with one rounding per operation: what the ledger reckons
 * with.
 */
import type { DType } from '../dtypes';
import { allocate } from '../dtypes';
import { roundAll, roundingOf } from '../roundings';
import type { Roots } from '../rules/math/eigenRoots';
import { rootsOf } from '../rules/math/eigenRoots';
import { byVectors } from '../rules/math/eigenVectors';
import type { SingleOp } from '../singles/elementwise';
import type { Value } from '../value';
import { scalar } from '../value';
import type { Scratch } from './scratch';

/** An operand: a value of the variable's shape, a scalar value, or a plain number. */
export type Operand = Value | number;

/** Operations in one dtype. Scalars go with every element; results are stored in that dtype. */
export interface Arithmetic {
  readonly add: (a: Operand, b: Operand) => Value;
  readonly subtract: (a: Operand, b: Operand) => Value;
  readonly multiply: (a: Operand, b: Operand) => Value;
  readonly divide: (a: Operand, b: Operand) => Value;
  readonly maximum: (a: Operand, b: Operand) => Value;
  /** xʸ */
  readonly power: (a: Operand, b: Operand) => Value;
  /** √x; `isExact` where the kernel takes no packets. */
  readonly root: (a: Operand, isExact?: boolean) => Value;
  /** 1/√x */
  readonly inverseRoot: (a: Operand, isExact?: boolean) => Value;
  /** eˣ */
  readonly exponential: (a: Operand) => Value;
  readonly sign: (a: Operand) => Value;
  readonly absolute: (a: Operand) => Value;
  readonly negate: (a: Operand) => Value;
  /** `value` where `size` is above the limit, else 0. */
  readonly whereAbove: (size: Value, limit: Operand, value: Value) => Value;
}

/**
 * Results are in arrays of `scratch`, which whoever gave it may release, else in new ones. `width`:
 * elements that the kernel takes at a time, a row's in an update of some rows; else all. What a square
 * root is depends on the place in there.
 */
export function arithmeticOf(
  dtype: DType, scratch: Scratch | null = null, width?: number,
): Arithmetic {
  if (scratch === null || width !== undefined) return madeFor(dtype, scratch, width);
  // A step of a thousand variables asks a thousand times.
  const known = KNOWN.get(scratch) ?? new Map<DType, Arithmetic>();
  KNOWN.set(scratch, known);
  const arithmetic = known.get(dtype) ?? madeFor(dtype, scratch);
  known.set(dtype, arithmetic);
  return arithmetic;
}

const KNOWN = new WeakMap<Scratch, Map<DType, Arithmetic>>();

function madeFor(dtype: DType, scratch: Scratch | null, width?: number): Arithmetic {
  const take = (size: number) => scratch?.take(dtype, size) ?? allocate(dtype, size);
  const asValue = (x: Operand): Value => (typeof x === 'number' ? scalar(dtype, x) : x);
  const one = (a: Operand, f: (x: number) => number): Value => {
    const { dims, data } = asValue(a);
    const out = take(data.length);
    for (let i = 0; i < out.length; i++) out[i] = f(data[i]!);
    roundAll(dtype, out);
    return { dtype, dims, data: out };
  };
  const looped = (a: Operand, b: Operand, loop: Loop, op: SingleOp | null): Value => {
    const x = asValue(a);
    const y = asValue(b);
    const { dims, data } = x.dims.length > 0 ? x : y;
    const combined = dtype === 'float32' && op !== null ? scratch?.combined(op, x, y) : null;
    if (combined) return { dtype, dims, data: combined };
    const out = take(data.length);
    loop(out, x.data, x.dims.length === 0 ? 0 : 1, y.data, y.dims.length === 0 ? 0 : 1);
    roundAll(dtype, out);
    return { dtype, dims, data: out };
  };
  const two = (a: Operand, b: Operand, f: (x: number, y: number) => number): Value =>
    looped(a, b, (out, x, xStep, y, yStep) => {
      for (let i = 0; i < out.length; i++) out[i] = f(x[i * xStep]!, y[i * yStep]!);
    }, null);
  const roots = rootsOf(roundingOf(dtype));
  const rooted = (a: Operand, vectors: 'root' | null, f: Roots['root'], isExact = false): Value => {
    const { dims, data } = asValue(a);
    const out = take(data.length);
    const run = dims.length === 0 ? 1 : (width ?? data.length);
    const packed = isExact || run === 1 ? 0 : roots.packed(run);
    if (vectors !== null && run === out.length && packed > 0) {
      byVectors(vectors, (to, x, first, end) => {
        for (let i = first; i < end; i++) to[i] = f(x[i]!, true);
      }, out, data, packed);
      for (let i = packed; i < out.length; i++) out[i] = f(data[i]!, false);
      return { dtype, dims, data: out };
    }
    for (let from = 0; from < out.length; from += run) {
      const exactFrom = Math.min(from + packed, out.length);
      const to = Math.min(from + run, out.length);
      for (let i = from; i < exactFrom; i++) out[i] = f(data[i]!, true);
      for (let i = exactFrom; i < to; i++) out[i] = f(data[i]!, false);
    }
    return { dtype, dims, data: out };
  };
  return {
    add: (a, b) => looped(a, b, addAll, 'add'),
    subtract: (a, b) => looped(a, b, subtractAll, 'subtract'),
    multiply: (a, b) => looped(a, b, multiplyAll, 'multiply'),
    divide: (a, b) => looped(a, b, divideAll, 'divide'),
    // As std::max: the first unless it is smaller, so NaN in the first stays.
    maximum: (a, b) => two(a, b, (x, y) => (x < y ? y : x)),
    power: (a, b) => two(a, b, (x, y) => Math.pow(x, y)),
    root: (a, isExact) => rooted(a, 'root', roots.root, isExact),
    inverseRoot: (a, isExact) => rooted(a, null, roots.inverse, isExact),
    exponential: (a) => one(a, (x) => Math.exp(x)),
    // As Eigen: 0 of NaN.
    sign: (a) => one(a, (x) => (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0)),
    absolute: (a) => one(a, (x) => Math.abs(x)),
    negate: (a) => one(a, (x) => -x),
    whereAbove: (size, limit, value) => {
      const isAbove = two(size, limit, (x, y) => (x > y ? 1 : 0));
      return two(isAbove, value, (yes, x) => (yes === 1 ? x : 0));
    },
  };
}

type Data = Value['data'];

/** Fills `out` from two operands; a step of 0 stays at a scalar. */
type Loop = (out: Data, x: Data, xStep: number, y: Data, yStep: number) => void;

// One loop each: through a function of two numbers every element would be boxed three times.

const addAll: Loop = (out, x, xStep, y, yStep) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i * xStep]! + y[i * yStep]!;
};

const subtractAll: Loop = (out, x, xStep, y, yStep) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i * xStep]! - y[i * yStep]!;
};

const multiplyAll: Loop = (out, x, xStep, y, yStep) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i * xStep]! * y[i * yStep]!;
};

const divideAll: Loop = (out, x, xStep, y, yStep) => {
  for (let i = 0; i < out.length; i++) out[i] = x[i * xStep]! / y[i * yStep]!;
};
