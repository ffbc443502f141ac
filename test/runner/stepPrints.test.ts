/** @file What a step prints, by tf.Print and by the program after it, is beside that step and no other. */
import assert from 'node:assert/strict';
import { LossFile } from './loadedFile';

const PROGRAM = `
import tensorflow as tf
w = tf.Variable(1.0, name='w')
loss = tf.square(tf.Print(w, [w], 'w is '))
train = tf.train.GradientDescentOptimizer(0.25).minimize(loss)
print('built')
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train)
        if i != 1:
            print('after', i)
    print('done')
`;

const MANY = `
import tensorflow as tf
w = tf.Variable(1.0, name='w')
train = tf.train.GradientDescentOptimizer(0.25).minimize(tf.square(w))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(train)
        for k in range(150):
            print(i, k)
`;

describe('what a step prints', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  it('is beside it: the ops’ lines and the program’s until the next step', async () => {
    const first = await file.load(PROGRAM);
    assert.equal(first.record?.printed, undefined);
    // w = 1, then w − 0.25·2w: 0.5, 0.25.
    const wanted = [['w is [1]', 'after 0'], ['w is [0.5]'], ['w is [0.25]', 'after 2', 'done']];
    for (const [i, lines] of wanted.entries()) {
      const { record } = await file.step();
      assert.deepEqual(record?.printed, { lines, omitted: 0 }, `step ${i + 1}`);
    }
    assert.deepEqual((await file.back(2)).record?.printed, { lines: wanted[0], omitted: 0 });
  });

  it('is there of steps that a longer run passes by', async () => {
    await file.load(PROGRAM);
    await file.step(3);
    const answer = await file.send({ kind: 'ask', question: { kind: 'records', from: 1, to: 3 } });
    assert.ok(answer.ok && answer.answer?.kind === 'records');
    assert.deepEqual(answer.answer.records.map(({ printed }) => printed?.lines.at(-1)), ['after 0', 'w is [0.5]', 'done']);
  });

  it('is cut after a hundred lines, and the rest is counted', async () => {
    await file.load(MANY);
    const { record } = await file.step();
    assert.equal(record?.printed?.lines.length, 100);
    assert.equal(record.printed.lines[99], '0 99');
    assert.equal(record.printed.omitted, 50);
  });
});
