/**
 * @file Singular value decomposition: bidiagonal form, then implicit QR steps with zero or standard
 * shift (Demmel and Kahan), step by step as LAPACK's dbdsqr, so that the signs agree with NumPy's.
 */
import { bidiagonalize, type Matrix, matrix, qrDecompose, transpose } from './householder';
import {
  rotateColumns, rotateRows, rotationOf, singularValues2, svd2, withSign,
} from './planeRotations';

const EPSILON = 2 ** -53;
const TOLERANCE = Math.max(10, Math.min(100, EPSILON ** -0.125)) * EPSILON;
const SMALLEST = 2 ** -1022;

/** a = U·diag(s)·Vᵀ: U rows×rows, s descending, Vᵀ columns×columns. */
export interface SingularValues {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly vt: Matrix;
}

interface State {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly u: Matrix;
  readonly vt: Matrix;
}

/**
 * Overwrites `a`. A matrix much longer than wide (11/6, as in dgesdd) is first reduced to its
 * triangle. Undefined when the iteration does not converge.
 */
export function singularValueDecomposition(a: Matrix): SingularValues | undefined {
  const [long, short] = [Math.max(a.rows, a.columns), Math.min(a.rows, a.columns)];
  if (long > short && long >= Math.trunc((short * 11) / 6)) return byTriangle(a, short);
  const state = a.rows >= a.columns ? bidiagonalize(a) : fromLower(a);
  if (!diagonalize(state)) return undefined;
  const { d, u, vt } = state;
  for (let i = 0; i < d.length; i++) {
    if (d[i]! < 0 || Object.is(d[i], -0)) {
      d[i] = -d[i]!;
      for (let k = 0; k < vt.columns; k++) vt.values[i * vt.columns + k]! *= -1;
    }
  }
  sortDescending(state);
  return { u, s: d, vt };
}

/** QR of the long side, then the singular values of the triangle. */
function byTriangle(a: Matrix, short: number): SingularValues | undefined {
  const tall = a.rows > a.columns;
  const factor = tall ? a : transpose(a);
  const q = qrDecompose(factor);
  const triangle = leading(factor, short);
  const inner = singularValueDecomposition(tall ? triangle : transpose(triangle));
  if (inner === undefined) return undefined;
  return tall
    ? { ...inner, u: timesLeading(q, inner.u) }
    : { ...inner, vt: transpose(timesLeading(q, transpose(inner.vt))) };
}

/** The first n rows and columns. */
function leading(a: Matrix, n: number): Matrix {
  const part = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) part.values[i * n + j] = a.values[i * a.columns + j]!;
  }
  return part;
}

/** q·diag(b, 1): the first columns of q multiplied by b, the others as they are. */
function timesLeading(q: Matrix, b: Matrix): Matrix {
  const n = b.rows;
  const product = { ...q, values: q.values.slice() };
  for (let i = 0; i < q.rows; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += q.values[i * q.columns + k]! * b.values[k * n + j]!;
      product.values[i * q.columns + j] = sum;
    }
  }
  return product;
}

/** A wide matrix becomes lower bidiagonal, and by rotations of its rows upper (dbdsqr, 'L'). */
function fromLower(a: Matrix): State {
  const { d, e, u, vt } = bidiagonalize(transpose(a));
  const state = { d, e, u: transpose(vt), vt: transpose(u) };
  for (let i = 0; i < d.length - 1; i++) {
    const turn = rotationOf(d[i]!, e[i]!);
    [d[i], e[i], d[i + 1]] = [turn.r, turn.s * d[i + 1]!, turn.c * d[i + 1]!];
    rotateColumns(state.u, i, turn.c, turn.s);
  }
  return state;
}

