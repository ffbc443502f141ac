/**
 * @file Eigenvalues, ascending, and eigenvectors of a symmetric matrix, as Eigen's
 * SelfAdjointEigenSolver: tridiagonal form by reflections, then implicit QR steps. Double precision.
 */
import { identityOf } from './decompositions';
import { applyReflection, givens, reflectColumn, rotateColumns } from './reflections';

export interface Eigen {
  readonly values: Float64Array;
  /** Column i belongs to value i. */
  readonly vectors: Float64Array;
}

/** Steps per eigenvalue before the matrix counts as one that has none (it holds NaN). */
const MOST_STEPS = 30;
/** The smallest normal double: what is not above it counts as zero. */
const SMALLEST = 2.2250738585072014e-308;

/** The lower triangle of `matrix` is read. null when the iteration does not end. */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen | null {
  let scale = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) scale = Math.max(scale, Math.abs(matrix[i * n + j]!));
  }
  if (scale === 0) scale = 1;
  const a = matrix.map((value) => value / scale);
  const { diagonal, below, q } = tridiagonal(a, n);
  if (!iterate(diagonal, below, q, n)) return null;
  sort(diagonal, q, n);
  return { values: diagonal.map((value) => value * scale), vectors: q };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly below: Float64Array;
  readonly q: Float64Array;
}

function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const taus = new Float64Array(n);
  const betas = new Float64Array(n);
  const w = new Float64Array(n);
  const v = new Float64Array(n);
  for (let i = 0; i < n - 1; i++) {
    const { tau, beta } = reflectColumn(a, n, n, i + 1, i);
    v[i + 1] = 1;
    for (let k = i + 2; k < n; k++) v[k] = a[k * n + i]!;
    let dot = 0;
    for (let r = i + 1; r < n; r++) {
      let sum = 0;
      for (let c = i + 1; c < n; c++) sum += (c <= r ? a[r * n + c]! : a[c * n + r]!) * v[c]!;
      w[r] = sum * tau;
      dot += w[r]! * v[r]!;
    }
    for (let r = i + 1; r < n; r++) w[r]! -= 0.5 * tau * dot * v[r]!;
    for (let r = i + 1; r < n; r++) {
      for (let c = i + 1; c <= r; c++) a[r * n + c]! -= v[r]! * w[c]! + w[r]! * v[c]!;
    }
    taus[i] = tau;
    betas[i] = beta;
  }
  const diagonal = Float64Array.from({ length: n }, (_none, i) => a[i * (n + 1)]!);
  const below = betas.slice(0, Math.max(n - 1, 0));
  const q = identityOf(n);
  for (let i = n - 2; i >= 0; i--) applyReflection(a, n, i + 1, i, taus[i]!, q, n, n);
  return { diagonal, below, q };
}

function iterate(d: Float64Array, e: Float64Array, q: Float64Array, n: number): boolean {
  let end = n - 1;
  let start = 0;
  for (let steps = 0; end > 0; steps++) {
    for (let i = start; i < end; i++) {
      const near = Math.abs(d[i]!) + Math.abs(d[i + 1]!);
      const limit = Math.max(near * 2 * Number.EPSILON, SMALLEST);
      if (Math.abs(e[i]!) <= limit) e[i] = 0;
    }
    while (end > 0 && e[end - 1] === 0) end--;
    if (end <= 0) break;
    if (steps > MOST_STEPS * n) return false;
    start = end - 1;
    while (start > 0 && e[start - 1] !== 0) start--;
    step(d, e, q, n, start, end);
  }
  return true;
}

/** One implicit QR step with Wilkinson's shift on rows start … end. */
function step(
  d: Float64Array, e: Float64Array, q: Float64Array, n: number, start: number, end: number,
): void {
  const half = (d[end - 1]! - d[end]!) * 0.5;
  const last = e[end - 1]!;
  const sign = half > 0 ? 1 : -1;
  const length = Math.hypot(half, last);
  let shift = Math.abs(last);
  if (half !== 0) {
    // A square that underflows is taken apart.
    shift =
      last * last === 0
        ? (last / (half + sign)) * (last / length)
        : (last * last) / (half + sign * length);
  }
  let x = d[start]! - (d[end]! - shift);
  let z = e[start]!;
  for (let k = start; k < end; k++) {
    const rotation = givens(x, z);
    const { c, s } = rotation;
    const sdk = s * d[k]! + c * e[k]!;
    const dkp1 = s * e[k]! + c * d[k + 1]!;
    d[k] = c * (c * d[k]! - s * e[k]!) - s * (c * e[k]! - s * d[k + 1]!);
    d[k + 1] = s * sdk + c * dkp1;
    e[k] = c * sdk - s * dkp1;
    if (k > start) e[k - 1] = c * e[k - 1]! - s * z;
    x = e[k]!;
    if (k < end - 1) {
      z = -s * e[k + 1]!;
      e[k + 1] = c * e[k + 1]!;
    }
    rotateColumns(q, n, n, k, k + 1, rotation);
  }
}

function sort(values: Float64Array, q: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let k = i + 1; k < n; k++) if (values[k]! < values[least]!) least = k;
    if (least === i) continue;
    [values[i], values[least]] = [values[least]!, values[i]!];
    for (let r = 0; r < n; r++) {
      [q[r * n + i], q[r * n + least]] = [q[r * n + least]!, q[r * n + i]!];
    }
  }
}
