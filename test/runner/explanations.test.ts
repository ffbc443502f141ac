/** @file Questions about real loss files: every gradient of the recorded scripts against differences, a NaN's birth, a split. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Question } from '../../src/protocol/explanations';
import { LossFile } from './loadedFile';

const SCRIPTS = path.join(process.cwd(), 'test', 'runner', 'scripts');

/** Scripts whose gradients are not the derivative of the loss on purpose. */
const NOT_DERIVATIVES: ReadonlySet<string> = new Set(['customGradients.py', 'eagerCustomGradient.py', 'independentPolicy.py']);

describe('explanations of loss files', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  async function ask<K extends Question['kind']>(question: Extract<Question, { kind: K }>) {
    const reply = await file.send({ kind: 'ask', question });
    if (!reply.ok) throw new Error(`${reply.error.type}: ${reply.error.message}`);
    return reply.answer as Extract<Answer, { kind: K }>;
  }

  it('finds every gradient of the recorded scripts right, and nothing that is none wrong', async () => {
    let checked = 0;
    for (const name of readdirSync(SCRIPTS).filter((entry) => entry.endsWith('.py') && entry !== 'record.py')) {
      const state = await file.load(readFileSync(path.join(SCRIPTS, name), 'utf8'), name).catch(() => null);
      if (!state?.record || /py_func/.test(readFileSync(path.join(SCRIPTS, name), 'utf8'))) continue;
      const reply = await file.send({ kind: 'ask', question: { kind: 'check', step: null, variable: null } });
      // A gradient that an eager step got from a tf.function has its ops in there.
      if (!reply.ok && name.startsWith('function') && /inside of a tf\.function/.test(reply.error.message)) continue;
      assert.ok(reply.ok && reply.answer?.kind === 'check', `${name}: ${reply.ok ? '' : reply.error.message}`);
      const { rows } = reply.answer;
      for (const { variable, verdict, worst, reason } of rows) {
        checked++;
        if (verdict !== 'disagrees') continue;
        assert.ok(NOT_DERIVATIVES.has(name), `${name} ${variable}: ${JSON.stringify(worst)}`);
        assert.match(reason ?? '', /gradient function of its own|tf\.stop_gradient is on the way/);
      }
    }
    assert.ok(checked > 100, `${checked} rows`);
  });

  it('finds a gradient that stops short inside a loop, though the loss bends on the way of the difference', async () => {
    await file.load([
      'import tensorflow as tf',
      "w = tf.Variable([3.0, 2.9995], name='w')",
      'body = lambda i, a: (i + 1, tf.nn.relu(a - 2.9) * tf.stop_gradient(w) + 3.0)',
      '_, y = tf.while_loop(lambda i, a: i < 2, body, [0, w])',
      'bend = tf.nn.relu(w - 2.999)',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(y + bend))',
    ].join('\n'));
    const [row] = (await ask({ kind: 'check', step: null, variable: null })).rows;
    assert.equal(row?.precision, 'float32');
    assert.equal(row?.verdict, 'disagrees', JSON.stringify(row));
  });

  it('agrees behind a loop where a shorter way does not cross the bend', async () => {
    await file.load([
      'import tensorflow as tf',
      "w = tf.Variable([1.0, -0.001], name='w')",
      '_, y = tf.while_loop(lambda i, a: i < 2, lambda i, a: (i + 1, tf.nn.relu(a) * 2.0), [0, w])',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(y))',
    ].join('\n'));
    const [row] = (await ask({ kind: 'check', step: null, variable: null })).rows;
    assert.equal(row?.precision, 'float32');
    assert.equal(row?.verdict, 'agrees', JSON.stringify(row));
  });

  it('names the op, the line and the element of a hand-written cross entropy at log 0', async () => {
    await file.load([
      'import tensorflow as tf',
      "W = tf.Variable([[90.0, -90.0]], name='W')",
      'y = tf.constant([[1.0, 1.0]])',
      'p = tf.nn.softmax(W)',
      'loss = -tf.reduce_sum(y * tf.log(p))',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    const { found } = await ask({ kind: 'firstBadOp', step: null });
    assert.equal(found?.op, 'Log');
    assert.equal(found?.place?.line, 5);
    assert.equal(found?.trap, 'log-of-zero');
    assert.deepEqual(found?.element, [0, 1]);
    assert.deepEqual(found?.operands.map(({ name, value }) => [name, value]), [['p', 0]]);
  });

  it('splits a loss with weight decay by the lines of its terms', async () => {
    await file.load([
      'import tensorflow as tf',
      "w = tf.Variable(2.0, name='w')",
      'fit = tf.square(w - 1.0)',
      'decay = 0.5 * tf.nn.l2_loss(w)',
      'loss = fit + decay',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    const { terms, rows } = await ask({ kind: 'lossTerms', step: null });
    assert.deepEqual(terms.map(({ name, place, value }) => [name, place?.line, value]), [['fit', 3, 1], ['decay', 4, 1]]);
    assert.deepEqual(rows[0]?.parts.map((part) => part?.norm), [2, 1]);
  });

  it('tells why by lines, and refuses to run a program function again', async () => {
    await file.load([
      'import tensorflow as tf',
      "w = tf.Variable(3.0, name='w')",
      'a = w * 4.0',
      'b = tf.square(w)',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(a - b)',
    ].join('\n'));
    const answer = await ask({ kind: 'why', step: null, variable: 'w:0', element: null });
    assert.equal(answer.gradient.value, -2);
    assert.deepEqual(answer.lines.map(({ place, share }) => [place?.line, share]), [[4, 3], [3, -2]]);
    assert.deepEqual(answer.branches.map(({ name }) => name), ['b', 'a']);
  });

  it('forks with another threshold: every constant that the clip made of the number is replaced', async () => {
    for (const clip of ['tf.clip_by_norm(g, 0.5)', 'tf.clip_by_average_norm(g, 0.5)', 'tf.clip_by_global_norm([g], 0.5)[0][0]']) {
      const text = (threshold: string) => [
        'import tensorflow as tf',
        "w = tf.Variable([3.0, 4.0], name='w')",
        'optimizer = tf.train.GradientDescentOptimizer(1.0)',
        '(g, v), = optimizer.compute_gradients(tf.nn.l2_loss(w), [w])',
        `train = optimizer.apply_gradients([(${clip.replace('0.5', threshold)}, v)])`,
      ].join('\n');
      await file.load(text('2.0'));
      const wanted = await file.step();
      await file.load(text('0.5'));
      await file.state({ kind: 'edit', index: 0, edit: { kind: 'threshold', variable: 'w:0', stage: 0, thresholds: [2] } });
      const forked = await file.step();
      assert.deepEqual(forked.record?.rows[0]?.after?.values, wanted.record?.rows[0]?.after?.values, clip);
      assert.equal(forked.timelines[1]?.fork?.index, 0);
    }
  });

  it('runs Adam until its loss is small, and forks with half the rate', async () => {
    await file.load([
      'import tensorflow as tf',
      "w = tf.Variable(5.0, name='w')",
      'train = tf.train.AdamOptimizer(0.5).minimize(tf.square(w))',
      'with tf.Session() as sess:',
      '    sess.run(tf.global_variables_initializer())',
      '    for i in range(100): sess.run(train)',
    ].join('\n'));
    const reached = await file.state({ kind: 'runUntil', condition: 'loss < 1', limit: 100, trainingOp: null });
    assert.match(reached.stopped ?? '', /^step 10: loss \(0\.\d+\) < 1$/);
    const forked = await file.state({ kind: 'edit', index: 0, edit: { kind: 'learningRate', variable: null, rate: 0.25 } });
    assert.equal(forked.timelines[1]?.fork?.edit, 'learning rate = 0.25');
    const row = (await file.step()).record?.rows[0];
    assert.ok(Math.abs(Number(row?.after?.values[0]) - 4.75) < 1e-4, String(row?.after?.values[0]));
    assert.equal(row?.residual, 0);
  });
});
