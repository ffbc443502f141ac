/** @file Steps that take their batch from a data set or a queue: explained, gone back to and forked with the same batch. */
import assert from 'node:assert/strict';
import type { Answer } from '../../src/protocol/explanations';
import { elements, LossFile } from './loadedFile';

const PIPELINE = `
import numpy as np
import tensorflow as tf
data = tf.data.Dataset.from_tensor_slices(np.arange(12, dtype=np.float32)).batch(2)
x = data.make_one_shot_iterator().get_next()
w = tf.Variable(1.0, name='w')
loss = tf.reduce_mean(tf.square(x * w - 1.0))
tf.summary.scalar('loss', loss)
merged = tf.summary.merge_all()
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        sess.run([train, merged])
`;

const QUEUE = `
import tensorflow as tf
queue = tf.FIFOQueue(10, tf.float32, shapes=[[]])
fill = queue.enqueue_many([[1.0, 2.0, 3.0, 4.0, 5.0]])
w = tf.Variable(1.0, name='w')
loss = tf.square(queue.dequeue() * w - 1.0)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(fill)
    for _ in range(5):
        sess.run(train)
`;

describe('steps that take their batch themselves', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  for (const [name, text] of [['a data set', PIPELINE], ['a queue', QUEUE]] as const) {
    it(`of ${name}: a step is checked on its own batch`, async () => {
      await file.load(text);
      const third = await file.step(3);
      const reply = await file.send({ kind: 'ask', question: { kind: 'check', step: 2, variable: null } });
      assert.ok(reply.ok, reply.ok ? '' : reply.error.message);
      const { rows } = reply.answer as Extract<Answer, { kind: 'check' }>;
      assert.deepEqual(rows.map(({ verdict }) => verdict), ['agrees']);
      // The question took nothing: the fourth step has the fourth batch.
      const fourth = await file.step(1);
      await file.load(text);
      const straight = await file.step(4);
      assert.deepEqual(elements(fourth, 'w', 'after'), elements(straight, 'w', 'after'));
      assert.notDeepEqual(elements(fourth, 'w', 'after'), elements(third, 'w', 'after'));
    });

    it(`of ${name}: a fork repeats the batches of the program's steps`, async () => {
      await file.load(text);
      const made = [];
      for (let i = 0; i < 4; i++) made.push(await file.step(1));
      await file.state({ kind: 'edit', index: 1, edit: { kind: 'value', variable: 'w:0', element: null, value: Number(elements(made[0]!, 'w', 'after')![0]) } });
      // The same value: the fork is the program's own way, batch by batch.
      for (let i = 1; i < 4; i++) {
        const forked = await file.step(1);
        assert.deepEqual(elements(forked, 'w', 'after'), elements(made[i]!, 'w', 'after'), `step ${i + 1}`);
      }
    });
  }
});
