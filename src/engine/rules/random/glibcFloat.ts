/**
 * @file log1pf and expm1f of the GNU C library for x ≤ 0, bit for bit: the float32 forms of Sun's
 * fdlibm (glibc sysdeps/ieee754/flt-32/s_log1pf.c and s_expm1f.c, before release 2.41).
 */

const round = Math.fround;

const LN2_HIGH = round(6.9313812256e-1);
const LN2_LOW = round(9.0580006145e-6);
const ONE_OVER_LN2 = round(1.4426950216);

/** Coefficients of (log(1 + f) − f + f²/2) / s in z = s², s = f / (2 + f); highest first. */
const LOG = [
  1.479819864e-1, 1.5313838422e-1, 1.818357259e-1, 2.2222198546e-1, 2.8571429849e-1,
  4.0000000596e-1, 6.6666668653e-1,
].map(round);

/** Coefficients of expm1's rational remainder in x²/2; highest first. */
const EXPONENTIAL = [
  -2.0109921195e-7, 4.0082177293e-6, -7.936507609e-5, 1.5873016091e-3, -3.3333335072e-2,
].map(round);

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

function bitsOf(x: number): number {
  float[0] = x;
  return bits[0]!;
}

function floatOf(word: number): number {
  bits[0] = word;
  return float[0]!;
}

/** z·(c₀ + z·(c₁ + …)), every operation rounded to float32; `coefficients` highest first. */
function polynomial(z: number, coefficients: readonly number[]): number {
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum = round(coefficients[i]! + round(z * sum));
  return round(z * sum);
}

/** log(1 + x) of a float32 x ≤ 0. */
export function log1pf(x: number): number {
  const size = bitsOf(x) & 0x7fffffff;
  if (size >= 0x3f800000) return x === -1 ? -Infinity : NaN;
  if (size < 0x31000000) {
    return size < 0x24800000 ? x : round(x - round(round(x * x) * 0.5));
  }
  let f = x;
  let k = 0;
  let correction = 0;
  let word = 1;
  if (size > 0x3e95f61f) {
    // x < −0.2929: 1 + x = 2ᵏ·(1 + f), and what the sum rounded away is kept.
    const u = round(1 + x);
    word = bitsOf(u);
    k = (word >> 23) - 127;
    correction = round(round(x - round(u - 1)) / u);
    word &= 0x7fffff;
    if (word < 0x3504f7) {
      f = round(floatOf(word | 0x3f800000) - 1);
    } else {
      k += 1;
      f = round(floatOf(word | 0x3f000000) - 1);
      word = (0x800000 - word) >> 2;
    }
  }
  const high = round(k * LN2_HIGH);
  const low = round(round(k * LN2_LOW) + correction);
  const half = round(round(0.5 * f) * f);
  if (word === 0) {
    if (f === 0) return k === 0 ? 0 : round(high + low);
    const rest = round(half * round(1 - round(round(2 / 3) * f)));
    return k === 0 ? round(f - rest) : round(high - round(round(rest - low) - f));
  }
  const s = round(f / round(2 + f));
  const rest = round(s * round(half + polynomial(round(s * s), LOG)));
  if (k === 0) return round(f - round(half - rest));
  return round(high - round(round(half - round(rest + low)) - f));
}

/** exp(x) − 1 of a float32 x ≤ 0. */
export function expm1f(x: number): number {
  const size = bitsOf(x) & 0x7fffffff;
  if (size > 0x7f800000) return NaN;
  if (size >= 0x4195b844) return -1;
  if (size < 0x33000000) return x;
  let k = 0;
  let correction = 0;
  let r = x;
  if (size > 0x3eb17218) {
    let high: number;
    let low: number;
    if (size < 0x3f851592) {
      high = round(x + LN2_HIGH);
      low = -LN2_LOW;
      k = -1;
    } else {
      k = Math.trunc(round(round(ONE_OVER_LN2 * x) - 0.5));
      high = round(x - round(k * LN2_HIGH));
      low = round(k * LN2_LOW);
    }
    r = round(high - low);
    correction = round(round(high - r) - low);
  }
  const half = round(0.5 * r);
  const square = round(r * half);
  const r1 = round(1 + polynomial(square, EXPONENTIAL));
  const t = round(3 - round(r1 * half));
  let e = round(square * round(round(r1 - t) / round(6 - round(r * t))));
  if (k === 0) return round(r - round(round(r * e) - square));
  e = round(round(round(r * round(e - correction)) - correction) - square);
  if (k === -1) return round(round(0.5 * round(r - e)) - 0.5);
  const y = round(1 - round(e - r));
  return round(floatOf(bitsOf(y) + (k << 23)) - 1);
}