function diagonalize(state: State): boolean {
  const { d, e, u, vt } = state;
  const n = d.length;
  const threshold = thresholdOf(d, e);
  let budget = 6 * n * n + 100;
  let [m, oldLow, oldHigh, down] = [n - 1, -1, -1, true];
  while (m > 0) {
    if (budget-- <= 0) return false;
    let low = m - 1;
    let largest = Math.abs(d[m]!);
    for (; low >= 0; low--) {
      if (Math.abs(e[low]!) <= threshold) {
        e[low] = 0;
        break;
      }
      largest = Math.max(largest, Math.abs(d[low]!), Math.abs(e[low]!));
    }
    low++;
    if (low === m) {
      m--;
      continue;
    }
    if (low === m - 1) {
      const two = svd2(d[low]!, e[low]!, d[m]!);
      [d[low], e[low], d[m]] = [two.larger, 0, two.smaller];
      rotateRows(vt, low, two.cosRight, two.sinRight);
      rotateColumns(u, low, two.cosLeft, two.sinLeft);
      m -= 2;
      continue;
    }
    // A new block: chase the bulge from its larger end to its smaller one.
    if (low > oldHigh || m < oldLow) down = Math.abs(d[low]!) >= Math.abs(d[m]!);
    const least = down ? testDown(d, e, low, m) : testUp(d, e, low, m);
    if (least === undefined) continue;
    [oldLow, oldHigh] = [low, m];
    const shift = shiftOf(d, e, low, m, down, least / largest, n);
    if (shift === 0) {
      if (down) zeroShiftDown(state, low, m);
      else zeroShiftUp(state, low, m);
    } else if (down) shiftedDown(state, low, m, shift);
    else shiftedUp(state, low, m, shift);
    const end = down ? m - 1 : low;
    if (Math.abs(e[end]!) <= threshold) e[end] = 0;
  }
  return true;
}

function thresholdOf(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  let mu = Math.abs(d[0] ?? 0);
  let least = mu;
  for (let i = 1; i < n && least !== 0; i++) {
    mu = Math.abs(d[i]!) * (mu / (mu + Math.abs(e[i - 1]!)));
    least = Math.min(least, mu);
  }
  return Math.max((TOLERANCE * least) / Math.sqrt(n), 6 * n * n * SMALLEST);
}

/** The convergence tests of dbdsqr; undefined when an off-diagonal was set to zero. */
function testDown(d: Float64Array, e: Float64Array, low: number, m: number): number | undefined {
  if (Math.abs(e[m - 1]!) <= TOLERANCE * Math.abs(d[m]!)) {
    e[m - 1] = 0;
    return undefined;
  }
  let mu = Math.abs(d[low]!);
  let least = mu;
  for (let i = low; i < m; i++) {
    if (Math.abs(e[i]!) <= TOLERANCE * mu) {
      e[i] = 0;
      return undefined;
    }
    mu = Math.abs(d[i + 1]!) * (mu / (mu + Math.abs(e[i]!)));
    least = Math.min(least, mu);
  }
  return least;
}

function testUp(d: Float64Array, e: Float64Array, low: number, m: number): number | undefined {
  if (Math.abs(e[low]!) <= TOLERANCE * Math.abs(d[low]!)) {
    e[low] = 0;
    return undefined;
  }
  let mu = Math.abs(d[m]!);
  let least = mu;
  for (let i = m - 1; i >= low; i--) {
    if (Math.abs(e[i]!) <= TOLERANCE * mu) {
      e[i] = 0;
      return undefined;
    }
    mu = Math.abs(d[i]!) * (mu / (mu + Math.abs(e[i]!)));
    least = Math.min(least, mu);
  }
  return least;
}

function shiftOf(
  d: Float64Array, e: Float64Array, low: number, m: number, down: boolean, ratio: number,
  n: number,
): number {
  if (n * TOLERANCE * ratio <= Math.max(EPSILON, 0.01 * TOLERANCE)) return 0;
  const end = Math.abs(down ? d[low]! : d[m]!);
  const [shift] = down
    ? singularValues2(d[m - 1]!, e[m - 1]!, d[m]!)
    : singularValues2(d[low]!, e[low]!, d[low + 1]!);
  return end > 0 && (shift / end) ** 2 < EPSILON ? 0 : shift;
}

