/** @file Matrix products and sums of products over named axes (einsum). */
import { isWide, load, loadBig, roundTo, store, storeBig } from './elementAccess';
import { DType, type HeapViews, type Strided } from './heapViews';
import { collapse, forEachRun, innerStep } from './stridedLoops';

const TILE = 64;

/**
 * out[…, i, j] = Σ_k a[…, i, k]·b[…, k, j]; all three have the same leading axes (stride 0 where
 * one repeats). Floats are summed in double and rounded once to the type of `out`.
 */
export function matmul(views: HeapViews, a: Strided, b: Strided, out: Strided): void {
  const stack = out.shape.length - 2;
  const [rows, columns] = [out.shape[stack]!, out.shape[stack + 1]!];
  const inner = a.shape[stack + 1]!;
  const head = (array: Strided): readonly number[] => array.strides.slice(0, stack);
  const nest = collapse(out.shape.slice(0, stack), [head(a), head(b), head(out)]);
  const steps = [0, 1, 2].map((k) => innerStep(nest, k));
  const left = new Float64Array(rows * inner);
  const right = new Float64Array(inner * columns);
  const sums = new Float64Array(rows * columns);
  forEachRun(nest, Infinity, ([a0, b0, o0], n) => {
    for (let s = 0; s < n; s++) {
      const at = a.address + a0! + s * steps[0]!;
      const bt = b.address + b0! + s * steps[1]!;
      const ot = out.address + o0! + s * steps[2]!;
      let exact = loadMatrix(views, a, at, rows, inner, left);
      exact = loadMatrix(views, b, bt, inner, columns, right) && exact;
      multiplyTiles(left, right, sums, rows, inner, columns);
      if (isWide(out.dtype) && !(exact && boundIsExact(left, right, inner))) {
        matmulBig(views, { a, at, b, bt, out, ot, rows, inner, columns });
        continue;
      }
      storeMatrix(views, out, ot, rows, columns, sums);
    }
  });
}

function loadMatrix(
  views: HeapViews, m: Strided, address: number, rows: number, columns: number, to: Float64Array,
): boolean {
  const axis = m.shape.length - 2;
  const [rowStep, columnStep] = [m.strides[axis]!, m.strides[axis + 1]!];
  let exact = true;
  for (let i = 0; i < rows; i++) {
    const row = to.subarray(i * columns, (i + 1) * columns);
    exact = load(views, m.dtype, address + i * rowStep, columnStep, columns, row) && exact;
  }
  return exact;
}

function storeMatrix(
  views: HeapViews, m: Strided, address: number, rows: number, columns: number, from: Float64Array,
): void {
  const axis = m.shape.length - 2;
  roundTo(m.dtype, from, from.length);
  for (let i = 0; i < rows; i++) {
    const row = from.subarray(i * columns, (i + 1) * columns);
    store(views, m.dtype, address + i * m.strides[axis]!, m.strides[axis + 1]!, columns, row);
  }
}

/** Row of `right` by row, four at a time; every sum adds its products in the order of k. */
function multiplyTiles(
  left: Float64Array, right: Float64Array, sums: Float64Array, rows: number, inner: number,
  columns: number,
): void {
  sums.fill(0);
  for (let k0 = 0; k0 < inner; k0 += TILE) {
    const end = Math.min(inner, k0 + TILE);
    for (let i = 0; i < rows; i++) {
      const base = i * columns;
      let k = k0;
      for (; k + 3 < end; k += 4) {
        addFourRows(left, i * inner + k, right, k * columns, sums, base, columns);
      }
      for (; k < end; k++) {
        const factor = left[i * inner + k]!;
        const row = k * columns;
        for (let j = 0; j < columns; j++) sums[base + j]! += factor * right[row + j]!;
      }
    }
  }
}

