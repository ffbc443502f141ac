/** @file Eigen's exponential of packets of four doubles, operation for operation (AVX, PacketMath: pexp). */

/** Elements per packet. */
export const PACKET64 = 4;

const bits = new DataView(new ArrayBuffer(8));

/** Cephes' exp: eˣ = 2ᵐ·eʳ with m = ⌊x/ln 2 + ½⌋ and a rational function of r. */
export function expPacket64(x: number): number {
  if (x !== x) return NaN;
  const clamped = Math.max(Math.min(x, 709.437), -709.436139303);
  const m = Math.floor(1.4426950408889634 * clamped + 0.5);
  const r = clamped - m * 0.693145751953125 - m * 1.42860682030941723212e-6;
  const r2 = r * r;
  const p = ((1.26177193074810590878e-4 * r2 + 3.0299440770744196130e-2) * r2 + 1) * r;
  const q =
    ((3.00198505138664455042e-6 * r2 + 2.52448340349684104192e-3) * r2 + 2.27265548208155028766e-1) * r2 + 2;
  bits.setInt32(0, (m + 1023) << 20);
  return (1 + 2 * (p / (q - p))) * bits.getFloat64(0);
}