function zeroShiftDown({ d, e, u, vt }: State, low: number, m: number): void {
  let [c, oldC, oldS] = [1, 1, 0];
  for (let i = low; i < m; i++) {
    const right = rotationOf(d[i]! * c, e[i]!);
    if (i > low) e[i - 1] = oldS * right.r;
    const left = rotationOf(oldC * right.r, d[i + 1]! * right.s);
    d[i] = left.r;
    [c, oldC, oldS] = [right.c, left.c, left.s];
    rotateRows(vt, i, right.c, right.s);
    rotateColumns(u, i, left.c, left.s);
  }
  const h = d[m]! * c;
  d[m] = h * oldC;
  e[m - 1] = h * oldS;
}

function zeroShiftUp({ d, e, u, vt }: State, low: number, m: number): void {
  let [c, oldC, oldS] = [1, 1, 0];
  for (let i = m; i > low; i--) {
    const first = rotationOf(d[i]! * c, e[i - 1]!);
    if (i < m) e[i] = oldS * first.r;
    const second = rotationOf(oldC * first.r, d[i - 1]! * first.s);
    d[i] = second.r;
    [c, oldC, oldS] = [first.c, second.c, second.s];
    rotateRows(vt, i - 1, second.c, -second.s);
    rotateColumns(u, i - 1, first.c, -first.s);
  }
  const h = d[low]! * c;
  d[low] = h * oldC;
  e[low] = h * oldS;
}

function shiftedDown({ d, e, u, vt }: State, low: number, m: number, shift: number): void {
  let f = (Math.abs(d[low]!) - shift) * (withSign(1, d[low]!) + shift / d[low]!);
  let g = e[low]!;
  for (let i = low; i < m; i++) {
    const right = rotationOf(f, g);
    if (i > low) e[i - 1] = right.r;
    f = right.c * d[i]! + right.s * e[i]!;
    e[i] = right.c * e[i]! - right.s * d[i]!;
    g = right.s * d[i + 1]!;
    d[i + 1]! *= right.c;
    const left = rotationOf(f, g);
    d[i] = left.r;
    f = left.c * e[i]! + left.s * d[i + 1]!;
    d[i + 1] = left.c * d[i + 1]! - left.s * e[i]!;
    if (i < m - 1) {
      g = left.s * e[i + 1]!;
      e[i + 1]! *= left.c;
    }
    rotateRows(vt, i, right.c, right.s);
    rotateColumns(u, i, left.c, left.s);
  }
  e[m - 1] = f;
}

function shiftedUp({ d, e, u, vt }: State, low: number, m: number, shift: number): void {
  let f = (Math.abs(d[m]!) - shift) * (withSign(1, d[m]!) + shift / d[m]!);
  let g = e[m - 1]!;
  for (let i = m; i > low; i--) {
    const first = rotationOf(f, g);
    if (i < m) e[i] = first.r;
    f = first.c * d[i]! + first.s * e[i - 1]!;
    e[i - 1] = first.c * e[i - 1]! - first.s * d[i]!;
    g = first.s * d[i - 1]!;
    d[i - 1]! *= first.c;
    const second = rotationOf(f, g);
    d[i] = second.r;
    f = second.c * e[i - 1]! + second.s * d[i - 1]!;
    d[i - 1] = second.c * d[i - 1]! - second.s * e[i - 1]!;
    if (i > low + 1) {
      g = second.s * e[i - 2]!;
      e[i - 2]! *= second.c;
    }
    rotateRows(vt, i - 1, second.c, -second.s);
    rotateColumns(u, i - 1, first.c, -first.s);
  }
  e[low] = f;
}

/** The smallest to the end, one by one, as dbdsqr does. */
function sortDescending({ d, u, vt }: State): void {
  const n = d.length;
  for (let last = n - 1; last > 0; last--) {
    let least = 0;
    for (let j = 1; j <= last; j++) if (d[j]! <= d[least]!) least = j;
    if (least === last) continue;
    [d[least], d[last]] = [d[last]!, d[least]!];
    const width = vt.columns;
    for (let k = 0; k < width; k++) swap(vt.values, least * width + k, last * width + k);
    for (let i = 0; i < u.rows; i++) swap(u.values, i * u.columns + least, i * u.columns + last);
  }
}

function swap(values: Float64Array, p: number, q: number): void {
  [values[p], values[q]] = [values[q]!, values[p]!];
}
