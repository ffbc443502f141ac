/**
 * @file Householder reflections as LAPACK makes them (dlarfg), and what is built of them: QR,
 * reduction to bidiagonal and to tridiagonal form. The signs of the results follow LAPACK.
 */

/** A rows×columns matrix, row-major. */
export interface Matrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** H = I − τ·v·vᵀ with v[first] = 1; `beta` is what the reflected vector keeps. */
interface Reflection {
  readonly v: Float64Array;
  readonly first: number;
  readonly tau: number;
  readonly beta: number;
}

export function matrix(rows: number, columns: number): Matrix {
  return { values: new Float64Array(rows * columns), rows, columns };
}

export function identity(n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.values[i * n + i] = 1;
  return result;
}

export function transpose(a: Matrix): Matrix {
  const result = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      result.values[j * a.rows + i] = a.values[i * a.columns + j]!;
    }
  }
  return result;
}

/** β = −sign(α)·‖x‖, τ = (β − α)/β, v = x/(α − β). Source: LAPACK dlarfg. */
function reflect(x: Float64Array, first: number): Reflection {
  const alpha = x[first]!;
  let tail = 0;
  for (let i = first + 1; i < x.length; i++) tail = Math.hypot(tail, x[i]!);
  const v = new Float64Array(x.length);
  v[first] = 1;
  if (tail === 0) return { v, first, tau: 0, beta: alpha };
  const size = Math.hypot(alpha, tail);
  const beta = alpha < 0 || Object.is(alpha, -0) ? size : -size;
  for (let i = first + 1; i < x.length; i++) v[i] = x[i]! / (alpha - beta);
  return { v, first, tau: (beta - alpha) / beta, beta };
}

/** a = H·a, for the columns from `start`. */
function applyLeft(h: Reflection, a: Matrix, start: number): void {
  if (h.tau === 0) return;
  const { values, columns } = a;
  for (let j = start; j < columns; j++) {
    let sum = 0;
    for (let i = h.first; i < h.v.length; i++) sum += h.v[i]! * values[i * columns + j]!;
    const factor = h.tau * sum;
    for (let i = h.first; i < h.v.length; i++) values[i * columns + j]! -= factor * h.v[i]!;
  }
}

/** a = a·H, for the rows from `start`. */
function applyRight(h: Reflection, a: Matrix, start: number): void {
  if (h.tau === 0) return;
  const { values, columns, rows } = a;
  for (let i = start; i < rows; i++) {
    let sum = 0;
    for (let j = h.first; j < h.v.length; j++) sum += h.v[j]! * values[i * columns + j]!;
    const factor = h.tau * sum;
    for (let j = h.first; j < h.v.length; j++) values[i * columns + j]! -= factor * h.v[j]!;
  }
}

function column(a: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => a.values[i * a.columns + j]!);
}

function row(a: Matrix, i: number): Float64Array {
  return a.values.slice(i * a.columns, (i + 1) * a.columns);
}

/** Full QR: `a` becomes R (rows×columns); returns Q (rows×rows). */
export function qrDecompose(a: Matrix): Matrix {
  const reflections: Reflection[] = [];
  for (let k = 0; k < Math.min(a.rows, a.columns); k++) {
    const h = reflect(column(a, k), k);
    applyLeft(h, a, k + 1);
    a.values[k * a.columns + k] = h.beta;
    for (let i = k + 1; i < a.rows; i++) a.values[i * a.columns + k] = 0;
    reflections.push(h);
  }
  const q = identity(a.rows);
  for (const h of reflections.reverse()) applyLeft(h, q, 0);
  return q;
}

/** a = U·B·Vᵀ with B upper bidiagonal: its diagonal and superdiagonal. Needs rows >= columns. */
export interface Bidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  /** rows×rows. */
  readonly u: Matrix;
  /** columns×columns, transposed. */
  readonly vt: Matrix;
}

/** Source: LAPACK dgebd2 and dorgbr. `a` is overwritten. */
export function bidiagonalize(a: Matrix): Bidiagonal {
  const n = a.columns;
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const lefts: Reflection[] = [];
  const rights: Reflection[] = [];
  for (let k = 0; k < n; k++) {
    const h = reflect(column(a, k), k);
    d[k] = h.beta;
    applyLeft(h, a, k + 1);
    lefts.push(h);
    if (k < n - 1) {
      const g = reflect(row(a, k), k + 1);
      e[k] = g.beta;
      applyRight(g, a, k + 1);
      rights.push(g);
    }
  }
  const u = identity(a.rows);
  for (const h of lefts.reverse()) applyLeft(h, u, 0);
  const vt = identity(n);
  for (const g of rights.reverse()) applyRight(g, vt, 0);
  return { d, e, u, vt };
}

/** a = Q·T·Qᵀ for symmetric a: diagonal and subdiagonal of T. */
export interface Tridiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly q: Matrix;
}

/** Source: LAPACK dsytd2 with the lower triangle. `a` is overwritten. */
export function tridiagonalize(a: Matrix): Tridiagonal {
  const n = a.rows;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) a.values[i * n + j] = a.values[j * n + i]!;
  }
  const e = new Float64Array(Math.max(0, n - 1));
  const reflections: Reflection[] = [];
  for (let k = 0; k < n - 1; k++) {
    const h = reflect(column(a, k), k + 1);
    applyLeft(h, a, 0);
    applyRight(h, a, 0);
    e[k] = h.beta;
    reflections.push(h);
  }
  const d = Float64Array.from({ length: n }, (_, i) => a.values[i * n + i]!);
  const q = identity(n);
  for (const h of reflections.reverse()) applyLeft(h, q, 0);
  return { d, e, q };
}
