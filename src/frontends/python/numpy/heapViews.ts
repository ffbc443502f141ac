/**
 * @file Typed views of the WebAssembly heap and the array descriptors that Python writes into it.
 */

/** Element kinds as they travel across the border; the numbers are shared with `_dtypes.py`. */
export const DType = {
  bool: 0, int8: 1, uint8: 2, int16: 3, uint16: 4, int32: 5, uint32: 6, int64: 7, uint64: 8,
  float16: 9, float32: 10, float64: 11, bfloat16: 12,
} as const;

/** Bytes per element, by element kind. */
export const ITEM_BYTES: readonly number[] = [1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 4, 8, 2];

/** Floating-point events of a kernel call; the bits are NumPy's own (`npy_math.h`). */
export const FpEvent = { divide: 1, overflow: 2, invalid: 8 } as const;

/** The heap seen through every element type. Indices are in elements of the view. */
export interface HeapViews {
  readonly buffer: ArrayBufferLike;
  readonly u8: Uint8Array;
  readonly i8: Int8Array;
  readonly u16: Uint16Array;
  readonly i16: Int16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly i64: BigInt64Array;
  readonly u64: BigUint64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** A strided array in the heap: `address` and `strides` in bytes. */
export interface Strided {
  readonly dtype: number;
  readonly address: number;
  readonly size: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/**
 * A function that gives the current views. WebAssembly memory can grow between calls, which
 * detaches the old buffer, so the views are rebuilt when the buffer is another one.
 */
export function heapViewer(heap: () => ArrayBufferLike): () => HeapViews {
  let views: HeapViews | undefined;
  return () => {
    const buffer = heap();
    if (views === undefined || views.buffer !== buffer) views = viewsOf(buffer);
    return views;
  };
}

function viewsOf(buffer: ArrayBufferLike): HeapViews {
  return {
    buffer,
    u8: new Uint8Array(buffer), i8: new Int8Array(buffer),
    u16: new Uint16Array(buffer), i16: new Int16Array(buffer),
    u32: new Uint32Array(buffer), i32: new Int32Array(buffer),
    i64: new BigInt64Array(buffer), u64: new BigUint64Array(buffer),
    f32: new Float32Array(buffer), f64: new Float64Array(buffer),
  };
}

/**
 * Reads the descriptor at a heap address: int32 words dtype, ndim, address, size, shape…,
 * strides….
 */
export function readDescriptor(views: HeapViews, header: number): Strided {
  const at = header >>> 2;
  const ndim = views.i32[at + 1] ?? 0;
  const shape: number[] = new Array<number>(ndim);
  const strides: number[] = new Array<number>(ndim);
  for (let axis = 0; axis < ndim; axis++) {
    shape[axis] = views.i32[at + 4 + axis]!;
    strides[axis] = views.i32[at + 4 + ndim + axis]!;
  }
  return {
    dtype: views.i32[at]!,
    address: views.u32[at + 2]!,
    size: views.i32[at + 3]!,
    shape,
    strides,
  };
}

/** Strides of `operand` against a result shape: right-aligned, 0 where the operand repeats. */
export function broadcastStrides(operand: Strided, shape: readonly number[]): number[] {
  const shift = shape.length - operand.shape.length;
  return shape.map((length, axis) => {
    if (axis < shift) return 0;
    const own = operand.shape[axis - shift]!;
    return own === 1 && length !== 1 ? 0 : operand.strides[axis - shift]!;
  });
}
