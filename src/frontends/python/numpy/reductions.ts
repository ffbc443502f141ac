/**
 * @file Reductions and running totals along axes, in the order in which NumPy visits the elements:
 * axes sorted by stride, pairwise sums where the innermost axis is summed.
 */
import type { BinaryOperation } from './binaryOperations';
import { isWide, load, loadBig, rounderOf, store, storeBig } from './elementAccess';
import { CHUNK } from './elementwise';
import { DType, type HeapViews, type Strided } from './heapViews';
import { pairwiseSum } from './pairwiseSum';
import { collapse, forEachRun, innerStep } from './stridedLoops';

const values = new Float64Array(CHUNK);
const totals = new Float64Array(CHUNK);
const results = new Float64Array(CHUNK);

/** The operations that reduce, as a function of two numbers. */
const FOLDS: Readonly<Record<string, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  multiply: (x, y) => x * y,
  maximum: (x, y) => (x >= y || x !== x ? x : y),
  minimum: (x, y) => (x <= y || x !== x ? x : y),
  fmax: (x, y) => (x >= y || y !== y ? x : y),
  fmin: (x, y) => (x <= y || y !== y ? x : y),
  logical_and: (x, y) => (x !== 0 && y !== 0 ? 1 : 0),
  logical_or: (x, y) => (x !== 0 || y !== 0 ? 1 : 0),
};

/** A fold by name; any other binary operation folds through a run of length one. */
function foldOf(name: string, operation: BinaryOperation): (x: number, y: number) => number {
  const own = FOLDS[name];
  if (own !== undefined) return own;
  const [a, b, o] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  return (x, y) => {
    a[0] = x;
    b[0] = y;
    operation.float(a, b, o, 1);
    return o[0]!;
  };
}

/**
 * out = out ∘ a along the axes in which `out` has length 1 and `a` has not. `out` already holds
 * the initial values and has as many axes as `a`; the sums are made in element kind `loop`.
 * @returns 1 when a float result is not finite, else 0.
 */
export function reduce(
  views: HeapViews, name: string, operation: BinaryOperation, a: Strided, out: Strided,
  loop: number,
): number {
  const order = a.shape.map((_, axis) => axis)
    .sort((p, q) => Math.abs(a.strides[q]!) - Math.abs(a.strides[p]!) || p - q);
  const pick = (list: readonly number[]): number[] => order.map((axis) => list[axis]!);
  const stepsOut = out.strides.map((stride, axis) =>
    out.shape[axis] === 1 && a.shape[axis] !== 1 ? 0 : stride);
  const nest = collapse(pick(a.shape), [pick(a.strides), pick(stepsOut)]);
  const [stepA, stepOut] = [innerStep(nest, 0), innerStep(nest, 1)];
  const wide = isWide(loop);
  const isFloat = loop >= DType.float16 && out.dtype >= DType.float16;
  let nonFinite = false;
  const round = rounderOf(loop);
  if (stepOut !== 0 || nest.shape.length === 0) {
    forEachRun(nest, CHUNK, ([a0, o0], n) => {
      const [atA, atOut] = [a.address + a0!, out.address + o0!];
      let exact = load(views, a.dtype, atA, stepA, n, values);
      exact = load(views, out.dtype, atOut, stepOut, n, totals) && exact;
      operation.float(totals, values, results, n);
      if (wide && !(exact && areExact(results, n))) {
        const x = loadBig(views, out.dtype, atOut, stepOut, n);
        const y = loadBig(views, a.dtype, atA, stepA, n);
        storeBig(views, out.dtype, atOut, stepOut, x.map((v, i) => operation.big!(v, y[i]!)));
        return;
      }
      if (isFloat) nonFinite ||= !areFinite(results, n, round);
      store(views, out.dtype, atOut, stepOut, n, results);
    });
    return nonFinite ? 1 : 0;
  }
  const fold = foldOf(name, operation);
  // Where a cast is needed NumPy reads through a buffer of 8192 elements, summed one by one.
  const limit = isFloat && name === 'add' && a.dtype !== loop ? 8192 : Infinity;
  forEachRun(nest, limit, ([a0, o0], n) => {
    const [atA, atOut] = [a.address + a0!, out.address + o0!];
    load(views, out.dtype, atOut, 0, 1, totals);
    let total = totals[0]!;
    if (isFloat && name === 'add') {
      const run = { dtype: a.dtype, address: atA, stride: stepA, n };
      total = round(total + pairwiseSum(views, run, loop !== DType.float64));
    } else if (wide) {
      reduceWide(views, operation, fold, { a, atA, stepA, n, out, atOut });
      return;
    } else {
      for (let done = 0; done < n; done += CHUNK) {
        const count = Math.min(CHUNK, n - done);
        load(views, a.dtype, atA + done * stepA, stepA, count, values);
        for (let i = 0; i < count; i++) total = round(fold(total, values[i]!));
      }
    }
    totals[0] = total;
    if (isFloat) nonFinite ||= !areFinite(totals, 1, round);
    store(views, out.dtype, atOut, 0, 1, totals);
  });
  return nonFinite ? 1 : 0;
}

