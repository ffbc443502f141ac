/**
 * @file The continuous distributions of RandomState, draw for draw: every function consumes the
 * generator exactly as NumPy's legacy functions do.
 */
import type { MersenneTwister } from './mersenneTwister';

/** A distribution with up to three parameters. */
export type Draw = (g: MersenneTwister, a: number, b: number, c: number) => number;

function exponential(g: MersenneTwister): number {
  return -g.math.log(1 - g.double());
}

/** Marsaglia and Tsang for shape > 1, Ahrens and Dieter below. */
function gamma(g: MersenneTwister, shape: number): number {
  const { log, pow } = g.math;
  if (shape === 1) return exponential(g);
  if (shape === 0) return 0;
  if (shape < 1) {
    for (;;) {
      const u = g.double();
      const v = exponential(g);
      if (u <= 1 - shape) {
        const x = pow(u, 1 / shape);
        if (x <= v) return x;
      } else {
        const y = -log((1 - u) / shape);
        const x = pow(1 - shape + shape * y, 1 / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const b = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * b);
  for (;;) {
    let [x, v] = [0, 0];
    do {
      x = g.normal();
      v = 1 + c * x;
    } while (v <= 0);
    v = v * v * v;
    const u = g.double();
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (log(u) < 0.5 * x * x + b * (1 - v + log(v))) return b * v;
  }
}

function chiSquare(g: MersenneTwister, df: number): number {
  return 2 * gamma(g, df / 2);
}

/** Jöhnk's algorithm for small parameters, else two gammas. */
function beta(g: MersenneTwister, a: number, b: number): number {
  const { exp, log, pow } = g.math;
  if (!(a <= 1 && b <= 1)) {
    const first = gamma(g, a);
    return first / (first + gamma(g, b));
  }
  for (;;) {
    const u = g.double();
    const v = g.double();
    const [x, y] = [pow(u, 1 / a), pow(v, 1 / b)];
    if (x + y > 1) continue;
    if (x + y > 0) return x / (x + y);
    let [logX, logY] = [log(u) / a, log(v) / b];
    const most = Math.max(logX, logY);
    [logX, logY] = [logX - most, logY - most];
    return exp(logX - log(exp(logX) + exp(logY)));
  }
}

const laplace: Draw = (g, location, scale) => {
  const u = g.double();
  if (u >= 0.5) return location - scale * g.math.log(2 - u - u);
  return u > 0 ? location + scale * g.math.log(u + u) : laplace(g, location, scale, 0);
};

const gumbel: Draw = (g, location, scale) => {
  const u = 1 - g.double();
  return u < 1
    ? location - scale * g.math.log(-g.math.log(u))
    : gumbel(g, location, scale, 0);
};

const logistic: Draw = (g, location, scale) => {
  const u = g.double();
  return u > 0 ? location + scale * g.math.log(u / (1 - u)) : logistic(g, location, scale, 0);
};

const vonMises: Draw = (g, mu, kappa) => {
  if (kappa < 1e-8) return Math.PI * (2 * g.double() - 1);
  let s = 1 / kappa + kappa;
  if (kappa >= 1e-5) {
    const r = 1 + Math.sqrt(1 + 4 * kappa * kappa);
    const rho = (r - Math.sqrt(2 * r)) / (2 * kappa);
    s = (1 + rho * rho) / (2 * rho);
  }
  let w = 0;
  for (;;) {
    const z = Math.cos(Math.PI * g.double());
    w = (1 + s * z) / (s + z);
    const y = kappa * (s - w);
    const v = g.double();
    if (y * (2 - y) - v >= 0 || g.math.log(y / v) + 1 - y >= 0) break;
  }
  const u = g.double();
  const angle = (u < 0.5 ? -Math.acos(w) : Math.acos(w)) + mu;
  const size = ((Math.abs(angle) + Math.PI) % (2 * Math.PI)) - Math.PI;
  return angle < 0 ? -size : size;
};

const triangular: Draw = (g, left, mode, right) => {
  const base = right - left;
  const u = g.double();
  return u <= (mode - left) / base
    ? left + Math.sqrt(u * ((mode - left) * base))
    : right - Math.sqrt((1 - u) * ((right - mode) * base));
};

const wald: Draw = (g, mean, scale) => {
  const half = mean / (2 * scale);
  let y = g.normal();
  y = mean * y * y;
  const x = mean + half * (y - Math.sqrt(4 * scale * y + y * y));
  return g.double() <= mean / (mean + x) ? x : (mean * mean) / x;
};

/** The table, by NumPy's names; the parameters in NumPy's order (`uniform`: low, range). */
export const CONTINUOUS: Readonly<Record<string, Draw>> = {
  random_sample: (g) => g.double(),
  uniform: (g, low, range) => low + range * g.double(),
  standard_normal: (g) => g.normal(),
  normal: (g, location, scale) => location + scale * g.normal(),
  lognormal: (g, mean, sigma) => g.math.exp(mean + sigma * g.normal()),
  standard_exponential: exponential,
  exponential: (g, scale) => scale * exponential(g),
  standard_gamma: gamma,
  gamma: (g, shape, scale) => scale * gamma(g, shape),
  beta,
  chisquare: chiSquare,
  f: (g, above, below) => {
    const numerator = chiSquare(g, above) * below;
    return numerator / (chiSquare(g, below) * above);
  },
  standard_t: (g, df) => {
    const numerator = g.normal();
    const denominator = gamma(g, df / 2);
    return (Math.sqrt(df / 2) * numerator) / Math.sqrt(denominator);
  },
  standard_cauchy: (g) => {
    const numerator = g.normal();
    return numerator / g.normal();
  },
  pareto: (g, a) => g.math.exp(exponential(g) / a) - 1,
  weibull: (g, a) => (a === 0 ? 0 : g.math.pow(exponential(g), 1 / a)),
  power: (g, a) => g.math.pow(1 - g.math.exp(-exponential(g)), 1 / a),
  rayleigh: (g, mode) => mode * Math.sqrt(-2 * g.math.log(1 - g.double())),
  laplace, gumbel, logistic, vonmises: vonMises, triangular, wald,
};
