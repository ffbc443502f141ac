/**
 * @file The regularized incomplete gamma and beta functions and the scaled Bessel functions of order 0
 * and 1, in double precision. Knows no tensors. Sources: Abramowitz & Stegun 6.5.29, 6.5.31, 26.5.8,
 * 9.6.10, 9.7.1.
 */
import { digamma, logGamma } from './gammaFunctions';

const MOST = 10000;
const TINY = 1e-300;

/** xᵃ·e⁻ˣ / Γ(a + 1) · Σ xⁿ / ((a+1)…(a+n)) */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < MOST && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a + 1));
}

/** Q(a, x) by Lentz's continued fraction, for x > a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < MOST; i++) {
    const step = -i * (i - a);
    b += 2;
    d = 1 / (step * d + b || TINY);
    c = b + step / c || TINY;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** P(a, x): the lower one. NaN for x < 0 or a ≤ 0. */
export function lowerGamma(a: number, x: number): number {
  if (x === 0) return a > 0 || Number.isNaN(a) ? (Number.isNaN(a) ? NaN : 0) : NaN;
  if (!(x > 0) || !(a > 0)) return NaN;
  if (x === Infinity) return 1;
  return x > 1 && x > a ? 1 - upper(a, x) : lowerSeries(a, x);
}

/** Q(a, x) = 1 − P(a, x). */
export function upperGamma(a: number, x: number): number {
  if (!(x >= 0) || !(a > 0)) return NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < 1 || x < a ? 1 - lowerSeries(a, x) : upper(a, x);
}

function upper(a: number, x: number): number {
  return x > a + 1 ? upperFraction(a, x) : 1 - lowerSeries(a, x);
}

/** ∂P(a, x)/∂a */
export function lowerGammaByA(a: number, x: number): number {
  if (x === 0) return a > 0 ? 0 : NaN;
  if (!(x > 0) || !(a > 0)) return NaN;
  if (x > 1 && x > a + 1) return -upperByA(a, x);
  let sum = 1;
  let slope = 0;
  let term = 1;
  let logSlope = 0;
  for (let n = 1; n < MOST && term > sum * 1e-18; n++) {
    term *= x / (a + n);
    logSlope -= 1 / (a + n);
    sum += term;
    slope += term * logSlope;
  }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return front * (sum * (Math.log(x) - digamma(a + 1)) + slope);
}

/** ∂Q/∂a = ∫ₓ^∞ tᵃ⁻¹e⁻ᵗ(log t − ψ(a)) dt / Γ(a), t = x + eᵘ, u = (π/2)·sinh-free exp-sinh rule. */
function upperByA(a: number, x: number): number {
  const psi = digamma(a);
  const gamma = logGamma(a);
  const h = 1 / 64;
  let sum = 0;
  for (let k = -384; k <= 384; k++) {
    const at = k * h;
    const u = Math.exp(at - Math.exp(-at));
    const t = x + u;
    const density = Math.exp((a - 1) * Math.log(t) - t - gamma);
    const weight = u * (1 + Math.exp(-at));
    const term = density * (Math.log(t) - psi) * weight;
    if (Number.isFinite(term)) sum += term;
  }
  return sum * h;
}

/** Iₓ(a, b): the regularized incomplete beta function. */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let value = d;
  for (let m = 1; m < MOST; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/** e^−|x|·Iₙ(x) for n = 0 or 1: the series up to |x| = 25, beyond it the asymptotic expansion. */
export function scaledBessel(order: 0 | 1, x: number): number {
  const size = Math.abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return NaN;
  if (size === Infinity) return 0;
  if (size <= 25) {
    const quarter = (size * size) / 4;
    let term = order === 0 ? 1 : size / 2;
    let sum = term;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= quarter / (k * (k + order));
      sum += term;
    }
    return sign * sum * Math.exp(-size);
  }
  const mu = 4 * order * order;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 30; k++) {
    const next = (-term * (mu - (2 * k - 1) ** 2)) / (8 * size * k);
    if (Math.abs(next) > Math.abs(term) || Math.abs(next) < 1e-17) break;
    term = next;
    sum += term;
  }
  return (sign * sum) / Math.sqrt(2 * Math.PI * size);
}
