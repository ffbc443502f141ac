/** @file The bytes in which TensorFlow holds the elements of a type, little-endian: what tf.bitcast reads. */
import type { Data, DType } from './dtypes';
import { allocate, checkInt64 } from './dtypes';

/** Bytes per element; a type that is missing has no bytes to speak of. */
export const BYTES: { readonly [dtype in DType]?: number } = {
  bool: 1, int8: 1, uint8: 1, int16: 2, uint16: 2, float16: 2, bfloat16: 2,
  int32: 4, uint32: 4, float32: 4, int64: 8, uint64: 8, float64: 8,
};

const float = new DataView(new ArrayBuffer(4));

/** The 16 bits of a number that is a half. */
function halfBits(x: number): number {
  if (x !== x) return 0x7e00;
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const size = Math.abs(x);
  if (size === Infinity) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  float.setFloat32(0, size);
  // The exponent is biased by 15, not 127; the fraction has 10 bits, not 23.
  return sign | ((float.getUint32(0) >>> 13) - (112 << 10));
}

function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The elements of `data` as bytes. */
export function bytesOf(dtype: DType, data: Data): DataView {
  const size = BYTES[dtype]!;
  const view = new DataView(new ArrayBuffer(size * data.length));
  for (let i = 0, at = 0; i < data.length; i++, at += size) write(view, at, dtype, data[i]!);
  return view;
}

function write(view: DataView, at: number, dtype: DType, x: number): void {
  switch (dtype) {
    case 'float64': return view.setFloat64(at, x, true);
    case 'float32': return view.setFloat32(at, x, true);
    case 'float16': return view.setUint16(at, halfBits(x), true);
    case 'bfloat16':
      float.setFloat32(0, x);
      return view.setUint16(at, float.getUint16(0), true);
    case 'int64': return view.setBigInt64(at, BigInt(x), true);
    case 'uint64': return view.setBigUint64(at, BigInt(x), true);
    case 'int32': return view.setInt32(at, x, true);
    case 'uint32': return view.setUint32(at, x, true);
    case 'int16': return view.setInt16(at, x, true);
    case 'uint16': return view.setUint16(at, x, true);
    case 'int8': return view.setInt8(at, x);
    default: return view.setUint8(at, x);
  }
}

/** The elements of type `dtype` that `view` holds. Throws where a 64-bit integer is not held exactly. */
export function elementsOf(dtype: DType, view: DataView): Data {
  const size = BYTES[dtype]!;
  const data = allocate(dtype, view.byteLength / size);
  for (let i = 0, at = 0; i < data.length; i++, at += size) data[i] = read(view, at, dtype);
  return data;
}

function read(view: DataView, at: number, dtype: DType): number {
  switch (dtype) {
    case 'float64': return view.getFloat64(at, true);
    case 'float32': return view.getFloat32(at, true);
    case 'float16': return halfOf(view.getUint16(at, true));
    case 'bfloat16':
      float.setUint32(0, view.getUint16(at, true) << 16);
      return float.getFloat32(0);
    case 'int64': return checkInt64(Number(view.getBigInt64(at, true)));
    case 'uint64': return checkInt64(Number(view.getBigUint64(at, true)));
    case 'int32': return view.getInt32(at, true);
    case 'uint32': return view.getUint32(at, true);
    case 'int16': return view.getInt16(at, true);
    case 'uint16': return view.getUint16(at, true);
    case 'int8': return view.getInt8(at);
    default: return view.getUint8(at);
  }
}
