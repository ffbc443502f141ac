/** @file Tensors across the border: from and to the WebAssembly heap, where Python's arrays live. */
import type { Data, DType } from '../../../engine/dtypes';
import { allocate, checkInt64 } from '../../../engine/dtypes';
import { roundAll, roundHalf } from '../../../engine/roundings';
import type { Dims } from '../../../engine/shape';
import { sizeOf } from '../../../engine/shape';
import type { Value } from '../../../engine/value';
import { fromHalf, toHalf } from '../numpy/halfFloat';

/** How elements lie in the heap: the type codes of Python's `array` and `struct`. */
export type HeapLayout = 'f' | 'd' | 'i' | 'q' | 'B' | '?' | 'e' | 'b' | 'h' | 'H' | 'I' | 'Q';

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
  float16: 'e',
  // Python has no bfloat16: its numbers travel as the float32 that they are.
  bfloat16: 'f',
  int8: 'b',
  int16: 'h',
  uint16: 'H',
  uint32: 'I',
  uint64: 'Q',
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
  if (layout === 'q' || layout === 'Q') {
    const view =
      layout === 'q'
        ? new BigInt64Array(buffer, address, size)
        : new BigUint64Array(buffer, address, size);
    for (let i = 0; i < size; i++) data[i] = checkInt64(Number(view[i]!));
  } else if (layout === 'e') {
    const view = new Uint16Array(buffer, address, size);
    for (let i = 0; i < size; i++) data[i] = fromHalf(view[i]!);
  } else if (size > 0) {
    const view = viewOf(buffer, address, layout, size);
    if (dtype === 'bool') for (let i = 0; i < size; i++) data[i] = view[i] === 0 ? 0 : 1;
    else if (dtype === 'float16') for (let i = 0; i < size; i++) data[i] = roundHalf(view[i]!);
    else data.set(view);
  }
  roundAll(dtype, data);
  return { dtype, dims, data };
}

/** Copies a tensor's elements into the heap at byte `address`, in the layout of its dtype. */
export function writeHeap(buffer: ArrayBufferLike, address: number, value: Value): void {
  const size = value.data.length;
  if (size === 0) return;
  if (value.dtype === 'int64') {
    const view = new BigInt64Array(buffer, address, size);
    for (let i = 0; i < size; i++) view[i] = BigInt(value.data[i]!);
  } else if (value.dtype === 'uint64') {
    const view = new BigUint64Array(buffer, address, size);
    for (let i = 0; i < size; i++) view[i] = BigInt(value.data[i]!);
  } else if (value.dtype === 'float16') {
    const view = new Uint16Array(buffer, address, size);
    for (let i = 0; i < size; i++) view[i] = toHalf(value.data[i]!);
  } else {
    viewOf(buffer, address, LAYOUT_OF[value.dtype], size).set(value.data);
  }
}

function viewOf(
  buffer: ArrayBufferLike,
  address: number,
  layout: HeapLayout,
  size: number,
): Data {
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
    case 'b':
      return new Int8Array(buffer, address, size);
    case 'h':
      return new Int16Array(buffer, address, size);
    case 'H':
      return new Uint16Array(buffer, address, size);
    case 'I':
      return new Uint32Array(buffer, address, size);
    case 'q':
    case 'Q':
    case 'e':
      throw new RangeError(`Elements of layout ${layout} have no view of their own.`);
  }
}
