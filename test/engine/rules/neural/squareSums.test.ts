/** @file Half the sum of squares has the bits of the sum of half squares that are stored one by one. */
import assert from 'node:assert/strict';
import { eigenSum } from '../../../../src/engine/rules/neural/eigenSum';
import { halfSquareSum } from '../../../../src/engine/rules/neural/squareSums';
import { float32Kinds, float32s } from '../../randomFloats';

describe('half the sum of squares', () => {
  it('is the sum in the order of Eigen, for numbers of every kind and runs of every length', () => {
    for (const size of [0, 1, 7, 8, 13, 1000, 8192, 8193, 20_003, 100_000]) {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const numbers = float32s(size + 3, kind, size);
        const halves = numbers.map((x) => Math.fround(x * x) * 0.5);
        const wanted = eigenSum('float32')(halves, 3, size);
        assert.ok(Object.is(halfSquareSum(numbers, 3, size), wanted), `${size} numbers of kind ${kind}`);
        assert.ok(Object.is(halfSquareSum(numbers.slice(3), 0, size), wanted), `${size} numbers alone`);
      }
    }
  });
});
