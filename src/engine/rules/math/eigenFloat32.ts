/**
 * @file The float32 functions of the Eigen library that TensorFlow 1.15 was built with (AVX, no
 * fused multiply-add), operation for operation, so that results agree bit for bit. Knows no tensors.
 *
 * Eigen works on packets of 8 neighbours with these functions; what is left over at the end of a
 * tensor, and every scalar, goes through the C library.
 */
import { expf } from './glibcSingle';

/** Elements per packet. */
export const PACKET = 8;

const f = Math.fround;
const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Cephes' expf: eˣ = 2ᵐ·eʳ with m = ⌊x/ln 2 + ½⌋ and a polynomial of degree 5 in r. */
export function expPacket(x: number): number {
  if (x !== x) return NaN;
  const clamped = Math.max(Math.min(x, f(88.3762626647950)), f(-88.3762626647949));
  const m = Math.floor(f(f(clamped * f(1.44269504088896341)) + 0.5));
  // m·ln 2 is subtracted in two parts, the first of which is exact.
  let r = f(clamped - f(m * 0.693359375));
  r = f(r - f(m * f(-2.12194440e-4)));
  let y = f(1.9875691500e-4);
  y = f(f(y * r) + f(1.3981999507e-3));
  y = f(f(y * r) + f(8.3334519073e-3));
  y = f(f(y * r) + f(4.1665795894e-2));
  y = f(f(y * r) + f(1.6666665459e-1));
  y = f(f(y * r) + f(5.0000001201e-1));
  y = f(f(f(f(y * f(r * r)) + r)) + 1);
  // 2ᵐ is made from its exponent bits: 0 for m = −127, ∞ for m = 128.
  bits[0] = (m + 127) << 23;
  return f(y * float[0]!);
}

/** Cephes' logf: the exponent, and a polynomial of degree 8 around 1 for the fraction. */
export function logPacket(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  float[0] = Math.max(x, 1.1754943508222875e-38);
  const pattern = bits[0]!;
  let e = (pattern >>> 23) - 126;
  bits[0] = (pattern & 0x007fffff) | 0x3f000000;
  let z = float[0]!;
  if (z < f(0.707106781186547524)) {
    e -= 1;
    z = f(f(z - 1) + z);
  } else {
    z = f(z - 1);
  }
  const z2 = f(z * z);
  const z3 = f(z2 * z);
  let y = f(f(f(7.0376836292e-2) * z) + f(-1.1514610310e-1));
  let y1 = f(f(f(-1.2420140846e-1) * z) + f(1.4249322787e-1));
  let y2 = f(f(f(2.0000714765e-1) * z) + f(-2.4999993993e-1));
  y = f(f(y * z) + f(1.1676998740e-1));
  y1 = f(f(y1 * z) + f(-1.6668057665e-1));
  y2 = f(f(y2 * z) + f(3.3333331174e-1));
  y = f(f(y * z3) + y1);
  y = f(f(y * z3) + y2);
  y = f(y * z3);
  y = f(y + f(e * f(-2.12194440e-4)));
  return f(f(f(z - f(z2 * 0.5)) + y) + f(e * 0.693359375));
}

/** log(1 + x) = log(u)·x/(u − 1) with u = 1 + x rounded; x itself where u is 1. */
export function log1pPacket(x: number): number {
  const u = f(x + 1);
  const log = logPacket(u);
  if (u === 1 || log === u) return x;
  return f(x * f(log / f(u - 1)));
}

/** eˣ − 1 = (u − 1)·x/log(u) with u = eˣ rounded; x itself where u is 1. */
export function expm1Packet(x: number): number {
  const u = expPacket(x);
  if (u === 1 || u !== u) return x;
  const less = f(u - 1);
  if (less === -1) return -1;
  const log = logPacket(u);
  if (log === u) return u;
  return f(less * f(x / log));
}

/** From here on one more reduction step would be needed; Eigen leaves the fast path. */
const HUGE_FOR_SINE = 25966;
const HUGE_FOR_COSINE = 18838;

export function sinPacket(x: number): number {
  if (!(Math.abs(x) < HUGE_FOR_SINE)) return f(Math.sin(x));
  const size = Math.abs(x);
  const quarter = quarterTurns(size);
  const r = reduced(size, quarter);
  const value = quarter % 2 === 0 ? sinePolynomial(r) : cosinePolynomial(r);
  const isNegative = quarter % 4 >= 2 !== (x < 0 || Object.is(x, -0));
  return isNegative ? -value : value;
}

