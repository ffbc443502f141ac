/** @file The two programs of the notes, byte for byte, through our tensorflow package and engine. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PythonUnderTest } from './pythonUnderTest';

const NOTES = 'test/frontends/python/tensorflow/notes';

describe('the programs of the notes', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  it('prints the clipped pairs and the values', () => {
    const lines = python.print(readFileSync(`${NOTES}/clip_by_norm.py`, 'utf8'));
    // y = w·x, w = 5, x = 10: dy/dw = 10, clipped to norm 6; dy/dx = 5, below 6
    assert.deepEqual(lines, ['[(6.0, 5.0), (5.0, 10.0)]', '[10.0, 5.0, 50.0]']);
  });

  it('reports the raw pairs, each clip and the training op', () => {
    const run = python.run(readFileSync(`${NOTES}/clip_by_norm.py`, 'utf8'));
    const [computed] = run.computed;
    assert.deepEqual(
      computed!.pairs.map(({ variable }) => variable.key),
      ['Variable_1', 'Variable'],
    );
    assert.equal(python.lineOf(computed!.origin), 11);
    assert.equal(python.lineOf(computed!.pairs[0]!.variable.origin), 6);
    assert.deepEqual(run.clips.map((clip) => clip.op), ['clip_by_norm', 'clip_by_norm']);
    assert.deepEqual(run.clips.map((clip) => python.lineOf(clip.origin)), [14, 14]);
    const gradient = computed!.pairs[0]!.gradient;
    assert.ok(gradient.kind === 'dense');
    assert.equal(run.clips[0]!.pairs[0]!.raw, gradient.tensor);
    const [training] = run.trainingOps;
    assert.equal(training!.node.name, 'GradientDescent');
    assert.equal(training!.updates[0]!.update!.op, 'ApplyGradientDescent');
    const applied = training!.updates[0]!.applied;
    assert.ok(applied.kind === 'dense');
    assert.equal(applied.tensor, run.clips[0]!.pairs[0]!.clipped);
  });

  it('shows the NameError of the fragment at its line', () => {
    const { outcome } = python.run(readFileSync(`${NOTES}/clip_by_value.py`, 'utf8'));
    assert.equal(outcome.type, 'NameError');
    assert.equal(outcome.place!.line, 4);
  });

  it('runs the fragment after its preamble: gradients 12 and −0.8, clipped to 1 and −0.8', () => {
    const text =
      readFileSync(`${NOTES}/clip_by_value_preamble.py`, 'utf8') +
      readFileSync(`${NOTES}/clip_by_value.py`, 'utf8') +
      `
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([grads_and_vars[0][0], capped_gvs[0][0]]))
    sess.run(training_op)
    print(sess.run(w))
`;
    // d/dw Σ 2w² = 4w = 12 and −0.8; w − 0.1·clipped = 3 − 0.1 = 2.9 and −0.2 + 0.08 = −0.12
    assert.deepEqual(python.print(text), [
      '[array([12. , -0.8], dtype=float32), array([ 1. , -0.8], dtype=float32)]',
      '[ 2.9  -0.12]',
    ]);
  });
});
