/** @file Long float32 products against TensorFlow's, all bits: in which slices they are added up. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { contractionSlices } from '../../../../src/engine/rules/math/contractionSlices';
import { multiplier } from '../../../../src/engine/rules/math/matmulKernel';

type Recorded = readonly [m: number, k: number, n: number, flipA: number, flipB: number, hash: number];

const recorded = JSON.parse(
  fs.readFileSync(path.join(process.cwd(), 'test/oracle/products/recorded.json'), 'utf8'),
) as readonly Recorded[];

/** As in test/oracle/products/record.py. */
function filled(count: number, seed: number): Float32Array {
  let state = BigInt(seed);
  return Float32Array.from({ length: count }, () => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return Number(state) / 1073741824 - 1;
  });
}

function hashed(data: Float32Array): number {
  let value = 2166136261;
  for (const word of new Uint32Array(data.buffer)) value = Math.imul(value ^ word, 16777619) >>> 0;
  return value >>> 0;
}

describe('long products of matrices', () => {
  for (const [m, k, n, flipA, flipB, hash] of recorded) {
    it(`${m}×${k}×${n}${flipA ? ', the first transposed' : ''}${flipB ? ', the second transposed' : ''}`, () => {
      const c = new Float32Array(m * n);
      const product = { m, k, n, transposeA: flipA === 1, transposeB: flipB === 1 };
      multiplier('float32', product)(filled(m * k, 1), 0, filled(k * n, 2), 0, c, 0);
      assert.equal(hashed(c), hash);
    });
  }

  it('slices cover k once, whatever the shape', () => {
    for (const [m, k, n] of [[1, 1, 1], [2, 97, 3], [7, 385, 9], [640, 4801, 5], [4, 769, 4]] as const) {
      const lengths = contractionSlices(m, k, n).flat();
      assert.equal(lengths.reduce((sum, length) => sum + length, 0), k);
      assert.ok(lengths.every((length) => length > 0));
    }
  });
});
