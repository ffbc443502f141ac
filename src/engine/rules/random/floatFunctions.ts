/**
 * @file The C library's float32 logarithm, sine and cosine, so that normal draws equal TensorFlow's
 * bit for bit. Coefficients and scheme: Arm optimized routines (MIT), logf and sincosf, which glibc
 * has used since 2.28. All steps are in double; only the result is rounded.
 */

/** 1/c for the middle c of each sixteenth of [0.7, 1.4), and log c. */
const INVERSES = Float64Array.of(
  1.398907162146528, 1.3403141896637998, 1.286432210124115, 1.2367150214269895,
  1.1906977166711752, 1.1479821020556429, 1.1082251448272158, 1.0711297413057381,
  1.036437278977283, 1, 0.9492859795739057, 0.8951049428609004, 0.8476821620351103,
  0.8050314851692001, 0.7664671008843108, 0.731428603316328,
);
const LOGARITHMS = Float64Array.of(
  -0.33569133332882284, -0.2929040563774074, -0.2518726580937369, -0.21245868807117255,
  -0.17453945183745634, -0.1380057072319758, -0.10275976698545139, -0.06871392447020525,
  -0.0357891387398228, 0, 0.05204517742929496, 0.11081431298787942, 0.1652495223695143,
  0.21687389031699977, 0.2659635028121397, 0.3127556664073557,
);
/** log(1 + r) ≈ r + r²·(l2 + r·(l1 + r·l0)) */
const [L0, L1, L2] = [-0.25089342214237154, 0.333456765744066, -0.4999997485802103] as const;

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** `logf(x)` for positive, normal, finite x. */
export function logarithm(x: number): number {
  asFloat[0] = x;
  const bits = asBits[0]!;
  if (x === 1) return 0;
  const offset = (bits - 0x3f330000) | 0;
  const part = (offset >>> 19) % 16;
  const exponent = offset >> 23;
  asBits[0] = bits - (offset & 0xff800000);
  const r = asFloat[0]! * INVERSES[part]! - 1;
  const square = r * r;
  const base = LOGARITHMS[part]! + exponent * Math.LN2;
  return Math.fround((L0 * square + (L1 * r + L2)) * square + (base + r));
}

/** cos t ≈ 1 + c1·t² + c2·t⁴ + …; sin t ≈ t + s1·t³ + … on [−π/4, π/4]. */
const [C1, C2, C3, C4] = [
  -0.49999999725108224, 0.041666623324344516, -0.001388676379437604, 2.4390450703564542e-5,
] as const;
const [S1, S2, S3] = [-0.16666654943701084, 0.008332178146138854, -0.00019517298981385725] as const;

/** 2/π · 2²⁴ and π/2. */
const QUARTERS_PER_RADIAN = 10680707.430881744;
const QUARTER = Math.PI / 2;
const NO_REDUCTION_BELOW = Math.fround(Math.PI / 4);
/** Below this float32 cannot tell sin t from t. */
const TINY = 2 ** -12;

/** `sincosf(t)` for 0 ≤ t < 120: writes sine and cosine to `pair`. */
export function sineAndCosine(t: number, pair: Float64Array): void {
  if (t < TINY) {
    pair[0] = t;
    pair[1] = 1;
    return;
  }
  let quarter = 0;
  let x = t;
  if (t >= NO_REDUCTION_BELOW) {
    quarter = (Math.trunc(t * QUARTERS_PER_RADIAN) + 0x800000) >> 24;
    x = t - quarter * QUARTER;
  }
  // Quarters 1 and 2 turn the sign of the sine's argument, 2 and 3 that of the cosine.
  const argument = (quarter & 3) === 1 || (quarter & 3) === 2 ? -x : x;
  const sign = (quarter & 2) !== 0 ? -1 : 1;
  const square = x * x;
  const cube = square * argument;
  const fourth = square * square;
  const sine = argument + cube * S1 + cube * square * (S2 + square * S3);
  const cosine = 1 + square * C1 + fourth * C2 + fourth * square * (C3 + square * C4);
  const swap = quarter & 1;
  pair[swap] = Math.fround(sine);
  pair[1 - swap] = Math.fround(sign * cosine);
}
