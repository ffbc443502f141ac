/** @file How far two float32 numbers are apart, in numbers that lie between them. */

const real = new Float32Array(1);
const bits = new Int32Array(real.buffer);

/** Place of a float32 in the order of all: −0 is just below 0. */
function place(value: number): number {
  real[0] = value;
  return bits[0]! < 0 ? -(bits[0]! & 0x7fffffff) - 1 : bits[0]!;
}

/** 0 for equal bits and for two NaN; infinite where only one is a NaN or an infinity. */
export function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Infinity;
  return Math.abs(place(a) - place(b));
}

/** The width of the numbers about `scale`. */
export function ulpOf(scale: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(scale) || 2 ** -126)), -126);
  return 2 ** (exponent - 23);
}
