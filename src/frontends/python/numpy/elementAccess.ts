/**
 * @file Moves runs of elements between the heap and a buffer of doubles.
 * int64 and uint64 travel as doubles while they are exact (|v| <= 2^53) and as bigint otherwise.
 */
import { fromBfloat16, toBfloat16 } from './brainFloat';
import { fromHalf, roundToHalf, toHalf } from './halfFloat';
import { DType, FpEvent, type HeapViews } from './heapViews';

const WORD = 4294967296;
const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * Reads `n` elements from `address` with `stride` bytes between them into `out`.
 * @returns false when an integer is too large to be exact as a double.
 */
export function load(
  views: HeapViews, dtype: number, address: number, stride: number, n: number, out: Float64Array,
): boolean {
  switch (dtype) {
    case DType.float64: return loadFrom(views.f64, address >>> 3, stride >> 3, n, out);
    case DType.float32: return loadFloat32(views.f32, address >>> 2, stride >> 2, n, out);
    case DType.bool:
    case DType.uint8: return loadFrom(views.u8, address, stride, n, out);
    case DType.int8: return loadFrom(views.i8, address, stride, n, out);
    case DType.int16: return loadFrom(views.i16, address >>> 1, stride >> 1, n, out);
    case DType.uint16: return loadFrom(views.u16, address >>> 1, stride >> 1, n, out);
    case DType.int32: return loadFrom(views.i32, address >>> 2, stride >> 2, n, out);
    case DType.uint32: return loadFrom(views.u32, address >>> 2, stride >> 2, n, out);
    case DType.int64: return loadInt64(views, address >>> 2, stride >> 2, n, out);
    case DType.uint64: return loadUint64(views, address >>> 2, stride >> 2, n, out);
    case DType.bfloat16: {
      for (let i = 0, at = address >>> 1; i < n; i++, at += stride >> 1) {
        out[i] = fromBfloat16(views.u16[at]!);
      }
      return true;
    }
    default: {
      for (let i = 0, at = address >>> 1; i < n; i++, at += stride >> 1) {
        out[i] = fromHalf(views.u16[at]!);
      }
      return true;
    }
  }
}

function loadFrom(
  from: { readonly [index: number]: number }, start: number, step: number, n: number,
  out: Float64Array,
): boolean {
  for (let i = 0, at = start; i < n; i++, at += step) out[i] = from[at]!;
  return true;
}

/** Apart from `loadFrom` so that the two float types keep a call site of their own. */
function loadFloat32(
  from: Float32Array, start: number, step: number, n: number, out: Float64Array,
): boolean {
  for (let i = 0, at = start; i < n; i++, at += step) out[i] = from[at]!;
  return true;
}

function loadInt64(
  views: HeapViews, start: number, step: number, n: number, out: Float64Array,
): boolean {
  let exact = true;
  for (let i = 0, at = start; i < n; i++, at += step) {
    const value = views.i32[at + 1]! * WORD + views.u32[at]!;
    if (value > SAFE || value < -SAFE) exact = false;
    out[i] = value;
  }
  return exact;
}

function loadUint64(
  views: HeapViews, start: number, step: number, n: number, out: Float64Array,
): boolean {
  let exact = true;
  for (let i = 0, at = start; i < n; i++, at += step) {
    const value = views.u32[at + 1]! * WORD + views.u32[at]!;
    if (value > SAFE) exact = false;
    out[i] = value;
  }
  return exact;
}

/** Reads `n` integers exactly. */
export function loadBig(
  views: HeapViews, dtype: number, address: number, stride: number, n: number,
): bigint[] {
  if (dtype === DType.int64 || dtype === DType.uint64) {
    const from = dtype === DType.int64 ? views.i64 : views.u64;
    return Array.from({ length: n }, (_, i) => from[(address + i * stride) >>> 3]!);
  }
  const values = new Float64Array(n);
  load(views, dtype, address, stride, n, values);
  return Array.from(values, (value) => (Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n));
}

/**
 * Writes `n` doubles as elements of `dtype`; C conversion rules of x86-64 for values out of range.
 * @returns `FpEvent.invalid` when a value has no counterpart in an integer type, else 0.
 */
