/** @file Convolutions straight from the images have the bits of those by a matrix of patches. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fusedSlices, multiplier } from '../../../../src/engine/rules/math/matmulKernel';
import { gradientInPatches, patchesTimesFilter, patchesTimesGradient } from '../../../../src/engine/rules/neural/fusedPatches';
import { gatherPatches, scatterPatches } from '../../../../src/engine/rules/neural/patches';
import type { PatchGrid } from '../../../../src/engine/rules/neural/windows';
import { imageSize, patchSize, positionsOf, slide } from '../../../../src/engine/rules/neural/windows';

const along = fc.record({
  input: fc.integer({ min: 1, max: 12 }),
  size: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom('SAME' as const, 'VALID' as const, 'EXPLICIT' as const),
  before: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 3 }),
});

const sizes = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  // With forty channels a patch is longer than one slice of a sum.
  channels: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(40)),
  filters: fc.integer({ min: 2, max: 17 }),
  dilation: fc.constantFrom(1, 1, 2),
  rows: along,
  columns: along,
});

function numbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => (next() < 0.05 ? -0 : (next() - 0.5) * 8));
}

describe('convolutions by fused multiply-add', () => {
  it('have the bits of products with a matrix of patches, forward and backward', () => {
    let fused = 0;
    fc.assert(
      fc.property(sizes, fc.integer(), ({ images, channels, filters, dilation, rows, columns }, seed) => {
        const covered = (size: number): number => (size - 1) * dilation + 1;
        for (const { input, size, padding, before, after } of [rows, columns]) {
          const most = padding === 'EXPLICIT' ? input + before + after : input;
          fc.pre(padding === 'SAME' || covered(size) <= most);
        }
        const grid: PatchGrid = {
          batch: images, channels,
          rows: slide(rows.input, { ...rows, dilation }), columns: slide(columns.input, { ...columns, dilation }),
        };
        const [k, positions, step] = [patchSize(grid), positionsOf(grid), imageSize(grid)];
        const sums = { transposeA: false, transposeB: false };
        const forward = { m: images * positions, k, n: filters, ...sums };
        const ofImage = { m: images * positions, k: filters, n: k, ...sums, transposeB: true };
        const ofFilter = { m: k, k: images * positions, n: filters, ...sums, transposeA: true };
        const image = numbers(step * (images + 1), seed);
        const filter = numbers(k * filters, seed + 1);
        const gradient = numbers(images * positions * filters, seed + 2);
        const patches = new Float32Array(images * positions * k);
        gatherPatches(grid)(image, step, images, patches);
        const check = (product: typeof forward, made: unknown, found: Float32Array, wanted: Float32Array): void => {
          assert.equal(made === null, fusedSlices(product) === null || (product === ofImage && dilation !== 1));
          if (made === null) return;
          fused++;
          assert.deepEqual(found, wanted);
        };

        const wantedOut = new Float32Array(gradient.length);
        multiplier('float32', forward)(patches, 0, filter, 0, wantedOut, 0);
        const out = new Float32Array(gradient.length).fill(7);
        const convolve = patchesTimesFilter(grid, images, filters);
        convolve?.(image, step, filter, 0, out, 0);
        check(forward, convolve, out, wantedOut);

        const wantedFilter = new Float32Array(k * filters);
        multiplier('float32', ofFilter)(patches, 0, gradient, 0, wantedFilter, 0);
        const filterOut = new Float32Array(k * filters).fill(7);
        const multiply = patchesTimesGradient(grid, images, filters);
        multiply?.(image, step, gradient, 0, filterOut, 0);
        check(ofFilter, multiply, filterOut, wantedFilter);

        const wantedImage = new Float32Array(step * (images + 1));
        multiplier('float32', ofImage)(gradient, 0, filter, 0, patches, 0);
        scatterPatches(grid)(patches, images, wantedImage, step);
        const imageOut = new Float32Array(step * (images + 1));
        imageOut.fill(7, step);
        const spread = gradientInPatches(grid, images, filters);
        spread?.(gradient, 0, filter, imageOut, step);
        check(ofImage, spread, imageOut, wantedImage);
      }),
      { numRuns: 200 },
    );
    assert.ok(fused > 100, 'sizes that products by fused multiply-add are made for');
  });
});
