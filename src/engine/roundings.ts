/**
 * @file Rounding to the real element types: float16 as Eigen::half rounds (to nearest even, with
 * denormals; above 65519 it is ∞), bfloat16 as TensorFlow's bfloat16.h (to nearest even; one NaN).
 */
import type { Data, DType } from './dtypes';

/** The type's number that is nearest to x. */
export type Rounding = (x: number) => number;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);
/** Where the sign and the exponent of `double` are: 1 on a little-endian machine. */
const HIGH = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** From here on the nearest half is ∞: 65504 is the largest, 65520 halfway to what would follow. */
const HALF_OVERFLOW = 65520;
const SMALLEST_NORMAL_HALF = 2 ** -14;
/** Added and subtracted again, it leaves multiples of 2⁻²⁴, the distance of denormal halves. */
const DENORMAL_MAGIC = 2 ** 28;

/** The half nearest to any double. */
export function roundHalf(x: number): number {
  const size = Math.abs(x);
  if (!(size < HALF_OVERFLOW)) return size === size ? (x > 0 ? Infinity : -Infinity) : x;
  if (x === 0) return x;
  let magic = DENORMAL_MAGIC;
  if (size >= SMALLEST_NORMAL_HALF) {
    // 2⁴² times the power of two at or below x: its last place is 2⁻¹⁰ of that power.
    double[0] = size;
    words[HIGH] = (words[HIGH]! & 0x7ff00000) + (42 << 20);
    words[1 - HIGH] = 0;
    magic = double[0];
  }
  const nearest = size + magic - magic;
  return x < 0 ? -nearest : nearest;
}

/** The bfloat16 nearest to a float32: its upper 16 bits, rounded. */
export function roundBfloat16(x: number): number {
  if (x !== x) return NaN;
  single[0] = x;
  const pattern = bits[0]!;
  bits[0] = (pattern + 0x7fff + ((pattern >>> 16) & 1)) & 0xffff0000;
  return single[0];
}

const roundHalfOfFloat: Rounding = (x) => roundHalf(Math.fround(x));

/**
 * What one operation on `dtype` does to its exact result. float16 and bfloat16 are computed in
 * float32, so they are rounded twice.
 */
export function roundingOf(dtype: DType): Rounding {
  if (dtype === 'float32') return Math.fround;
  if (dtype === 'float16') return roundHalfOfFloat;
  return dtype === 'bfloat16' ? roundBfloat16 : Number;
}

/** Rounds elements that a kernel left as float32. */
export function roundAll(dtype: DType, data: Data): void {
  if (dtype !== 'float16' && dtype !== 'bfloat16') return;
  const round = dtype === 'float16' ? roundHalf : roundBfloat16;
  for (let i = 0; i < data.length; i++) data[i] = round(data[i]!);
}
