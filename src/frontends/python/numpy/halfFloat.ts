/** @file IEEE 754 binary16 to and from double; knows bit patterns, not arrays. */

const word = new DataView(new ArrayBuffer(8));
let decoded: Float64Array | undefined;

/** The value of a half-precision bit pattern. */
export function fromHalf(bits: number): number {
  decoded ??= Float64Array.from({ length: 65536 }, (_, pattern) => decode(pattern));
  return decoded[bits]!;
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The half-precision bit pattern nearest to a double, ties to even. */
export function toHalf(value: number): number {
  word.setFloat64(0, value);
  const sign = (word.getUint8(0) & 0x80) << 8;
  if (value !== value) return sign | 0x7e00;
  const size = Math.abs(value);
  // 65520 is halfway between the largest half (65504) and the next power of two.
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundHalfEven(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const scaled = exponentOf(size, exponent);
  // A fraction that rounds up to 1024 carries into the exponent field by itself.
  return sign | (((scaled + 15) << 10) + roundHalfEven((size / 2 ** scaled - 1) * 1024));
}

/** Math.log2 may be off by one next to a power of two. */
function exponentOf(size: number, guess: number): number {
  if (size < 2 ** guess) return guess - 1;
  return size >= 2 ** (guess + 1) ? guess + 1 : guess;
}

/** Rounds a double to half precision. */
export function roundToHalf(value: number): number {
  return fromHalf(toHalf(value));
}

/** Nearest integer, ties to even (C `rint`). */
export function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest < 0.5) return value < 0 && down === 0 ? -0 : down;
  if (rest > 0.5) return value < 0 && value > -0.5 ? -0 : down + 1;
  const even = down % 2 === 0 ? down : down + 1;
  return even === 0 && value < 0 ? -0 : even;
}
