/** @file Packed products: with vectors and without the same bits, and the sums in the order of k. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fusedModule } from '../../../../src/engine/rules/math/fusedModule';
import { fusedProduct } from '../../../../src/engine/rules/math/fusedProduct';
import type { Product } from '../../../../src/engine/rules/math/matrixProduct';
import { stepsOf } from '../../../../src/engine/rules/math/matrixProduct';
import { packedProduct } from '../../../../src/engine/rules/math/packedProduct';
import { makeTileModule } from '../../../../src/engine/rules/math/tileModule';

/** Sizes around the tile of four, and one sum that is longer than a block of rows is high. */
const product = fc.record({
  m: fc.integer({ min: 1, max: 11 }),
  k: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(20_000)),
  n: fc.integer({ min: 1, max: 11 }),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
});

/** Numbers whose sums round, overflow and vanish. */
function numbers(size: number, seed: number): Float32Array {
  const edges = [0, -0, 1e-40, -1e38, 3e38, Infinity, NaN];
  let state = seed >>> 0 || 1;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: size }, () =>
    next() < 0.001 ? edges[Math.floor(next() * edges.length)]! : (next() - 0.5) * 8,
  );
}

function byDefinition(p: Product, a: Float32Array, b: Float32Array, isFused: boolean): Float32Array {
  const { aRow, aColumn, bRow, bColumn } = stepsOf(p);
  return Float32Array.from({ length: p.m * p.n }, (_, at) => {
    const [row, column] = [Math.floor(at / p.n), at % p.n];
    let sum = 0;
    for (let i = 0; i < p.k; i++) {
      sum += a[row * aRow + i * aColumn]! * b[i * bRow + column * bColumn]!;
      if (isFused) sum = Math.fround(sum);
    }
    return sum;
  });
}

describe('packed products', () => {
  it('have a module with vectors in this JavaScript engine', () => {
    assert.notEqual(makeTileModule(), null);
  });

  it('are the sums in the order of k, with vectors and without', () => {
    fc.assert(
      fc.property(product, fc.boolean(), fc.integer(), (p, isFused, seed) => {
        const a = numbers(p.m * p.k, seed);
        const b = numbers(p.k * p.n, seed + 1);
        const expected = byDefinition(p, a, b, isFused);
        for (const withVectors of [true, false]) {
          const c = new Float32Array(p.m * p.n + 2).fill(7);
          packedProduct(p, isFused, withVectors)(a, 0, b, 0, c, 1);
          assert.deepEqual(Array.from(c.subarray(1, -1)), Array.from(expected));
          assert.deepEqual([c[0], c.at(-1)], [7, 7]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('have the same bits by fused multiply-add, whole and in slices of k', () => {
    const module = fusedModule();
    assert.notEqual(module, null, 'relaxed vector instructions of this processor are fused');
    fc.assert(
      fc.property(product, fc.integer(), (p, seed) => {
        const a = numbers(p.m * p.k + 3, seed);
        const b = numbers(p.k * p.n + 3, seed + 1);
        const c = new Float32Array(p.m * p.n + 2).fill(7);
        fusedProduct(module!, p, [[p.k]])(a, 2, b, 3, c, 1);
        assert.deepEqual(Array.from(c.subarray(1, -1)), Array.from(byDefinition(p, a.subarray(2), b.subarray(3), true)));
        assert.deepEqual([c[0], c.at(-1)], [7, 7]);
      }),
      { numRuns: 150 },
    );
    // Two shards of two and one slices, over several blocks of rows: (s₀ + s₁) + s₂, each sum of its own.
    const p: Product = { m: 613, k: 301, n: 37, transposeA: false, transposeB: true };
    const [a, b] = [numbers(p.m * p.k, 5), numbers(p.k * p.n, 6)];
    const c = new Float32Array(p.m * p.n);
    fusedProduct(module!, p, [[100, 101], [100]])(a, 0, b, 0, c, 0);
    const parts = [[0, 100], [100, 101], [201, 100]].map(([from, length]) => {
      const d = new Float32Array(p.m * p.n);
      packedProduct(p, true, true, { from: from!, length: length!, isAdded: false })(a, 0, b, 0, d, 0);
      return d;
    });
    const sums = c.map((_, i) => Math.fround(parts[0]![i]! + parts[1]![i]!) + parts[2]![i]!);
    assert.deepEqual(Array.from(c), Array.from(sums));
  });

  it('keep their bits over blocks of rows', () => {
    const p: Product = { m: 613, k: 301, n: 5, transposeA: true, transposeB: true };
    const [a, b] = [numbers(p.m * p.k, 5), numbers(p.k * p.n, 6)];
    const c = new Float32Array(p.m * p.n);
    packedProduct(p, false)(a, 0, b, 0, c, 0);
    assert.deepEqual(Array.from(c), Array.from(byDefinition(p, a, b, false)));
  });
});
