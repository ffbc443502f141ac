/**
 * @file erf and erfc in double precision, within two units in the last place: the rational
 * approximations of FreeBSD's msun `s_erf.c`, by intervals of |x|. Knows no tensors.
 */

/** Value of the polynomial c₀ + c₁x + c₂x² + …, by Horner's rule. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}

/** erf(1) rounded to single precision: the middle of the interval [0.84375, 1.25). */
const ERF_OF_ONE = 8.45062911510467529297e-1;

/** |x| < 0.84375: erf x = x + x·P(x²)/Q(x²); efx = 2/√π − 1. */
const EFX = 1.28379167095512586316e-1;
const SMALL_P = [
  1.28379167095512558561e-1, -3.25042107247001499370e-1, -2.84817495755985104766e-2,
  -5.77027029648944159157e-3, -2.37630166566501626084e-5,
];
const SMALL_Q = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
  1.32494738004321644526e-4, -3.96022827877536812320e-6,
];

/** 0.84375 ≤ |x| < 1.25, in s = |x| − 1. */
const MIDDLE_P = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
  3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2,
  -2.16637559486879084300e-3,
];
const MIDDLE_Q = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
  1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.19844998467991074170e-2,
];

/** 1.25 ≤ |x| < 1/0.35, in s = 1/x². */
const TAIL_R = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
  -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2,
  -8.12874355063065934246e1, -9.81432934416914548592,
];
const TAIL_S = [
  1, 1.96512716674392571292e1, 1.37657754143519042600e2, 4.34565877475229228821e2,
  6.45387271733267880336e2, 4.29008140027567833386e2, 1.08635005541779435134e2,
  6.57024977031928170135, -6.04244152148580987438e-2,
];

/** 1/0.35 ≤ |x| < 28, in s = 1/x². */
const FAR_R = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
  -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3,
  -4.83519191608651397019e2,
];
const FAR_S = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3,
  3.19985821950859553908e3, 2.55305040643316442583e3, 4.74528541206955367215e2,
  -2.24409524465858183362e1,
];

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Index of the low half of a double in this machine's byte order. */
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;

/** x with the low 32 bits of its fraction cleared, so that its square is exact. */
function highPart(x: number): number {
  float[0] = x;
  words[LOW] = 0;
  return float[0]!;
}

/** erfc of x ≥ 1.25: exp(−x² − 0.5625 + R/S) / x, the square split so that no digit is lost. */
function upperTail(x: number): number {
  const s = 1 / (x * x);
  const ratio =
    x < 1 / 0.35
      ? polynomial(s, TAIL_R) / polynomial(s, TAIL_S)
      : polynomial(s, FAR_R) / polynomial(s, FAR_S);
  const z = highPart(x);
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + ratio)) / x;
}

/** The error function 2/√π ∫₀ˣ exp(−t²) dt. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return x > 0 ? 1 : x < 0 ? -1 : NaN;
  if (size < 0.84375) {
    // Below 2⁻²⁸ the series is its first term, 2x/√π.
    if (size < 2 ** -28) return x + EFX * x;
    const z = x * x;
    return x + x * (polynomial(z, SMALL_P) / polynomial(z, SMALL_Q));
  }
  if (size < 1.25) {
    const s = size - 1;
    const value = ERF_OF_ONE + polynomial(s, MIDDLE_P) / polynomial(s, MIDDLE_Q);
    return x > 0 ? value : -value;
  }
  const value = size >= 6 ? 1 : 1 - upperTail(size);
  return x > 0 ? value : -value;
}

/** 1 − erf(x), accurate for large x too. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return x > 0 ? 0 : x < 0 ? 2 : NaN;
  if (size < 0.84375) {
    if (size < 2 ** -56) return 1 - x;
    const z = x * x;
    const y = polynomial(z, SMALL_P) / polynomial(z, SMALL_Q);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (size < 1.25) {
    const s = size - 1;
    const ratio = polynomial(s, MIDDLE_P) / polynomial(s, MIDDLE_Q);
    return x > 0 ? 1 - ERF_OF_ONE - ratio : 1 + (ERF_OF_ONE + ratio);
  }
  if (size >= 28) return x > 0 ? 0 : 2;
  return x > 0 ? upperTail(size) : 2 - upperTail(size);
}
