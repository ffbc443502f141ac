/** @file Indexing by arrays of integers or truth values: gather, scatter, positions of true. */
import { load, store } from './elementAccess';
import {
  broadcastStrides, type HeapViews, ITEM_BYTES, readDescriptor, type Strided,
} from './heapViews';
import { collapse, forEachRun, innerStep } from './stridedLoops';

/** An index outside its axis, for the caller's error text. */
export interface OutOfBounds {
  readonly index: number;
  readonly axis: number;
  readonly length: number;
}

/** One index array per leading axis of the array; all already broadcast to `picked`. */
interface Selection {
  readonly offsets: Float64Array;
  readonly failure: OutOfBounds | undefined;
}

/**
 * Byte offsets of the selected elements. `indices` holds descriptor addresses of int64 arrays,
 * the k-th for axis k of `array`; `axisNames` are the axes as the user counts them.
 */
function select(
  views: HeapViews, array: Strided, indices: readonly Strided[], axisNames: readonly number[],
  picked: readonly number[],
): Selection {
  const count = picked.reduce((product, length) => product * length, 1);
  const offsets = new Float64Array(count);
  let failure: OutOfBounds | undefined;
  indices.forEach((index, axis) => {
    const values = readAll(views, index, picked, count);
    const length = array.shape[axis]!;
    const stride = array.strides[axis]!;
    for (let i = 0; i < count; i++) {
      const value = values[i]!;
      if (value >= length || value < -length) {
        failure ??= { index: value, axis: axisNames[axis]!, length };
        return;
      }
      offsets[i]! += (value < 0 ? value + length : value) * stride;
    }
  });
  return { offsets, failure };
}

function readAll(
  views: HeapViews, array: Strided, shape: readonly number[], count: number,
): Float64Array {
  const out = new Float64Array(count);
  const nest = collapse(shape, [broadcastStrides(array, shape)]);
  const step = innerStep(nest, 0);
  let at = 0;
  forEachRun(nest, Infinity, ([offset], n) => {
    load(views, array.dtype, array.address + offset!, step, n, out.subarray(at, at + n));
    at += n;
  });
  return out;
}

/** Moves one block of `bytes` bytes elementwise: used for the axes behind the indexed ones. */
function moveRest(
  views: HeapViews, bytes: number, rest: ReturnType<typeof collapse>, from: number, to: number,
): void {
  const [stepFrom, stepTo] = [innerStep(rest, 0), innerStep(rest, 1)];
  forEachRun(rest, Infinity, ([a, b], n) => {
    for (let i = 0; i < n; i++) {
      moveElement(views, bytes, from + a! + i * stepFrom, to + b! + i * stepTo);
    }
  });
}

function moveElement(views: HeapViews, bytes: number, from: number, to: number): void {
  switch (bytes) {
    case 8:
      views.i32[to >>> 2] = views.i32[from >>> 2]!;
      views.i32[(to >>> 2) + 1] = views.i32[(from >>> 2) + 1]!;
      return;
    case 4: views.i32[to >>> 2] = views.i32[from >>> 2]!; return;
    case 2: views.u16[to >>> 1] = views.u16[from >>> 1]!; return;
    default: views.u8[to] = views.u8[from]!;
  }
}

/**
 * Gather (`toArray` false): other[p, r] = array[indices[p], r]. Scatter: the same equation from
 * right to left. `plan` is the heap address of int32 words: count of indices, count of axes of p,
 * then per index its axis name and its descriptor. `other` has the axes p followed by r.
 */
export function moveSelected(
  views: HeapViews, array: Strided, other: Strided, plan: number, toArray: boolean,
): OutOfBounds | undefined {
  const at = plan >>> 2;
  const count = views.i32[at]!;
  const axes = views.i32[at + 1]!;
  const names: number[] = [];
  const indices: Strided[] = [];
  for (let k = 0; k < count; k++) {
    names.push(views.i32[at + 2 + 2 * k]!);
    indices.push(readDescriptor(views, views.i32[at + 3 + 2 * k]!));
  }
  const picked = other.shape.slice(0, axes);
  const { offsets, failure } = select(views, array, indices, names, picked);
  if (failure !== undefined) return failure;
  const bytes = ITEM_BYTES[array.dtype]!;
  const restShape = array.shape.slice(count);
  const restArray = array.strides.slice(count);
  const restOther = other.strides.slice(axes);
  const rest = toArray
    ? collapse(restShape, [restOther, restArray])
    : collapse(restShape, [restArray, restOther]);
  const single = rest.shape.length === 0;
  const nest = collapse(picked, [other.strides.slice(0, axes)]);
  const step = innerStep(nest, 0);
  let position = 0;
  forEachRun(nest, Infinity, ([offset], n) => {
    for (let i = 0; i < n; i++) {
      const element = array.address + offsets[position++]!;
      const place = other.address + offset! + i * step;
      const [from, to] = toArray ? [place, element] : [element, place];
      if (single) moveElement(views, bytes, from, to);
      else moveRest(views, bytes, rest, from, to);
    }
  });
  return undefined;
}

/** How many elements are not zero. */
export function countNonzero(views: HeapViews, a: Strided): number {
  const values = readAll(views, a, a.shape, a.size);
  let count = 0;
  for (const value of values) if (value !== 0) count++;
  return count;
}

/**
 * Writes the indices of the non-zero elements: one row of `out` (int64, [ndim, count]) per axis.
 */
export function nonzero(views: HeapViews, a: Strided, out: Strided): void {
  const values = readAll(views, a, a.shape, a.size);
  const ndim = a.shape.length;
  const found = out.shape[1]!;
  const rows = Array.from({ length: ndim }, () => new Float64Array(found));
  let at = 0;
  values.forEach((value, flat) => {
    if (value === 0) return;
    let rest = flat;
    for (let axis = ndim - 1; axis >= 0; axis--) {
      const length = a.shape[axis]!;
      rows[axis]![at] = rest % length;
      rest = Math.floor(rest / length);
    }
    at++;
  });
  rows.forEach((row, axis) => {
    store(views, out.dtype, out.address + axis * out.strides[0]!, 8, found, row);
  });
}
