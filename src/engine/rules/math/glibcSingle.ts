/**
 * @file expf and logf of the GNU C library 2.27 and later, bit for bit: computed in double by short
 * polynomials, and so not always the rounded exact value (sysdeps/ieee754/flt-32/e_expf.c, e_logf.c).
 */

const STEPS = 32;
/** 2^(i/32). */
const POWERS = Float64Array.from({ length: STEPS }, (_, i) => 2 ** (i / STEPS));
const ONE_OVER_LN2 = 1.4426950408889634;
const E0 = 0.05550361559341535 / STEPS ** 3;
const E1 = 0.2402284522445722 / STEPS ** 2;
const E2 = 0.6931471806916203 / STEPS;

/** eˣ of a float32: 2^(k/32)·2^r, with a cubic polynomial for 2^r. */
export function expf(x: number): number {
  if (x > 88.72283172607422) return Infinity;
  if (x < -103.97207641601562) return 0;
  if (x !== x) return NaN;
  const z = x * ONE_OVER_LN2 * STEPS;
  const k = roundEven(z);
  const r = z - k;
  const y = (E0 * r + E1) * (r * r) + (E2 * r + 1);
  const at = k & (STEPS - 1);
  return Math.fround(y * POWERS[at]! * 2 ** ((k - at) / STEPS));
}

/** To the nearest whole number, halves to the even one; |x| < 2³¹. */
function roundEven(x: number): number {
  return x + 6755399441055744 - 6755399441055744;
}

/** 1/c and ln c of sixteen numbers c between 0.7 and 1.4, chosen so that 1/c is short. */
const INVERSES = Float64Array.of(
  1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895, 1.1906977166711752,
  1.1479821020556429, 1.1082251448272158, 1.0711297413057381, 1.036437278977283, 1,
  0.9492859795739057, 0.8951049428609004, 0.8476821620351103, 0.8050314851692001,
  0.7664671008843108, 0.731428603316328,
);
const LOGARITHMS = Float64Array.of(
  -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255,
  -0.17453945183745634, -0.1380057072319758, -0.10275976698545139, -0.06871392447020525,
  -0.0357891387398228, 0, 0.05204517742929496, 0.11081431298787942, 0.1652495223695143,
  0.21687389031699977, 0.2659635028121397, 0.3127556664073557,
);
const LN2 = 0.6931471805599453;
const [L0, L1, L2] = [-0.25089342214237154, 0.333456765744066, -0.4999997485802103];

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);
const OFFSET = 0x3f330000;

/** ln x of a float32: k·ln 2 + ln c + ln(x/c) with a cubic polynomial. */
export function logf(x: number): number {
  if (x === 1) return 0;
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const isSmall = x < 1.1754943508222875e-38;
  float[0] = isSmall ? x * 8388608 : x;
  const word = isSmall ? bits[0]! - (23 << 23) : bits[0]!;
  const from = word - OFFSET;
  const at = (from >>> 19) & 15;
  const k = from >> 23;
  bits[0] = word - (from & 0xff800000);
  const r = float[0]! * INVERSES[at]! - 1;
  const y0 = LOGARITHMS[at]! + k * LN2;
  const r2 = r * r;
  return Math.fround((L0 * r2 + (L1 * r + L2)) * r2 + (y0 + r));
}
