/** @file Tensors across the border: from and to the WebAssembly heap, where Python's arrays live. */
import type { DType } from '../../../engine/dtypes';
import { allocate, checkInt64 } from '../../../engine/dtypes';
import type { Dims } from '../../../engine/shape';
import { sizeOf } from '../../../engine/shape';
import type { Value } from '../../../engine/value';

/** How elements lie in the heap: the type codes of Python's `array` and `struct`. */
export type HeapLayout = 'f' | 'd' | 'i' | 'q' | 'B' | '?';

/** The layout in which an array of `dtype` lies in the heap. */
export const LAYOUT_OF: Readonly<Record<DType, HeapLayout>> = {
  float32: 'f',
  float64: 'd',
  int32: 'i',
  int64: 'q',
  uint8: 'B',
  resource: 'd',
  bool: '?',
  string: 'd',
  variant: 'd',
};

/** `2,3` as [2, 3]; the empty text is a scalar's. */
export function dimsOf(text: string): Dims {
  return text === '' ? [] : text.split(',').map(Number);
}

/**
 * Copies a tensor of `dtype` out of the heap: `dims` elements in `layout`, row-major, from byte
 * `address`. A layout other than the dtype's own is converted as a store of that dtype rounds.
 */
export function readHeap(
  buffer: ArrayBufferLike,
  address: number,
  layout: HeapLayout,
  dtype: DType,
  dims: Dims,
): Value {
  const size = sizeOf(dims);
  const data = allocate(dtype, size);
  if (layout === 'q') {
    const view = new BigInt64Array(buffer, address, size);
    for (let i = 0; i < size; i++) data[i] = checkInt64(Number(view[i]!));
  } else if (size > 0) {
    const view = viewOf(buffer, address, layout, size);
    if (dtype === 'bool') for (let i = 0; i < size; i++) data[i] = view[i] === 0 ? 0 : 1;
    else data.set(view);
  }
  return { dtype, dims, data };
}

/** Copies a tensor's elements into the heap at byte `address`, in the layout of its dtype. */
export function writeHeap(buffer: ArrayBufferLike, address: number, value: Value): void {
  const size = value.data.length;
  if (size === 0) return;
  if (value.dtype === 'int64') {
    const view = new BigInt64Array(buffer, address, size);
    for (let i = 0; i < size; i++) view[i] = BigInt(value.data[i]!);
  } else {
    viewOf(buffer, address, LAYOUT_OF[value.dtype], size).set(value.data);
  }
}

function viewOf(
  buffer: ArrayBufferLike,
  address: number,
  layout: HeapLayout,
  size: number,
): Float32Array | Float64Array | Int32Array | Uint8Array {
  switch (layout) {
    case 'f':
      return new Float32Array(buffer, address, size);
    case 'd':
      return new Float64Array(buffer, address, size);
    case 'i':
      return new Int32Array(buffer, address, size);
    case 'B':
    case '?':
      return new Uint8Array(buffer, address, size);
    case 'q':
      throw new RangeError('int64 in the heap is read and written with BigInt64Array.');
  }
}
