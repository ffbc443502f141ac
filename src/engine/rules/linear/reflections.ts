/**
 * @file Householder reflections and plane rotations, with the signs that Eigen gives them, so that
 * factors have TensorFlow's signs. In double precision, row-major; knows no tensors.
 */
import { identityOf } from './decompositions';

/** H = I − τ·v·vᵀ maps a vector to β·e₀; v₀ = 1, the rest of v replaces the vector's. */
interface Reflection {
  readonly tau: number;
  readonly beta: number;
}

const TINY = 2.2250738585072014e-308;

/** Makes the reflection of column `column` from `row` down, leaving v below the diagonal there. */
export function reflectColumn(
  a: Float64Array, rows: number, columns: number, row: number, column: number,
): Reflection {
  const first = a[row * columns + column]!;
  let tail = 0;
  for (let i = row + 1; i < rows; i++) tail += a[i * columns + column]! ** 2;
  if (tail <= TINY) {
    for (let i = row + 1; i < rows; i++) a[i * columns + column] = 0;
    return { tau: 0, beta: first };
  }
  const size = Math.sqrt(first * first + tail);
  const beta = first >= 0 ? -size : size;
  for (let i = row + 1; i < rows; i++) a[i * columns + column]! /= first - beta;
  return { tau: (beta - first) / beta, beta };
}

/** M = H·M on rows from `row`, where v stands in column `column` of `a`. */
export function applyReflection(
  a: Float64Array, columns: number, row: number, column: number, tau: number,
  m: Float64Array, rows: number, width: number, from = 0,
): void {
  for (let j = from; j < width; j++) {
    let dot = m[row * width + j]!;
    for (let i = row + 1; i < rows; i++) dot += a[i * columns + column]! * m[i * width + j]!;
    dot *= tau;
    m[row * width + j]! -= dot;
    for (let i = row + 1; i < rows; i++) {
      m[i * width + j]! -= a[i * columns + column]! * dot;
    }
  }
}

export interface Orthogonal {
  /** rows × rows. */
  readonly q: Float64Array;
  /** rows × columns, zero below the diagonal. */
  readonly r: Float64Array;
}

/** A = Q·R by reflections from the left. */
export function orthogonalize(matrix: Float64Array, rows: number, columns: number): Orthogonal {
  const a = matrix.slice();
  const steps = Math.min(rows, columns);
  const taus: number[] = [];
  for (let k = 0; k < steps; k++) {
    const { tau, beta } = reflectColumn(a, rows, columns, k, k);
    taus.push(tau);
    applyReflection(a, columns, k, k, tau, a, rows, columns, k + 1);
    a[k * columns + k] = beta;
  }
  const q = identityOf(rows);
  for (let k = steps - 1; k >= 0; k--) applyReflection(a, columns, k, k, taus[k]!, q, rows, rows);
  for (let i = 0; i < rows; i++) a.fill(0, i * columns, i * columns + Math.min(i, columns));
  return { q, r: a };
}

export interface Rotation {
  readonly c: number;
  readonly s: number;
}

/** Columns p and q of `m`, turned: x' = c·x − s·y, y' = s·x + c·y. */
export function rotateColumns(
  m: Float64Array, rows: number, width: number, p: number, q: number, { c, s }: Rotation,
): void {
  for (let i = 0; i < rows; i++) {
    const [x, y] = [m[i * width + p]!, m[i * width + q]!];
    m[i * width + p] = c * x - s * y;
    m[i * width + q] = s * x + c * y;
  }
}

/** Rows p and q of `m`, turned: x' = c·x + s·y, y' = −s·x + c·y. */
export function rotateRows(
  m: Float64Array, width: number, p: number, q: number, { c, s }: Rotation,
): void {
  for (let j = 0; j < width; j++) {
    const [x, y] = [m[p * width + j]!, m[q * width + j]!];
    m[p * width + j] = c * x + s * y;
    m[q * width + j] = -s * x + c * y;
  }
}

/** The rotation that maps (p, q) to (r, 0). */
export function givens(p: number, q: number): Rotation {
  if (q === 0) return { c: p < 0 ? -1 : 1, s: 0 };
  if (p === 0) return { c: 0, s: q < 0 ? 1 : -1 };
  if (Math.abs(p) > Math.abs(q)) {
    const t = q / p;
    const u = p < 0 ? -Math.sqrt(1 + t * t) : Math.sqrt(1 + t * t);
    return { c: 1 / u, s: -t / u };
  }
  const t = p / q;
  const u = q < 0 ? -Math.sqrt(1 + t * t) : Math.sqrt(1 + t * t);
  return { c: t / u, s: -1 / u };
}