export function store(
  views: HeapViews, dtype: number, address: number, stride: number, n: number, from: Float64Array,
): number {
  switch (dtype) {
    case DType.float64: return storeTo(views.f64, address >>> 3, stride >> 3, n, from);
    case DType.float32: return storeFloat32(views.f32, address >>> 2, stride >> 2, n, from);
    case DType.bool: {
      for (let i = 0, at = address; i < n; i++, at += stride) views.u8[at] = from[i] === 0 ? 0 : 1;
      return 0;
    }
    case DType.int8: return storeInt(views.i8, address, stride, n, from);
    case DType.uint8: return storeInt(views.u8, address, stride, n, from);
    case DType.int16: return storeInt(views.i16, address >>> 1, stride >> 1, n, from);
    case DType.uint16: return storeInt(views.u16, address >>> 1, stride >> 1, n, from);
    case DType.int32: return storeInt(views.i32, address >>> 2, stride >> 2, n, from);
    case DType.uint32: return storeInt(views.u32, address >>> 2, stride >> 2, n, from);
    case DType.int64:
    case DType.uint64: return storeInt64(views, dtype, address >>> 2, stride >> 2, n, from);
    case DType.bfloat16: {
      for (let i = 0, at = address >>> 1; i < n; i++, at += stride >> 1) {
        views.u16[at] = toBfloat16(from[i]!);
      }
      return 0;
    }
    default: {
      for (let i = 0, at = address >>> 1; i < n; i++, at += stride >> 1) {
        views.u16[at] = toHalf(from[i]!);
      }
      return 0;
    }
  }
}

function storeTo(
  to: Float64Array, start: number, step: number, n: number, from: Float64Array,
): number {
  for (let i = 0, at = start; i < n; i++, at += step) to[at] = from[i]!;
  return 0;
}

function storeFloat32(
  to: Float32Array, start: number, step: number, n: number, from: Float64Array,
): number {
  for (let i = 0, at = start; i < n; i++, at += step) to[at] = from[i]!;
  return 0;
}

function storeInt(
  to: { [index: number]: number }, start: number, step: number, n: number, from: Float64Array,
): number {
  let events = 0;
  for (let i = 0, at = start; i < n; i++, at += step) {
    const value = from[i]!;
    // A value beyond 2^63 or NaN gives INT_MIN on x86; the narrower types keep its low bits.
    if (!(Math.abs(value) < 9.3e18)) events = FpEvent.invalid;
    to[at] = value === value ? value : -2147483648;
  }
  return events;
}

function storeInt64(
  views: HeapViews, dtype: number, start: number, step: number, n: number, from: Float64Array,
): number {
  let events = 0;
  const low = dtype === DType.int64 ? -9223372036854775808 : 0;
  const high = dtype === DType.int64 ? 9223372036854775808 : 18446744073709551616;
  for (let i = 0, at = start; i < n; i++, at += step) {
    let value = Math.trunc(from[i]!);
    if (!(value >= low && value < high)) {
      if (!(value >= -9223372036854775808 && value < high)) {
        events = FpEvent.invalid;
        value = -9223372036854775808;
      }
    }
    const word = Math.floor(value / WORD);
    views.i32[at + 1] = word;
    views.u32[at] = value - word * WORD;
  }
  return events;
}

/** Writes exact integers; they wrap around as two's complement does. */
export function storeBig(
  views: HeapViews, dtype: number, address: number, stride: number, from: readonly bigint[],
): void {
  if (dtype === DType.int64 || dtype === DType.uint64) {
    from.forEach((value, i) => {
      views.i64[(address + i * stride) >>> 3] = BigInt.asIntN(64, value);
    });
    return;
  }
  const bits = dtype < DType.float16 && dtype !== DType.bool ? 32 : 0;
  const values = Float64Array.from(from, (value) =>
    Number(bits > 0 ? BigInt.asIntN(bits, value) : value));
  store(views, dtype, address, stride, from.length, values);
}

/** Rounds doubles to the precision of `dtype` in place; float64 and integers stay. */
export function roundTo(dtype: number, values: Float64Array, n: number): void {
  if (dtype === DType.float32) for (let i = 0; i < n; i++) values[i] = Math.fround(values[i]!);
  else if (dtype === DType.float16) for (let i = 0; i < n; i++) values[i] = roundToHalf(values[i]!);
}

/** The rounding of one value to `dtype`. */
export function rounderOf(dtype: number): (value: number) => number {
  if (dtype === DType.float32) return Math.fround;
  if (dtype === DType.float16) return roundToHalf;
  return (value) => value;
}

/** True for int64 and uint64. */
export function isWide(dtype: number): boolean {
  return dtype === DType.int64 || dtype === DType.uint64;
}
