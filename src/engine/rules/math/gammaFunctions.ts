/**
 * @file log Γ, its derivatives ψ⁽ⁿ⁾, and Hurwitz's ζ, in double precision. Knows no tensors.
 * Sources: Abramowitz & Stegun 6.1.33, 6.1.40, 6.3.18, 23.2.16 (Euler–Maclaurin).
 */

const EULER = 0.57721566490153286061;
const HALF_LOG_TWO_PI = 0.91893853320467274178;
/** B₂ₖ / (2k)! for k = 1 … 12. */
const BERNOULLI = [
  1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000,
  1 / 74724249600, -3617 / 10670622842880000, 43867 / 5109094217170944000,
];
/** Terms of Euler–Maclaurin's sum before its integral. */
const DIRECT = 12;

/** ζ(s, q) = Σ (q + n)⁻ˢ for s > 1. As Eigen: ∞ at s = 1 and at whole q ≤ 0, NaN for s < 1. */
export function hurwitzZeta(s: number, q: number): number {
  if (Number.isNaN(s) || Number.isNaN(q)) return NaN;
  if (s === 1) return Infinity;
  if (s < 1) return NaN;
  if (q <= 0) {
    if (q === Math.floor(q)) return Infinity;
    if (s !== Math.floor(s)) return NaN;
  }
  let sum = 0;
  let at = q;
  for (let n = 0; n < DIRECT || at < 1; n++, at += 1) sum += at ** -s;
  const last = at ** -s;
  sum += (at * last) / (s - 1) + last / 2;
  // Σ B₂ₖ/(2k)! · s(s+1)…(s+2k−2) · at^(1−s−2k)
  let term = (last * s) / at;
  for (let k = 0; k < BERNOULLI.length; k++) {
    sum += BERNOULLI[k]! * term;
    term *= ((s + 2 * k + 1) * (s + 2 * k + 2)) / (at * at);
  }
  return sum;
}

/** (ζ(k) − 1)/k for k = 2 …: log Γ(1 + z) = −log(1 + z) + z(1 − γ) + Σ (−z)ᵏ·these. */
const NEAR_ONE = Array.from({ length: 40 }, (_none, i) => hurwitzZeta(i + 2, 2) / (i + 2));

/** log Γ(1 + z) for |z| ≤ 0.5 */
function nearOne(z: number): number {
  let sum = 0;
  for (let k = NEAR_ONE.length - 1; k >= 0; k--) sum = sum * -z + NEAR_ONE[k]!;
  return z * (1 - EULER) - Math.log1p(z) + z * z * sum;
}

/** log Γ(2 + z) for |z| ≤ 0.5, which is 0 at z = 0. */
function nearTwo(z: number): number {
  let sum = 0;
  for (let k = NEAR_ONE.length - 1; k >= 0; k--) sum = sum * -z + NEAR_ONE[k]!;
  return z * (1 - EULER) + z * z * sum;
}

/** log |Γ(x)| */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    // Γ(x)·Γ(1 − x) = π / sin πx
    const sine = Math.abs(Math.sin(Math.PI * (x - Math.round(x))));
    if (x > -0.5) return nearOne(x) - Math.log(-x);
    return Math.log(Math.PI / sine) - logGamma(1 - x);
  }
  if (x < 0.5) return nearOne(x) - Math.log(x);
  if (x < 1.5) return nearOne(x - 1);
  if (x < 2.5) return nearTwo(x - 2);
  if (x < 10) {
    let product = 1;
    let at = x;
    while (at >= 2.5) {
      at -= 1;
      product *= at;
    }
    return Math.log(product) + nearTwo(at - 2);
  }
  const inverse = 1 / (x * x);
  let sum = 0;
  // B₂ₖ/(2k(2k − 1))
  const terms = [
    1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400,
  ];
  for (let k = terms.length - 1; k >= 0; k--) sum = sum * inverse + terms[k]!;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + sum / x;
}

/** ψ(x) = Γ'(x)/Γ(x). As Eigen: ∞ at whole x ≤ 0. */
export function digamma(x: number): number {
  if (Number.isNaN(x) || x === -Infinity) return NaN;
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    // ψ(x) = ψ(1 − x) − π / tan πx
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.round(x)));
  }
  let shift = 0;
  let at = x;
  for (; at < 10; at += 1) shift += 1 / at;
  const inverse = 1 / (at * at);
  const terms = [
    1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160,
  ];
  let sum = 0;
  for (let k = terms.length - 1; k >= 0; k--) sum = sum * inverse + terms[k]!;
  return Math.log(at) - 0.5 / at - sum * inverse - shift;
}

/** ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹·n!·ζ(n + 1, x); NaN unless n is 0, 1, 2, … */
export function polygamma(n: number, x: number): number {
  if (n !== Math.floor(n) || n < 0) return NaN;
  if (n === 0) return digamma(x);
  const sign = n % 2 === 0 ? -1 : 1;
  return sign * Math.exp(logGamma(n + 1)) * hurwitzZeta(n + 1, x);
}
