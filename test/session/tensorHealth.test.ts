/** @file Counts and sums by the float32 kernel against the loop that float64 arrays go through. */
import assert from 'node:assert/strict';
import { kernels } from '../../src/engine/singles/kernels';
import type { Measured } from '../../src/session/tensorHealth';
import { measured, measuredAll, measuredPair } from '../../src/session/tensorHealth';
import { float32Kinds, float32s } from '../engine/randomFloats';

/** Object.is of every number: −0 is not 0, NaN is NaN. */
function assertSame(actual: Measured, expected: Measured, what: string): void {
  assert.ok(Object.is(actual.squares, expected.squares), `${what}: Σx² ${actual.squares}, not ${expected.squares}`);
  for (const key of Object.keys(expected.health) as (keyof Measured['health'])[]) {
    const [now, then] = [actual.health[key], expected.health[key]];
    assert.ok(Object.is(now, then), `${what}: ${key} ${now}, not ${then}`);
  }
}

/** The same numbers where no kernel takes them. */
const wide = (data: Float32Array) => Float64Array.from(data);

const SIZES = [0, 1, 31, 32, 33, 34, 35, 63, 100, 1000, 8191, 8192, 8193, 20_003];

describe('health by the float32 kernel', () => {
  it('is bit for bit that of a loop over the elements', () => {
    assert.notEqual(kernels(), null);
    for (const size of SIZES) {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const data = float32s(size, kind, size);
        assertSame(measured(data), measured(wide(data)), `${size} elements of kind ${kind}`);
      }
    }
  });

  it('is the same of two tensors at once, with their distance', () => {
    for (const size of SIZES) {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const a = float32s(size, kind, size);
        const b = float32s(size, (kind * 5 + 2) % float32Kinds.length, size + 7);
        const what = `${size} elements of kind ${kind}`;
        const pair = measuredPair(a, b);
        assertSame(pair.a, measured(wide(a)), `first, ${what}`);
        assertSame(pair.b, measured(wide(b)), `second, ${what}`);
        let squares = 0;
        for (let i = 0; i < size; i++) squares += (a[i]! - b[i]!) ** 2;
        assert.ok(Object.is(pair.distance, Math.sqrt(squares)), `distance, ${what}`);
      }
    }
  });

  it('keeps the sign of the first zero where 0 is an extreme', () => {
    const data = new Float32Array(40).fill(1);
    data.set([-0, 0], 20);
    assert.ok(Object.is(measured(data).health.min, -0));
    data.set([0, -0], 20);
    assert.ok(Object.is(measured(data).health.min, 0));
  });

  it('counts and adds what is easily added: forty numbers 3, −4 in turns', () => {
    // Σx² = 20·9 + 20·16 = 500; mean −0.5; every number is 3.5 from it.
    const { health, squares } = measured(Float32Array.from({ length: 40 }, (_none, i) => (i % 2 === 0 ? 3 : -4)));
    assert.equal(squares, 500);
    assert.deepEqual(
      [health.negative, health.zero, health.positive, health.min, health.max, health.mean, health.std],
      [20, 0, 20, -4, 3, -0.5, 3.5],
    );
  });

  it('gives each of several arrays its own, in pairs or alone', () => {
    const sizes = [40, 1, 40, 50, 40, 40, 40];
    const arrays = sizes.map((size, i) => float32s(size, 0, i + 1));
    measuredAll(arrays).forEach((one, i) => assertSame(one, measured(wide(arrays[i]!)), `array ${i}`));
  });
});
