/**
 * @file Random ops against streams recorded from TensorFlow 1.15's CPU kernels, two runs of each
 * op.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Op } from '../../../../src/engine/ops';
import { ruleOf } from '../../../../src/engine/ops';
import type { RandomSource } from '../../../../src/engine/random';
import { Philox } from '../../../../src/engine/random';
import { allocate } from '../../../../src/engine/dtypes';
import type { DType } from '../../../../src/engine/dtypes';
import { sizeOf } from '../../../../src/engine/shape';
import type { RecordedNumber, RecordedValue } from '../../../oracle/engine/recordedValue';
import { numberOf, readValue } from '../../../oracle/engine/recordedValue';

interface Recorded {
  readonly op: Op;
  readonly attributes: { readonly seed: number; readonly seed2: number; readonly dtype?: string };
  readonly inputs: readonly RecordedValue[];
  readonly dims: readonly number[];
  readonly dtype: DType;
  readonly runs: readonly (readonly RecordedNumber[])[];
}

const cases: readonly Recorded[] = JSON.parse(
  readFileSync(join('test', 'oracle', 'engine', 'random.json'), 'utf8'),
);

class Stream implements RandomSource {
  private position = 0;
  recall(): undefined {}
  remember(): void {}
  reserve(seed: number, seed2: number, blocks: number): Philox {
    const generator = new Philox(seed, seed2, this.position);
    this.position += blocks;
    return generator;
  }
}

describe('random ops draw what TensorFlow 1.15 draws', () => {
  for (const { op, attributes, inputs, dims, dtype, runs } of cases) {
    const start = inputs.map(([type, size, data]) => [type, size, data.slice(0, 3)]);
    const shown = JSON.stringify(start);
    it(`${op} ${JSON.stringify(attributes)} of ${shown}, twice`, () => {
      const values = inputs.map(readValue);
      const bound = ruleOf(op).bind(values, attributes, values);
      assert.deepEqual(bound.outputs, [dims]);
      const stream = new Stream();
      for (const run of runs) {
        const out = allocate(dtype, sizeOf(dims)).fill(99);
        bound.run(values.map(({ data }) => data), [out], stream);
        compare(Array.from(out), run.map(numberOf), dtype, op);
      }
    });
  }
});

/** Exact, but for float64 normals: there the last bits of log, sin and cos are the C library's. */
function compare(
  got: readonly number[],
  wanted: readonly number[],
  dtype: DType,
  op: string,
): void {
  if (dtype !== 'float64' || !op.includes('Normal')) {
    assert.deepEqual(got, wanted);
    return;
  }
  got.forEach((x, i) => {
    const y = wanted[i]!;
    assert.ok(Math.abs(x - y) <= 2 ** -50 * Math.abs(y), `[${i}]: ${x} is not ${y}`);
  });
}
