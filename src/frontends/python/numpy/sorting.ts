/** @file Sorting along the last axis, indirect sorting and binary search; NaN sorts last. */
import { isWide, load, loadBig, store, storeBig } from './elementAccess';
import type { HeapViews, Strided } from './heapViews';
import { forEachLine } from './reductions';

function compare(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y) return 0;
  return (x === x ? 0 : 1) - (y === y ? 0 : 1);
}

/** Sorts every line of `a` along `axis` in place. */
export function sortLines(views: HeapViews, a: Strided, axis: number): void {
  const n = a.shape[axis]!;
  const step = a.strides[axis]!;
  const line = new Float64Array(n);
  forEachLine(a, a, axis, (at) => {
    if (load(views, a.dtype, at, step, n, line)) {
      // Float64Array.prototype.sort puts NaN last and −0 before 0.
      store(views, a.dtype, at, step, n, line.sort());
      return;
    }
    const exact = loadBig(views, a.dtype, at, step, n);
    storeBig(views, a.dtype, at, step, exact.sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)));
  });
}

/** out = the stable order of every line of `a` along `axis`. */
export function argsortLines(views: HeapViews, a: Strided, out: Strided, axis: number): void {
  const n = a.shape[axis]!;
  const line = new Float64Array(n);
  const order = new Float64Array(n);
  forEachLine(a, out, axis, (atA, atOut) => {
    const exact = load(views, a.dtype, atA, a.strides[axis]!, n, line);
    const indices = Array.from({ length: n }, (_, i) => i);
    if (exact || !isWide(a.dtype)) indices.sort((p, q) => compare(line[p]!, line[q]!));
    else {
      const big = loadBig(views, a.dtype, atA, a.strides[axis]!, n);
      indices.sort((p, q) => (big[p]! < big[q]! ? -1 : big[p]! > big[q]! ? 1 : 0));
    }
    order.set(indices);
    store(views, out.dtype, atOut, out.strides[axis]!, n, order);
  });
}

/** out[i] = where `values[i]` belongs in the sorted line `a`; all contiguous, of one dimension. */
export function searchSorted(
  views: HeapViews, a: Strided, values: Strided, out: Strided, right: boolean,
): void {
  const sorted = new Float64Array(a.size);
  const wanted = new Float64Array(values.size);
  load(views, a.dtype, a.address, a.strides[0] ?? 8, a.size, sorted);
  load(views, values.dtype, values.address, values.strides[0] ?? 8, values.size, wanted);
  for (let i = 0; i < wanted.length; i++) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(sorted[middle]!, wanted[i]!);
      if (order < 0 || (right && order === 0)) low = middle + 1;
      else high = middle;
    }
    wanted[i] = low;
  }
  store(views, out.dtype, out.address, out.strides[0] ?? 8, wanted.length, wanted);
}
