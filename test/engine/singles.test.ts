/** @file The float32 kernels against plain loops: every bit has to be the same. */
import assert from 'node:assert/strict';
import { SHORTEST } from '../../src/engine/singles/arrays';
import { kernels } from '../../src/engine/singles/kernels';
import type { Arithmetic, Operand } from '../../src/engine/updateLedger/arithmetic';
import { arithmeticOf } from '../../src/engine/updateLedger/arithmetic';
import { Scratch } from '../../src/engine/updateLedger/scratch';
import type { Value } from '../../src/engine/value';
import { scalar } from '../../src/engine/value';
import { float32Kinds, float32s } from './randomFloats';

const OPS = ['add', 'subtract', 'multiply', 'divide'] as const;

const vector = (data: Float32Array): Value => ({ dtype: 'float32', dims: [data.length], data });

/** NaN is NaN: which of its bit patterns an operation gives is left open by IEEE 754. */
function assertSame(actual: Value, expected: Value, what: string): void {
  assert.deepEqual(actual.dims, expected.dims);
  assert.equal(actual.data.length, expected.data.length);
  for (let i = 0; i < expected.data.length; i++) {
    if (!Object.is(actual.data[i], expected.data[i])) {
      assert.fail(`${what}, element ${i}: ${actual.data[i]} instead of ${expected.data[i]}`);
    }
  }
}

describe('float32 kernels', () => {
  it('are there in Node and in every browser that VS Code runs in', () => {
    assert.notEqual(kernels(), null);
  });

  it('round once per operation, as a loop in float64 that stores float32', () => {
    const scratch = new Scratch();
    const by = arithmeticOf('float32', scratch);
    const plain = arithmeticOf('float32');
    const kinds = float32Kinds.length;
    for (const size of [SHORTEST, SHORTEST + 1, SHORTEST + 3, 1000]) {
      for (let kind = 0; kind < kinds; kind++) {
        const x = vector(float32s(size, kind, size));
        const y = vector(float32s(size, (kind * 3 + 1) % kinds, size + 1));
        for (const op of OPS) {
          const check = (a: Operand, b: Operand, form: string) =>
            assertSame(by[op](a, b), plain[op](a, b), `${op} ${form}, ${size} elements of kind ${kind}`);
          check(x, y, 'of two vectors');
          check(x, x, 'of a vector and itself');
          for (const one of [scalar('float32', 0.1), scalar('float32', -0), scalar('float32', NaN), 3]) {
            check(x, one, 'with one number');
            check(one, y, 'of one number');
          }
          // float64 is no operand of the kernel: 0.1 would be rounded before it is used.
          check(x, scalar('float64', 0.1), 'with a float64');
        }
        scratch.release();
      }
    }
  });

  it('go on with what they made', () => {
    const scratch = new Scratch();
    const reckoned = (by: Arithmetic) => {
      const g = vector(float32s(77, 0, 5));
      const step = by.multiply(by.add(g, by.multiply(g, g)), 0.01);
      return by.divide(by.subtract(g, step), by.add(by.root(by.absolute(step)), 1e-7));
    };
    assertSame(reckoned(arithmeticOf('float32', scratch)), reckoned(arithmeticOf('float32')), 'chain');
    scratch.release();
  });

  it('leave what has no room in their memory to a loop', () => {
    const scratch = new Scratch();
    // 16 MB hold four million floats.
    const data = new Float32Array(4_200_000).fill(1.5);
    const { data: sum } = arithmeticOf('float32', scratch).add(vector(data), 2);
    assert.deepEqual([sum[0], sum.at(-1)], [3.5, 3.5]);
    assert.equal(scratch.placed(data), data);
    scratch.release();
    // The room that was taken on the way is free again.
    assert.notEqual(scratch.placed(float32s(1000, 0, 1)).buffer, data.buffer);
    scratch.release();
  });

  it('take the same room again after a release', () => {
    const scratch = new Scratch();
    const places = [1, 2].map((seed) => {
      const { byteOffset } = scratch.placed(float32s(100, 0, seed));
      scratch.release();
      return byteOffset;
    });
    assert.equal(places[0], places[1]);
  });

  it('tell whether all bits are the same, to the last element', () => {
    const scratch = new Scratch();
    const same = (x: Float32Array, y: Float32Array) => {
      const answer = scratch.isSame(x, y);
      scratch.release();
      return answer;
    };
    for (const size of [32, 33, 34, 35, 1000]) {
      const x = float32s(size, 0, 3);
      assert.equal(same(x, x.slice()), true);
      for (const at of [0, 17, size - 1]) {
        const other = x.slice();
        other[at]! += 1;
        assert.equal(same(x, other), false, `${size} elements, another one at ${at}`);
      }
    }
    assert.equal(same(new Float32Array(40), new Float32Array(40).fill(-0)), false);
    assert.equal(same(new Float32Array(40), new Float32Array(41)), false);
  });
});
