/**
 * @file Kernels of our numpy on a heap of their own, without Python: arithmetic in the comments.
 */
import assert from 'node:assert/strict';
import { fromHalf, toHalf } from '../../../../src/frontends/python/numpy/halfFloat';
import { heapViewer, DType } from '../../../../src/frontends/python/numpy/heapViews';
import { matrix, qrDecompose } from '../../../../src/frontends/python/numpy/linearAlgebra/householder';
import { luDecompose, luSolve } from '../../../../src/frontends/python/numpy/linearAlgebra/luDecomposition';
import { singularValueDecomposition } from '../../../../src/frontends/python/numpy/linearAlgebra/singularValues';
import { symmetricEigen } from '../../../../src/frontends/python/numpy/linearAlgebra/symmetricEigen';
import { ENGINE_MATH } from '../../../../src/frontends/python/numpy/mathLibrary';
import { pairwiseSum } from '../../../../src/frontends/python/numpy/pairwiseSum';
import { MersenneTwister } from '../../../../src/frontends/python/numpy/random/mersenneTwister';
import { collapse } from '../../../../src/frontends/python/numpy/stridedLoops';

const views = heapViewer(() => buffer);
const buffer = new ArrayBuffer(1 << 16);

describe('half precision', () => {
  it('rounds to even and keeps the ends of its range', () => {
    // 1 + 2^-11 is halfway between 1 and 1 + 2^-10: the even one is 1.
    assert.equal(fromHalf(toHalf(1 + 2 ** -11)), 1);
    // 1 + 3·2^-11 is halfway between 1 + 2^-10 and 1 + 2^-9: the even one is 1 + 2^-9.
    assert.equal(fromHalf(toHalf(1 + 3 * 2 ** -11)), 1 + 2 ** -9);
    assert.equal(fromHalf(toHalf(65519)), 65504);
    assert.equal(fromHalf(toHalf(65520)), Infinity);
    assert.equal(fromHalf(toHalf(2 ** -24)), 2 ** -24);
    assert.equal(fromHalf(toHalf(2 ** -25)), 0);
    assert.ok(Object.is(fromHalf(toHalf(-0)), -0));
  });

  it('gives every bit pattern back', () => {
    for (let bits = 0; bits < 0x7c00; bits++) assert.equal(toHalf(fromHalf(bits)), bits);
  });
});

describe('pairwise summation', () => {
  it('adds eight partial sums in NumPy\'s order', () => {
    // Sixteen values: r_k = v_k + v_(k+8); then ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)).
    const values = Array.from({ length: 16 }, (_, i) => 1 / (i + 3));
    views().f64.set(values, 0);
    const r = values.slice(0, 8).map((value, k) => value + values[k + 8]!);
    const expected = ((r[0]! + r[1]!) + (r[2]! + r[3]!)) + ((r[4]! + r[5]!) + (r[6]! + r[7]!));
    const run = { dtype: DType.float64, address: 0, stride: 8, n: 16 };
    assert.equal(pairwiseSum(views(), run, false), expected);
  });
});

describe('strided loops', () => {
  it('walk a contiguous array as one axis', () => {
    // Byte strides of a C-contiguous 2×3×4 of doubles: 96, 32, 8.
    assert.deepEqual(collapse([2, 3, 4], [[96, 32, 8]]), { shape: [24], strides: [[8]] });
  });

  it('keep axes apart that one operand repeats', () => {
    const nest = collapse([2, 3], [[24, 8], [0, 8]]);
    assert.deepEqual(nest, { shape: [2, 3], strides: [[24, 8], [0, 8]] });
  });
});

describe('MT19937', () => {
  it('gives the published first and ten-thousandth number for seed 5489', () => {
    // The values of Matsumoto and Nishimura's reference, also in the C++ standard (26.6.5).
    const generator = new MersenneTwister(views(), 0, ENGINE_MATH);
    generator.seed(5489);
    assert.equal(generator.uint32(), 3499211612);
    for (let i = 2; i < 10000; i++) generator.uint32();
    assert.equal(generator.uint32(), 4123659995);
  });
});

describe('decompositions', () => {
  const a = [4, -2, 1, 3, 6, -4, 2, 1, 8];
  const times = (x: ArrayLike<number>, y: ArrayLike<number>, n: number): number[] =>
    Array.from({ length: n * n }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += x[Math.floor(k / n) * n + j]! * y[j * n + (k % n)]!;
      return sum;
    });
  const near = (x: ArrayLike<number>, y: ArrayLike<number>): void => {
    // Backward stable algorithms on a 3×3 of size 8: errors of a few 2^-53·8.
    for (let i = 0; i < y.length; i++) assert.ok(Math.abs(x[i]! - y[i]!) < 1e-14 * 8, `${x[i]}`);
  };

  it('LU solves a system', () => {
    const lu = Float64Array.from(a);
    const pivots = new Int32Array(3);
    // A·(1, 2, 3) = (4−4+3, 3+12−12, 2+2+24).
    const b = Float64Array.of(3, 3, 28);
    assert.equal(luDecompose(lu, 3, pivots), 1);
    luSolve(lu, 3, pivots, b, 1);
    near(b, [1, 2, 3]);
  });

  it('QR multiplies back, with R upper triangular', () => {
    const r = { ...matrix(3, 3), values: Float64Array.from(a) };
    const q = qrDecompose(r);
    near(times(q.values, r.values, 3), a);
    assert.deepEqual([r.values[3], r.values[6], r.values[7]], [0, 0, 0]);
  });

  it('singular values multiply back, descending', () => {
    const found = singularValueDecomposition({ ...matrix(3, 3), values: Float64Array.from(a) })!;
    const scaled = found.u.values.map((value, k) => value * found.s[k % 3]!);
    near(times(scaled, found.vt.values, 3), a);
    assert.ok(found.s[0]! >= found.s[1]! && found.s[1]! >= found.s[2]! && found.s[2]! >= 0);
  });

  it('eigenvalues of a symmetric matrix', () => {
    // [[2, 1], [1, 2]] has eigenvalues 2 ∓ 1.
    const found = symmetricEigen({ ...matrix(2, 2), values: Float64Array.of(2, 1, 1, 2) })!;
    near(found.w, [1, 3]);
  });
});
