/** @file Optimizer kernels against single steps recorded from TensorFlow 1.15, bit for bit. */
import assert from 'node:assert/strict';
import { allocate } from '../../../../src/engine/dtypes';
import { ruleOf } from '../../../../src/engine/ops';
import { Philox } from '../../../../src/engine/random';
import { sizeOf } from '../../../../src/engine/shape';
import { recordedUpdates } from '../../../oracle/engine/recordedUpdates';

const unused = {
  reserve: () => new Philox(0, 0, 0),
  recall: () => undefined,
  remember: () => undefined,
};

describe('an optimizer step is bit-equal to TensorFlow 1.15', () => {
  for (const { title, op, attributes, inputs, after } of recordedUpdates) {
    it(title, () => {
      const bound = ruleOf(op).bind(inputs, attributes, inputs);
      const outputs = bound.outputs.map((dims) => allocate(inputs[0]!.dtype, sizeOf(dims)));
      bound.run(inputs.map(({ data }) => data), outputs, unused);
      outputs.forEach((out, i) => assert.deepEqual(Array.from(out), Array.from(after[i]!.data)));
    });
  }
});
