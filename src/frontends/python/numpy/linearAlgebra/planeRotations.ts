/** @file Plane rotations and the closed 2×2 problems of LAPACK, by its names. */
import type { Matrix } from './householder';

export interface Rotation {
  readonly c: number;
  readonly s: number;
  readonly r: number;
}

export function withSign(size: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(size) : Math.abs(size);
}

/** c·f + s·g = r, −s·f + c·g = 0. Source: LAPACK 3.10 dlartg. */
export function rotationOf(f: number, g: number): Rotation {
  if (g === 0) return { c: 1, s: 0, r: f };
  if (f === 0) return { c: 0, s: withSign(1, g), r: Math.abs(g) };
  const r = withSign(Math.hypot(f, g), f);
  return { c: f / r, s: g / r, r };
}

/** Rows p and p+1 of `a`: the step of dlasr('L', 'V'). */
export function rotateRows(a: Matrix, p: number, c: number, s: number): void {
  const { values, columns } = a;
  for (let k = 0; k < columns; k++) {
    const [x, y] = [values[p * columns + k]!, values[(p + 1) * columns + k]!];
    values[(p + 1) * columns + k] = c * y - s * x;
    values[p * columns + k] = s * y + c * x;
  }
}

/** Columns p and p+1 of `a`: the step of dlasr('R', 'V'). */
export function rotateColumns(a: Matrix, p: number, c: number, s: number): void {
  const { values, columns, rows } = a;
  for (let i = 0; i < rows; i++) {
    const at = i * columns + p;
    const [x, y] = [values[at]!, values[at + 1]!];
    values[at + 1] = c * y - s * x;
    values[at] = s * y + c * x;
  }
}

/** Singular values of [[f, g], [0, h]], the smaller and the larger. Source: LAPACK dlas2. */
export function singularValues2(f: number, g: number, h: number): readonly [number, number] {
  const [fa, ga, ha] = [Math.abs(f), Math.abs(g), Math.abs(h)];
  const [low, high] = [Math.min(fa, ha), Math.max(fa, ha)];
  if (low === 0) return [0, high === 0 ? ga : Math.hypot(high, ga)];
  if (ga < high) {
    const as = 1 + low / high;
    const at = (high - low) / high;
    const au = (ga / high) ** 2;
    const c = 2 / (Math.sqrt(as * as + au) + Math.sqrt(at * at + au));
    return [low * c, high / c];
  }
  const au = high / ga;
  if (au === 0) return [(low * high) / ga, ga];
  const as = 1 + low / high;
  const at = (high - low) / high;
  const c = 1 / (Math.sqrt(1 + (as * au) ** 2) + Math.sqrt(1 + (at * au) ** 2));
  return [low * c * au * 2, ga / (c + c)];
}

export interface Svd2 {
  readonly smaller: number;
  readonly larger: number;
  readonly cosRight: number;
  readonly sinRight: number;
  readonly cosLeft: number;
  readonly sinLeft: number;
}

/** Singular value decomposition of [[f, g], [0, h]]. Source: LAPACK dlasv2. */
export function svd2(f: number, g: number, h: number): Svd2 {
  const swap = Math.abs(h) > Math.abs(f);
  const [ft, ht] = swap ? [h, f] : [f, h];
  const [fa, ga, ha] = [Math.abs(ft), Math.abs(g), Math.abs(ht)];
  let [small, large, clt, crt, slt, srt] = [ha, fa, 1, 1, 0, 0];
  let largest = swap ? 3 : 1;
  if (ga !== 0) {
    if (ga > fa) largest = 2;
    if (ga > fa && fa / ga < 2 ** -53) {
      large = ga;
      small = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
      [clt, slt, srt, crt] = [1, ht / g, 1, ft / g];
    } else {
      const d = fa - ha;
      let l = d === fa ? 1 : d / fa;
      const m = g / ft;
      const t = 2 - l;
      const s = Math.sqrt(t * t + m * m);
      const r = l === 0 ? Math.abs(m) : Math.sqrt(l * l + m * m);
      const a = 0.5 * (s + r);
      small = ha / a;
      large = fa * a;
      let q: number;
      if (m * m === 0) {
        q = l === 0
          ? withSign(2, ft) * withSign(1, g)
          : g / withSign(d, ft) + m / t;
      } else q = (m / (s + t) + m / (r + l)) * (1 + a);
      l = Math.sqrt(q * q + 4);
      crt = 2 / l;
      srt = q / l;
      clt = (crt + srt * m) / a;
      slt = ((ht / ft) * srt) / a;
    }
  }
  const [cosLeft, sinLeft, cosRight, sinRight] = swap
    ? [srt, crt, slt, clt] : [clt, slt, crt, srt];
  const sign = largest === 3
    ? withSign(1, sinRight) * withSign(1, sinLeft) * withSign(1, h)
    : largest === 1
      ? withSign(1, cosRight) * withSign(1, cosLeft) * withSign(1, f)
      : withSign(1, sinRight) * withSign(1, cosLeft) * withSign(1, g);
  return {
    larger: withSign(large, sign),
    smaller: withSign(small, sign * withSign(1, f) * withSign(1, h)),
    cosRight, sinRight, cosLeft, sinLeft,
  };
}

export interface Eigen2 {
  readonly larger: number;
  readonly smaller: number;
  readonly c: number;
  readonly s: number;
}

/**
 * Eigenvalues of [[a, b], [b, c]] and the unit vector (c, s) of the larger. Source: LAPACK dlaev2.
 */
export function eigen2(a: number, b: number, c: number): Eigen2 {
  const [sum, difference, twice] = [a + c, a - c, b + b];
  const [most, least] = Math.abs(a) > Math.abs(c) ? [a, c] : [c, a];
  const root = Math.hypot(difference, twice);
  let [larger, smaller, sign1] = [root / 2, -root / 2, 1];
  if (sum !== 0) {
    sign1 = sum < 0 ? -1 : 1;
    larger = 0.5 * (sum + sign1 * root);
    smaller = (most / larger) * least - (b / larger) * b;
  }
  const sign2 = difference >= 0 ? 1 : -1;
  const cs = difference + sign2 * root;
  let [cosine, sine] = [1, 0];
  if (Math.abs(cs) > Math.abs(twice)) {
    const ct = -twice / cs;
    sine = 1 / Math.sqrt(1 + ct * ct);
    cosine = ct * sine;
  } else if (twice !== 0) {
    const tn = -cs / twice;
    cosine = 1 / Math.sqrt(1 + tn * tn);
    sine = tn * cosine;
  }
  return sign1 === sign2
    ? { larger, smaller, c: -sine, s: cosine }
    : { larger, smaller, c: cosine, s: sine };
}