function addFourRows(
  left: Float64Array, at: number, right: Float64Array, row: number, sums: Float64Array,
  base: number, columns: number,
): void {
  const [a, b] = [left[at]!, left[at + 1]!];
  const [c, d] = [left[at + 2]!, left[at + 3]!];
  const [row1, row2, row3] = [row + columns, row + 2 * columns, row + 3 * columns];
  for (let j = 0; j < columns; j++) {
    sums[base + j] = sums[base + j]! + a * right[row + j]! + b * right[row1 + j]!
      + c * right[row2 + j]! + d * right[row3 + j]!;
  }
}

/** True when no sum of `inner` products can leave the integers that a double holds exactly. */
function boundIsExact(left: Float64Array, right: Float64Array, inner: number): boolean {
  const largest = (list: Float64Array): number => {
    let most = 0;
    for (const value of list) most = Math.max(most, Math.abs(value));
    return most;
  };
  return largest(left) * largest(right) * inner <= Number.MAX_SAFE_INTEGER;
}

interface BigProduct {
  readonly a: Strided;
  readonly at: number;
  readonly b: Strided;
  readonly bt: number;
  readonly out: Strided;
  readonly ot: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

function matmulBig(views: HeapViews, p: BigProduct): void {
  const axis = p.out.shape.length - 2;
  for (let i = 0; i < p.rows; i++) {
    const x = loadBig(
      views, p.a.dtype, p.at + i * p.a.strides[axis]!, p.a.strides[axis + 1]!, p.inner);
    const row: bigint[] = [];
    for (let j = 0; j < p.columns; j++) {
      const y = loadBig(
        views, p.b.dtype, p.bt + j * p.b.strides[axis + 1]!, p.b.strides[axis]!, p.inner);
      row.push(x.reduce((sum, value, k) => sum + value * y[k]!, 0n));
    }
    storeBig(views, p.out.dtype, p.ot + i * p.out.strides[axis]!, p.out.strides[axis + 1]!, row);
  }
}

/**
 * Sum of products over axes that all operands share (stride 0 where an operand lacks one): the
 * kept axes come first in `shape`, as many as `out` has. Float sums are made in double.
 * @returns false when integers left the range that a double holds exactly.
 */
export function sumOfProducts(
  views: HeapViews, operands: readonly Strided[], out: Strided,
): boolean {
  const shape = operands[0]!.shape;
  const kept = out.shape.length;
  const outer = collapse(out.shape, [
    out.strides, ...operands.map((operand) => operand.strides.slice(0, kept)),
  ]);
  const inner = collapse(shape.slice(kept), operands.map((operand) => operand.strides.slice(kept)));
  const count = operands.length;
  const product = new Float64Array(TILE);
  const factor = new Float64Array(TILE);
  const total = new Float64Array(1);
  const outerSteps = [out, ...operands].map((_, k) => innerStep(outer, k));
  const innerSteps = operands.map((_, k) => innerStep(inner, k));
  const wide = isWide(out.dtype);
  let exact = true;
  const emptyInner = shape.slice(kept).includes(0);
  forEachRun(outer, Infinity, (offsets, n) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      if (!emptyInner) forEachRun(inner, TILE, (places, length) => {
        for (let k = 0; k < count; k++) {
          const operand = operands[k]!;
          const at = operand.address + offsets[k + 1]! + i * outerSteps[k + 1]! + places[k]!;
          load(views, operand.dtype, at, innerSteps[k]!, length, k === 0 ? product : factor);
          if (k > 0) for (let e = 0; e < length; e++) product[e]! *= factor[e]!;
        }
        for (let e = 0; e < length; e++) sum += product[e]!;
      });
      total[0] = sum;
      if (wide && !(Math.abs(sum) <= Number.MAX_SAFE_INTEGER)) exact = false;
      if (out.dtype >= DType.float16) roundTo(out.dtype, total, 1);
      store(views, out.dtype, out.address + offsets[0]! + i * outerSteps[0]!, 8, 1, total);
    }
  });
  return exact;
}