export function cosPacket(x: number): number {
  const size = Math.abs(x);
  if (!(size < HUGE_FOR_COSINE)) return f(Math.cos(x));
  const quarter = quarterTurns(size);
  const r = reduced(size, quarter);
  const value = quarter % 2 === 0 ? cosinePolynomial(r) : sinePolynomial(r);
  return (quarter + 1) % 4 >= 2 ? -value : value;
}

/** x·2/π to the nearest whole number: adding 1.5·2²³ leaves no bits for a fraction. */
function quarterTurns(x: number): number {
  return f(f(f(x * f(0.636619746685028076171875)) + 12582912) - 12582912);
}

/** x − quarter·π/2, π/2 in four parts of which the first products are exact. */
function reduced(x: number, quarter: number): number {
  let r = f(f(quarter * -1.5703125) + x);
  r = f(f(quarter * f(-0.000483989715576171875)) + r);
  r = f(f(quarter * f(1.62865035235881805419921875e-7)) + r);
  return f(f(quarter * f(5.5644315544167710640977020375430583953857421875e-11)) + r);
}

function cosinePolynomial(r: number): number {
  const r2 = f(r * r);
  let y = f(f(2.4372266125283204019069671630859375e-5) * r2);
  y = f(y + f(-0.00138865201734006404876708984375));
  y = f(f(y * r2) + f(0.041666619479656219482421875));
  y = f(f(y * r2) - 0.5);
  return f(f(y * r2) + 1);
}

function sinePolynomial(r: number): number {
  const r2 = f(r * r);
  let y = f(f(f(-0.00019592341140837029) * r2) + f(0.0083326873655616852));
  y = f(f(y * r2) + f(-0.16666662039822983));
  return f(f(f(y * r2) * r) + r);
}

/** Eigen's rational function for tanh, for packets and for scalars; ±9 is as good as ±∞. */
export function tanh32(input: number): number {
  const x = input > 9 ? 9 : input < -9 ? -9 : input;
  const x2 = f(x * x);
  let p = f(f(x2 * f(-2.76076847742355e-16)) + f(2.00018790482477e-13));
  p = f(f(x2 * p) + f(-8.60467152213735e-11));
  p = f(f(x2 * p) + f(5.12229709037114e-8));
  p = f(f(x2 * p) + f(1.48572235717979e-5));
  p = f(f(x2 * p) + f(6.37261928875436e-4));
  p = f(x * f(f(x2 * p) + f(4.89352455891786e-3)));
  let q = f(f(x2 * f(1.19825839466702e-6)) + f(1.18534705686654e-4));
  q = f(f(x2 * q) + f(2.26843463243900e-3));
  return f(p / f(f(x2 * q) + f(4.89352518554385e-3)));
}

/** Eigen's rational function for 1/(1 + e⁻ˣ); beyond ±18 it is 0 or 1. */
export function sigmoidPacket(input: number): number {
  if (input !== input) return NaN;
  const x = Math.max(Math.min(input, 18), -18);
  const x2 = f(x * x);
  let p = f(f(x2 * f(4.37031012579801e-11)) + f(1.15627324459942e-7));
  p = f(f(x2 * p) + f(6.08574864600143e-5));
  p = f(f(x2 * p) + f(8.51377133304701e-3));
  p = f(x * f(f(x2 * p) + f(2.48287947061529e-1)));
  let q = f(f(x2 * f(6.10247389755681e-13)) + f(5.76102136993427e-9));
  q = f(f(x2 * q) + f(6.29106785017040e-6));
  q = f(f(x2 * q) + f(1.70198817374094e-3));
  q = f(f(x2 * q) + f(1.16817656904453e-1));
  q = f(f(x2 * q) + f(9.93151921023180e-1));
  return Math.max(Math.min(f(f(p / q) + 0.5), 1), 0);
}

/** 1/(1 + e⁻ˣ) for what is left over after the packets. */
export function sigmoidScalar(x: number): number {
  if (x < -18) return 0;
  if (x > 18) return 1;
  return f(1 / f(1 + expf(-x)));
}
