/** @file bfloat16, the upper half of a float32, to and from double; knows bit patterns, not arrays. */

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The value of a bfloat16 bit pattern. */
export function fromBfloat16(pattern: number): number {
  bits[0] = pattern << 16;
  return single[0]!;
}

/** The bfloat16 bit pattern nearest to the float32 nearest to a double, ties to even; one NaN. */
export function toBfloat16(value: number): number {
  if (value !== value) return 0x7fc0;
  single[0] = value;
  const pattern = bits[0]!;
  return (pattern + 0x7fff + ((pattern >>> 16) & 1)) >>> 16;
}