function areFinite(list: Float64Array, n: number, round: (value: number) => number): boolean {
  for (let i = 0; i < n; i++) if (!Number.isFinite(round(list[i]!))) return false;
  return true;
}

interface WideRun {
  readonly a: Strided;
  readonly atA: number;
  readonly stepA: number;
  readonly n: number;
  readonly out: Strided;
  readonly atOut: number;
}

/** Doubles while every partial result is exact, else the whole run again in bigint. */
function reduceWide(
  views: HeapViews, operation: BinaryOperation, fold: (x: number, y: number) => number,
  run: WideRun,
): void {
  const { a, atA, stepA, n, out, atOut } = run;
  let exact = load(views, out.dtype, atOut, 0, 1, totals);
  let total = totals[0]!;
  for (let done = 0; exact && done < n; done += CHUNK) {
    const count = Math.min(CHUNK, n - done);
    exact = load(views, a.dtype, atA + done * stepA, stepA, count, values);
    for (let i = 0; exact && i < count; i++) {
      total = fold(total, values[i]!);
      exact = Math.abs(total) <= Number.MAX_SAFE_INTEGER;
    }
  }
  if (exact) {
    totals[0] = total;
    store(views, out.dtype, atOut, 0, 1, totals);
    return;
  }
  let sum = loadBig(views, out.dtype, atOut, 0, 1)[0]!;
  for (const value of loadBig(views, a.dtype, atA, stepA, n)) {
    sum = BigInt.asIntN(64, operation.big!(sum, value));
  }
  storeBig(views, out.dtype, atOut, 0, [sum]);
}

function areExact(list: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (!(Math.abs(list[i]!) <= Number.MAX_SAFE_INTEGER)) return false;
  return true;
}

/**
 * out[i] = out[i-1] ∘ a[i] along `axis`; `out` has the shape of `a` and the element kind of the
 * sums.
 */
export function accumulate(
  views: HeapViews, name: string, operation: BinaryOperation, a: Strided, out: Strided,
  axis: number,
): void {
  const length = a.shape[axis]!;
  if (a.size === 0) return;
  const fold = foldOf(name, operation);
  const round = rounderOf(out.dtype);
  const wide = isWide(out.dtype);
  const [stepA, stepOut] = [a.strides[axis]!, out.strides[axis]!];
  const line = new Float64Array(length);
  forEachLine(a, out, axis, (atA, atOut) => {
    let exact = load(views, a.dtype, atA, stepA, length, line);
    let total = line[0]!;
    for (let i = 1; i < length; i++) {
      total = round(fold(total, line[i]!));
      line[i] = total;
    }
    exact = !wide || (exact && areExact(line, length));
    if (exact) {
      store(views, out.dtype, atOut, stepOut, length, line);
      return;
    }
    let sum = 0n;
    storeBig(views, out.dtype, atOut, stepOut,
      loadBig(views, a.dtype, atA, stepA, length).map((value, i) => {
        sum = i === 0 ? value : BigInt.asIntN(64, operation.big!(sum, value));
        return sum;
      }));
  });
}

/** Calls `visit` with the addresses of the first elements of every line along `axis`. */
export function forEachLine(
  a: Strided, out: Strided, axis: number, visit: (atA: number, atOut: number) => void,
): void {
  const drop = (list: readonly number[]): number[] => list.filter((_, i) => i !== axis);
  const rank = out.shape.length === a.shape.length;
  const nest = collapse(drop(a.shape), [
    drop(a.strides), rank ? drop(out.strides) : [...out.strides],
  ]);
  const [stepA, stepOut] = [innerStep(nest, 0), innerStep(nest, 1)];
  forEachRun(nest, Infinity, ([a0, o0], n) => {
    for (let i = 0; i < n; i++) visit(a.address + a0! + i * stepA, out.address + o0! + i * stepOut);
  });
}

/** out = index of the largest (or smallest) element along `axis`; the first NaN wins. */
export function argExtreme(
  views: HeapViews, largest: boolean, a: Strided, out: Strided, axis: number,
): void {
  const length = a.shape[axis]!;
  const line = new Float64Array(length);
  const found = new Float64Array(1);
  forEachLine(a, out, axis, (atA, atOut) => {
    load(views, a.dtype, atA, a.strides[axis]!, length, line);
    let best = 0;
    for (let i = 1; i < length && line[best] === line[best]; i++) {
      const value = line[i]!;
      if (value !== value || (largest ? value > line[best]! : value < line[best]!)) best = i;
    }
    found[0] = best;
    store(views, out.dtype, atOut, 8, 1, found);
  });
}
