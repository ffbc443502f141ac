/** @file Eigenvalues of a symmetric matrix: tridiagonal form, then implicit QL or QR (dsteqr). */
import { type Matrix, tridiagonalize } from './householder';
import { eigen2, rotateColumns, rotationOf, withSign } from './planeRotations';

const EPSILON = 2 ** -53;
const SMALLEST = 2 ** -1022;

/** a = Q·diag(w)·Qᵀ, w ascending, eigenvectors in the columns of Q. */
export interface SymmetricEigen {
  readonly w: Float64Array;
  readonly q: Matrix;
}

interface State {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly q: Matrix;
}

/**
 * Reads the lower triangle of `a`, overwrites it. Undefined when the iteration does not converge.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen | undefined {
  const state = tridiagonalize(a);
  const { d, e, q } = state;
  const n = d.length;
  const budget = { left: 30 * n };
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n - 1 && !isNegligible(d, e, end)) end++;
    if (end < n - 1) e[end] = 0;
    if (end > start) {
      const ql = Math.abs(d[end]!) >= Math.abs(d[start]!);
      const done = ql ? iterateQl(state, start, end, budget) : iterateQr(state, end, start, budget);
      if (!done) return undefined;
    }
    start = end + 1;
  }
  sortAscending(state);
  return { w: d, q };
}

function isNegligible(d: Float64Array, e: Float64Array, m: number): boolean {
  const size = Math.abs(e[m]!);
  return size <= Math.sqrt(Math.abs(d[m]!)) * Math.sqrt(Math.abs(d[m + 1]!)) * EPSILON;
}

function splits(d: Float64Array, e: Float64Array, m: number): boolean {
  return e[m]! ** 2 <= EPSILON ** 2 * Math.abs(d[m]!) * Math.abs(d[m + 1]!) + SMALLEST;
}

function iterateQl(
  { d, e, q }: State, start: number, end: number, budget: { left: number },
): boolean {
  let l = start;
  while (l <= end) {
    let m = l;
    while (m < end && !splits(d, e, m)) m++;
    if (m < end) e[m] = 0;
    if (m === l) {
      l++;
      continue;
    }
    if (m === l + 1) {
      const two = eigen2(d[l]!, e[l]!, d[l + 1]!);
      rotateColumns(q, l, two.c, two.s);
      [d[l], d[l + 1], e[l]] = [two.larger, two.smaller, 0];
      l += 2;
      continue;
    }
    if (budget.left-- <= 0) return false;
    let p = d[l]!;
    let g = (d[l + 1]! - p) / (2 * e[l]!);
    g = d[m]! - p + e[l]! / (g + withSign(Math.hypot(g, 1), g));
    let [s, c] = [1, 1];
    p = 0;
    for (let i = m - 1; i >= l; i--) {
      const b = c * e[i]!;
      const turn = rotationOf(g, s * e[i]!);
      [c, s] = [turn.c, turn.s];
      if (i !== m - 1) e[i + 1] = turn.r;
      g = d[i + 1]! - p;
      const r = (d[i]! - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
      rotateColumns(q, i, c, -s);
    }
    d[l]! -= p;
    e[l] = g;
  }
  return true;
}

function iterateQr(
  { d, e, q }: State, start: number, end: number, budget: { left: number },
): boolean {
  let l = start;
  while (l >= end) {
    let m = l;
    while (m > end && !splits(d, e, m - 1)) m--;
    if (m > end) e[m - 1] = 0;
    if (m === l) {
      l--;
      continue;
    }
    if (m === l - 1) {
      const two = eigen2(d[l - 1]!, e[l - 1]!, d[l]!);
      rotateColumns(q, l - 1, two.c, two.s);
      [d[l - 1], d[l], e[l - 1]] = [two.larger, two.smaller, 0];
      l -= 2;
      continue;
    }
    if (budget.left-- <= 0) return false;
    let p = d[l]!;
    let g = (d[l - 1]! - p) / (2 * e[l - 1]!);
    g = d[m]! - p + e[l - 1]! / (g + withSign(Math.hypot(g, 1), g));
    let [s, c] = [1, 1];
    p = 0;
    for (let i = m; i < l; i++) {
      const b = c * e[i]!;
      const turn = rotationOf(g, s * e[i]!);
      [c, s] = [turn.c, turn.s];
      if (i !== m) e[i - 1] = turn.r;
      g = d[i]! - p;
      const r = (d[i + 1]! - g) * s + 2 * c * b;
      p = s * r;
      d[i] = g + p;
      g = c * r - b;
      rotateColumns(q, i, c, s);
    }
    d[l]! -= p;
    e[l - 1] = g;
  }
  return true;
}

/** Selection sort, as dsteqr does. */
function sortAscending({ d, q }: State): void {
  const n = d.length;
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) if (d[j]! < d[least]!) least = j;
    if (least === i) continue;
    [d[i], d[least]] = [d[least]!, d[i]!];
    for (let r = 0; r < n; r++) {
      [q.values[r * n + i], q.values[r * n + least]] =
        [q.values[r * n + least]!, q.values[r * n + i]!];
    }
  }
}
