/** @file The clip ledger's numbers, each worked out by hand. */
import assert from 'node:assert/strict';
import { kernels } from '../../src/engine/singles/kernels';
import { valueOf } from '../../src/engine/value';
import { clipEntry } from '../../src/session/clipLedger';
import { healthOf, jointNorm } from '../../src/session/tensorHealth';
import { float32Kinds, float32s } from '../engine/randomFloats';

const vector = (...numbers: number[]) => valueOf('float32', [numbers.length], numbers);

const gradient = (...numbers: number[]) => {
  const value = vector(...numbers);
  return { value, norm: jointNorm([value]) };
};

describe('the clip ledger', () => {
  it('gives the angle by which a value clip turns the gradient', () => {
    // (12, −0.8) → (1, −0.8): atan(0.8/1) − atan(0.8/12) = 38.660° − 3.814° = 34.846°.
    const entry = clipEntry('clip_by_value', gradient(12, -0.8), gradient(1, -0.8), [-1, 1], null);
    assert.equal(entry.clippedElements, 1);
    assert.equal(entry.fired, true);
    assert.equal(entry.factor, null);
    const expected = ((Math.atan(0.8) - Math.atan(0.8 / 12)) * 180) / Math.PI;
    assert.ok(Math.abs(entry.angleDegrees! - expected) < 1e-5, String(entry.angleDegrees));
  });

  it('gives angle 0 and the factor for a norm clip: (3, 4) to norm 1 is ×0.2', () => {
    const entry = clipEntry('clip_by_norm', gradient(3, 4), gradient(0.6, 0.8), [1], null);
    assert.equal(entry.norm, 5);
    assert.ok(Math.abs(entry.factor! - 0.2) < 1e-7);
    assert.equal(entry.angleDegrees, 0);
    assert.equal(entry.fired, true);
    assert.equal(entry.clippedElements, 2);
  });

  it('does not call a last-bit rounding a clip', () => {
    const entry = clipEntry('clip_by_norm', gradient(3), gradient(Math.fround(3 * (1 - 2 ** -23))), [41], null);
    assert.equal(entry.fired, false);
    assert.equal(entry.clippedElements, 0);
  });

  it('by a NaN or infinite norm no clip fires: it limits nothing, changes all and has no angle', () => {
    const entry = clipEntry('clip_by_global_norm', gradient(1, 2), gradient(NaN, NaN), [5], NaN);
    assert.equal(entry.fired, false);
    assert.equal(entry.norm, NaN);
    assert.equal(entry.angleDegrees, null);
    assert.equal(entry.clippedElements, 2);
    // ‖(3, ∞)‖ = ∞: 3·5/∞ = 0 and ∞·5/∞ = NaN.
    const infinite = clipEntry('clip_by_norm', gradient(3, Infinity), gradient(0, NaN), [5], null);
    assert.deepEqual([infinite.fired, infinite.norm, infinite.clippedElements], [false, Infinity, 2]);
  });

  it('divides by n, not by √n, for clip_by_average_norm', () => {
    // ‖(3, 4)‖ / 2 = 2.5
    assert.equal(clipEntry('clip_by_average_norm', gradient(3, 4), gradient(3, 4), [9], null).norm, 2.5);
  });
});

describe('the health of a tensor', () => {
  it('counts every kind of number and drops none', () => {
    const health = healthOf(vector(NaN, Infinity, -Infinity, -2, 0, -0, 4));
    assert.deepEqual(
      { ...health, norm: null },
      { nan: 1, positiveInfinity: 1, negativeInfinity: 1, negative: 1, zero: 2, positive: 1, min: -2, max: 4, mean: 0.5, std: Math.sqrt((2.5 ** 2 + 0.5 ** 2 * 2 + 3.5 ** 2) / 4), norm: null },
    );
    assert.equal(health.norm, 'NaN');
  });

  it('has no range where nothing is finite', () => {
    assert.equal(healthOf(vector(NaN)).min, null);
    assert.equal(healthOf(vector()).mean, null);
  });

  it('counts and turns the same by the float32 kernel as by a loop over the elements', () => {
    assert.notEqual(kernels(), null);
    const wide = ({ value, norm }: ReturnType<typeof gradient>) =>
      ({ value: { ...value, dtype: 'float32' as const, data: Float64Array.from(value.data) }, norm });
    for (const size of [1, 31, 32, 33, 35, 100, 8191, 8192, 8195, 20_003]) {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const before = gradient(...float32s(size, kind, size));
        // As they are, scaled as a norm clip does, off by a rounding or two, and cut.
        const changes = [(x: number) => x, (x: number) => 0.3 * x, (x: number, i: number) => x * (1 + (i % 4) * 2 ** -23), (x: number) => Math.max(-0.5, Math.min(0.5, x))];
        for (const change of changes) {
          const after = gradient(...Array.from(before.value.data, change));
          const entry = clipEntry('clip_by_value', before, after, [-1, 1], null);
          assert.deepEqual(entry, clipEntry('clip_by_value', wide(before), wide(after), [-1, 1], null), `${size} elements of kind ${kind}`);
        }
      }
    }
  });
});
