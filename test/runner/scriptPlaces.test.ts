/** @file What the expressions of a script had in the step that is shown, though the script waits in the next one already. */
import assert from 'node:assert/strict';
import { LossFile } from './loadedFile';

const TEXT = [
  "import * as tf from '@tensorflow/tfjs';",
  "const w = tf.variable(tf.scalar(3), true, 'w');",
  'const optimizer = tf.train.sgd(0.25);',
  'function loss(): tf.Scalar {',
  '  const square = w.square();',
  '  return square.mul(0.5) as tf.Scalar;',
  '}',
  'for (let i = 0; i < 5; i++) optimizer.minimize(loss);',
  '',
].join('\n');

describe('values of a script', () => {
  it('are those of the step that is shown, also inside its functions', async () => {
    const file = new LossFile();
    try {
      const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 256, takesNotes: true } as const;
      await file.state({ kind: 'load', path: 'loss.ts', text: TEXT, version: 1, options });
      await file.state({ kind: 'step', count: 2, trainingOp: null });
      const reply = await file.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
      assert.ok(reply.ok && reply.answer?.kind === 'placeValues');
      const told = reply.answer.places.map(({ place, name, value }) => [place.line, name, value.value]);
      // w: 3, then 3 − 0.25·3 = 2.25, of which step 2 makes 1.6875: its loss is 2.25²/2.
      const square = told.find(([line]) => line === 5);
      const result = told.find(([line]) => line === 6);
      assert.deepEqual(square?.[1], 'square');
      assert.equal(square?.[2], 5.0625);
      assert.equal(result?.[2], 2.53125);
    } finally {
      await file.dispose();
    }
  });
});
