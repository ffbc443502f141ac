/**
 * @file Singular values, descending, and vectors, as Eigen's JacobiSVD: a QR with column exchanges
 * where the matrix is not square, then two-sided rotations until it is diagonal. Double precision.
 */
import { identityOf, transposed } from './decompositions';
import type { Rotation } from './reflections';
import { applyReflection, reflectColumn, rotateColumns, rotateRows } from './reflections';

export interface Singular {
  readonly values: Float64Array;
  /** rows × rows. */
  readonly u: Float64Array;
  /** columns × columns. */
  readonly v: Float64Array;
}

export function singularValues(matrix: Float64Array, rows: number, columns: number): Singular {
  if (rows < columns) {
    const flipped = tall(transposed(matrix, rows, columns), columns, rows, true);
    return { values: flipped.values, u: flipped.v, v: flipped.u };
  }
  return tall(matrix, rows, columns, false);
}

/** At least as many rows as columns; `isFlipped`: the transpose of what is asked for. */
function tall(matrix: Float64Array, rows: number, n: number, isFlipped: boolean): Singular {
  let scale = 0;
  for (const value of matrix) scale = Math.max(scale, Math.abs(value));
  if (scale === 0) scale = 1;
  const a = matrix.map((value) => value / scale);
  let u: Float64Array;
  let v: Float64Array;
  let work: Float64Array;
  if (rows > n) {
    ({ q: u, r: work, p: v } = pivotedQr(a, rows, n));
  } else {
    [u, v, work] = [identityOf(n), identityOf(n), a];
  }
  // The rotations see the matrix as Eigen holds it: of a wide matrix, Rᵀ with the sides exchanged.
  if (isFlipped && rows > n) {
    work = transposed(work, n, n);
    diagonalize(work, n, v, n, u, rows);
  } else {
    diagonalize(work, n, u, rows, v, n);
  }
  const values = new Float64Array(n);
  const [left, leftRows] = isFlipped && rows > n ? [v, n] : [u, rows];
  for (let i = 0; i < n; i++) {
    const at = work[i * (n + 1)]!;
    values[i] = Math.abs(at) * scale;
    if (at < 0) {
      for (let r = 0; r < leftRows; r++) left[r * leftRows + i] = -left[r * leftRows + i]!;
    }
  }
  sort(values, u, rows, v, n);
  return { values, u, v };
}

function diagonalize(
  work: Float64Array, n: number,
  u: Float64Array, uRows: number, v: Float64Array, vRows: number,
): void {
  const precision = 2 * Number.EPSILON;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(work[i * (n + 1)]!));
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (let p = 1; p < n; p++) {
      for (let q = 0; q < p; q++) {
        const threshold = Math.max(2.2250738585072014e-308, precision * largest);
        const off = Math.max(Math.abs(work[p * n + q]!), Math.abs(work[q * n + p]!));
        if (!(off > threshold)) continue;
        isDone = false;
        const { left, right } = twoByTwo(work, n, p, q);
        rotateRows(work, n, p, q, left);
        rotateColumns(u, uRows, uRows, p, q, { c: left.c, s: -left.s });
        rotateColumns(work, n, n, p, q, right);
        rotateColumns(v, vRows, vRows, p, q, right);
        largest = Math.max(
          largest, Math.abs(work[p * (n + 1)]!), Math.abs(work[q * (n + 1)]!),
        );
      }
    }
  }
}

/** Rotations that make rows and columns p, q of `w` diagonal. */
function twoByTwo(
  w: Float64Array, n: number, p: number, q: number,
): { readonly left: Rotation; readonly right: Rotation } {
  let [a, b, c, d] = [w[p * (n + 1)]!, w[p * n + q]!, w[q * n + p]!, w[q * (n + 1)]!];
  const difference = c - b;
  let first: Rotation = { c: 1, s: 0 };
  if (Math.abs(difference) >= 2.2250738585072014e-308) {
    const ratio = (a + d) / difference;
    const length = Math.sqrt(1 + ratio * ratio);
    first = { c: ratio / length, s: 1 / length };
  }
  [a, c] = [first.c * a + first.s * c, -first.s * a + first.c * c];
  [b, d] = [first.c * b + first.s * d, -first.s * b + first.c * d];
  const right = symmetricRotation(a, b, d);
  const left = {
    c: first.c * right.c + first.s * right.s,
    s: first.s * right.c - first.c * right.s,
  };
  return { left, right };
}

/** The rotation that makes [[x, y], [y, z]] diagonal. */
function symmetricRotation(x: number, y: number, z: number): Rotation {
  const twice = 2 * Math.abs(y);
  if (twice < 2.2250738585072014e-308) return { c: 1, s: 0 };
  const tau = (x - z) / twice;
  const w = Math.sqrt(tau * tau + 1);
  const t = tau > 0 ? 1 / (tau + w) : 1 / (tau - w);
  const c = 1 / Math.sqrt(t * t + 1);
  return { c, s: -Math.sign(t) * Math.sign(y) * Math.abs(t) * c };
}

/** A·P = Q·R, the column with the largest rest first; R is n × n. */
function pivotedQr(a: Float64Array, rows: number, n: number) {
  const order = Int32Array.from({ length: n }, (_none, i) => i);
  const taus: number[] = [];
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let most = -1;
    for (let j = k; j < n; j++) {
      let norm = 0;
      for (let i = k; i < rows; i++) norm += a[i * n + j]! ** 2;
      if (norm > most) [most, pivot] = [norm, j];
    }
    if (pivot !== k) {
      for (let i = 0; i < rows; i++) {
        [a[i * n + k], a[i * n + pivot]] = [a[i * n + pivot]!, a[i * n + k]!];
      }
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    }
    const { tau, beta } = reflectColumn(a, rows, n, k, k);
    taus.push(tau);
    applyReflection(a, n, k, k, tau, a, rows, n, k + 1);
    a[k * n + k] = beta;
  }
  const q = identityOf(rows);
  for (let k = n - 1; k >= 0; k--) applyReflection(a, n, k, k, taus[k]!, q, rows, rows);
  const r = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = a[i * n + j]!;
  const p = new Float64Array(n * n);
  order.forEach((from, to) => {
    p[from * n + to] = 1;
  });
  return { q, r, p };
}

function sort(
  values: Float64Array, u: Float64Array, uRows: number, v: Float64Array, vRows: number,
): void {
  for (let i = 0; i < values.length; i++) {
    let most = i;
    for (let k = i + 1; k < values.length; k++) if (values[k]! > values[most]!) most = k;
    if (most === i) continue;
    [values[i], values[most]] = [values[most]!, values[i]!];
    for (const [m, rows] of [[u, uRows], [v, vRows]] as const) {
      for (let r = 0; r < rows; r++) {
        [m[r * rows + i], m[r * rows + most]] = [m[r * rows + most]!, m[r * rows + i]!];
      }
    }
  }
}
