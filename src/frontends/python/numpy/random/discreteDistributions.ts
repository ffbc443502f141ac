/** @file The discrete distributions of RandomState, draw for draw as NumPy's legacy functions. */
import type { Draw } from './continuousDistributions';
import { CONTINUOUS } from './continuousDistributions';
import type { MersenneTwister } from './mersenneTwister';

/**
 * Coefficients of the asymptotic series of log Γ (Zhang and Jin, `Computation of Special
 * Functions`).
 */
const STIRLING = [
  8.333333333333333e-2, -2.777777777777778e-3, 7.936507936507937e-4, -5.952380952380952e-4,
  8.417508417508418e-4, -1.917526917526918e-3, 6.41025641025641e-3, -2.955065359477124e-2,
  1.796443723688307e-1, -1.3924322169059,
] as const;

function logGamma(g: MersenneTwister, x: number): number {
  const { log } = g.math;
  if (x === 1 || x === 2) return 0;
  const lifts = x <= 7 ? Math.trunc(7 - x) : 0;
  let x0 = x + lifts;
  const x2 = 1 / (x0 * x0);
  let series: number = STIRLING[9];
  for (let k = 8; k >= 0; k--) series = series * x2 + STIRLING[k]!;
  let result = series / x0 + 0.5 * log(2 * Math.PI) + (x0 - 0.5) * log(x0) - x0;
  if (x <= 7) {
    for (let k = 1; k <= lifts; k++) {
      result -= log(x0 - 1);
      x0 -= 1;
    }
  }
  return result;
}

function poissonByProduct(g: MersenneTwister, lambda: number): number {
  const limit = g.math.exp(-lambda);
  let count = 0;
  for (let product = g.double(); product > limit; product *= g.double()) count++;
  return count;
}

/** Transformed rejection (Hörmann 1993). */
function poissonByRejection(g: MersenneTwister, lambda: number): number {
  const { log } = g.math;
  const b = 0.931 + 2.53 * Math.sqrt(lambda);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = g.double() - 0.5;
    const v = g.double();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + lambda + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = log(v) + log(inverseAlpha) - log(a / (us * us) + b);
    if (left <= -lambda + k * log(lambda) - logGamma(g, k + 1)) return k;
  }
}

function poisson(g: MersenneTwister, lambda: number): number {
  if (lambda >= 10) return poissonByRejection(g, lambda);
  return lambda === 0 ? 0 : poissonByProduct(g, lambda);
}

function binomialByInversion(g: MersenneTwister, n: number, p: number): number {
  const q = 1 - p;
  const qn = g.math.exp(n * g.math.log(q));
  const bound = Math.trunc(Math.min(n, n * p + 10 * Math.sqrt(n * p * q + 1)));
  let [x, px, u] = [0, qn, g.double()];
  while (u > px) {
    x++;
    if (x > bound) {
      [x, px, u] = [0, qn, g.double()];
    } else {
      u -= px;
      px = ((n - x + 1) * p * px) / (x * q);
    }
  }
  return x;
}

/** The tail of Stirling's series that BTPE compares with. */
function tail(x: number): number {
  const x2 = x * x;
  return (13680 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166320;
}

/** BTPE: triangle, parallelogram, exponential tails (Kachitvichyanukul and Schmeiser 1988). */
function binomialByRejection(g: MersenneTwister, n: number, p: number): number {
  const { log } = g.math;
  const r = Math.min(p, 1 - p);
  const q = 1 - r;
  const fm = n * r + r;
  const m = Math.floor(fm);
  const p1 = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5;
  const xm = m + 0.5;
  const [xl, xr] = [xm - p1, xm + p1];
  const c = 0.134 + 20.5 / (15.3 + m);
  const rise = (fm - xl) / (fm - xl * r);
  const fall = (xr - fm) / (xr * q);
  const [laml, lamr] = [rise * (1 + rise / 2), fall * (1 + fall / 2)];
  const p2 = p1 * (1 + 2 * c);
  const p3 = p2 + c / laml;
  const p4 = p3 + c / lamr;
  const nrq = n * r * q;
  const finish = (y: number): number => (p > 0.5 ? n - y : y);
  for (;;) {
    const u = g.double() * p4;
    let v = g.double();
    let y: number;
    if (u <= p1) return finish(Math.floor(xm - p1 * v + u));
    if (u <= p2) {
      const x = xl + (u - p1) / c;
      v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
      if (v > 1) continue;
      y = Math.floor(x);
    } else if (u <= p3) {
      y = Math.floor(xl + log(v) / laml);
      if (y < 0 || v === 0) continue;
      v = v * (u - p2) * laml;
    } else {
      y = Math.floor(xr - log(v) / lamr);
      if (y > n || v === 0) continue;
      v = v * (u - p3) * lamr;
    }
    const k = Math.abs(y - m);
    if (!(k > 20 && k < nrq / 2 - 1)) {
      const s = r / q;
      const a = s * (n + 1);
      let f = 1;
      for (let i = m + 1; i <= y; i++) f *= a / i - s;
      for (let i = y + 1; i <= m; i++) f /= a / i - s;
      if (v > f) continue;
      return finish(y);
    }
    const rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5);
    const t = (-k * k) / (2 * nrq);
    const logV = log(v);
    if (logV < t - rho) return finish(y);
    if (logV > t + rho) continue;
    const [x1, f1, z, w] = [y + 1, m + 1, n + 1 - m, n - y + 1];
    const bound = xm * log(f1 / x1) + (n - m + 0.5) * log(z / w)
      + (y - m) * log((w * r) / (x1 * q)) + tail(f1) + tail(z) + tail(x1) + tail(w);
    if (logV > bound) continue;
    return finish(y);
  }
}

function binomial(g: MersenneTwister, n: number, p: number): number {
  const small = p <= 0.5 ? p : 1 - p;
  const draw = small * n <= 30 ? binomialByInversion : binomialByRejection;
  return p <= 0.5 ? draw(g, n, p) : n - draw(g, n, small);
}

function geometric(g: MersenneTwister, p: number): number {
  if (p < 0.333333333333333333333333) {
    return Math.ceil(g.math.log(1 - g.double()) / g.math.log(1 - p));
  }
  let [x, sum, product] = [1, p, p];
  for (const u = g.double(); u > sum; x++) {
    product *= 1 - p;
    sum += product;
  }
  return x;
}

const zipf: Draw = (g, a) => {
  const b = g.math.pow(2, a - 1);
  for (;;) {
    const u = 1 - g.double();
    const v = g.double();
    const x = Math.floor(g.math.pow(u, -1 / (a - 1)));
    if (x > 9223372036854775807 || x < 1) continue;
    const t = g.math.pow(1 + 1 / x, a - 1);
    if ((v * x * (t - 1)) / (b - 1) <= t / b) return x;
  }
};

/** The table, by NumPy's names; the parameters in NumPy's order. */
export const DISCRETE: Readonly<Record<string, Draw>> = {
  poisson,
  binomial,
  geometric,
  zipf,
  negative_binomial: (g, n, p) => poisson(g, CONTINUOUS['gamma']!(g, n, (1 - p) / p, 0)),
};
