/** @file The orthogonal initializer: Q of a random matrix by Householder reflections, as tf.linalg.qr makes it. */
import { reshape } from '../ops/shapes';
import { mul } from '../ops/elementwise';
import { constant, tidy } from '../tensor';
import type { Tensor } from '../tensor';
import { sizeOf } from '../types';

/** A matrix of `shape` whose rows or columns are orthonormal, times `gain`. */
export function orthogonal(shape: readonly number[], gain: number, draw: (shape: readonly number[]) => Tensor): Tensor {
  if (shape.length < 2) throw new Error('Shape must be at least 2D.');
  return tidy(() => {
    const rows = sizeOf(shape.slice(0, -1));
    const columns = shape.at(-1)!;
    const [m, n] = [Math.max(rows, columns), Math.min(rows, columns)];
    const { q, r } = householder(draw([m, n]).dataSync() as Float32Array, m, n);
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const value = q[i * m + j]! * Math.sign(r[j * n + j]!);
        if (rows < columns) values[j * m + i] = value;
        else values[i * n + j] = value;
      }
    }
    return mul(gain, reshape(constant(values, [rows, columns], 'float32'), shape));
  });
}

/** Q (m × m) and R (m × n) in float32, each operation rounded as tfjs's tensors are. */
function householder(x: Float32Array, m: number, n: number): { readonly q: Float32Array; readonly r: Float32Array } {
  const r = Float32Array.from(x);
  const q = new Float32Array(m * m);
  for (let i = 0; i < m; i++) q[i * m + i] = 1;
  const round = Math.fround;
  for (let j = 0; j < n; j++) {
    // The norm of column j from its diagonal down.
    let squares = 0;
    for (let i = j; i < m; i++) squares += round(round(Math.abs(r[i * n + j]!)) ** 2);
    const norm = round(Math.sqrt(round(squares)));
    const diagonal = r[j * n + j]!;
    const s = diagonal > 0 ? -1 : 1;
    // u₁ = r_jj − s·‖r‖
    const u1 = round(diagonal - round(s * norm));
    const w = new Float32Array(m);
    w[j] = 1;
    for (let i = j + 1; i < m; i++) w[i] = round(r[i * n + j]! / u1);
    const tau = round(-round(round(s * u1) / norm));
    // R ← R − (τ·w)(wᵀR), Q ← Q − (Q·w)(τ·w)ᵀ
    for (let column = 0; column < n; column++) {
      let dot = 0;
      for (let i = j; i < m; i++) dot += w[i]! * r[i * n + column]!;
      const along = round(dot);
      for (let i = j; i < m; i++) r[i * n + column] = round(r[i * n + column]! - round(round(tau * w[i]!) * along));
    }
    for (let row = 0; row < m; row++) {
      let dot = 0;
      for (let i = j; i < m; i++) dot += q[row * m + i]! * w[i]!;
      const along = round(dot);
      for (let i = j; i < m; i++) q[row * m + i] = round(q[row * m + i]! - round(along * round(tau * w[i]!)));
    }
  }
  return { q, r };
}
