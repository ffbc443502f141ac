/** @file tf.function under the debugger: a call that applies gradients is a step like any other. */
import assert from 'node:assert/strict';
import { elements, LossFile } from './loadedFile';

const program = (optimizer: string) => `
import tensorflow as tf
tf.enable_eager_execution()
w = tf.Variable([3.0, 4.0], name='w')
b = tf.Variable(1.0, name='b')
unused = tf.Variable(1.0, name='unused')
step = tf.train.get_or_create_global_step()
optimizer = tf.train.${optimizer}
@tf.function
def train_step(scale):
    with tf.GradientTape() as tape:
        loss = scale * tf.reduce_sum(w * w) + b
    grads = tape.gradient(loss, [w, b, unused])
    clipped = [g if g is None else tf.clip_by_norm(g, 5.0) for g in grads]
    optimizer.apply_gradients(zip(clipped, [w, b, unused]), global_step=step)
    return loss
for k in range(3):
    print('loss', train_step(tf.constant(1.0)).numpy())
`;

const TWO = `
import tensorflow as tf
tf.enable_eager_execution()
a = tf.Variable(1.0, name='a')
b = tf.Variable(2.0, name='b')
one = tf.train.GradientDescentOptimizer(0.5)
two = tf.train.GradientDescentOptimizer(0.25)
@tf.function
def first():
    with tf.GradientTape() as tape:
        loss = a * b
    one.apply_gradients([(tape.gradient(loss, a), a)])
@tf.function
def second():
    with tf.GradientTape() as tape:
        loss = -a * b
    two.apply_gradients([(tape.gradient(loss, b), b)])
for k in range(3):
    first()
    second()
print('end', a.numpy(), b.numpy())
`;

describe('tf.function in the worker', function () {
  let file: LossFile;

  before(() => {
    file = new LossFile();
  });

  after(() => file.dispose());

  it('is parked before its first step, with the pairs and the clips of it', async () => {
    const { record, script } = await file.load(program('GradientDescentOptimizer(0.5)'));
    assert.equal(script, 'parked');
    assert.equal(record!.phase, 'computed');
    const [w, b, unused] = record!.rows;
    assert.deepEqual([w!.name, b!.name, unused!.name], ['w', 'b', 'unused']);
    assert.deepEqual(w!.gradient.kind === 'dense' && w!.gradient.tensor.values, [6, 8]);
    assert.equal(w!.stages[0]!.op, 'clip_by_norm');
    assert.equal(w!.stages[0]!.factor, 0.5);
    assert.equal(w!.stages[0]!.fired, true);
    assert.equal(w!.stages[0]!.place!.line, 14);
    assert.equal(b!.stages[0]!.fired, false);
    assert.equal(unused!.gradient.kind, 'none');
    assert.deepEqual(record!.loss!.values, [26]);
    assert.equal(w!.after, null);
  });

  it('steps, goes back exactly, and goes on', async () => {
    await file.load(program('GradientDescentOptimizer(0.5)'));
    const first = await file.step();
    assert.deepEqual(elements(first, 'w', 'before'), [3, 4]);
    assert.deepEqual(elements(first, 'w', 'after'), [1.5, 2]);
    assert.equal(first.record!.globalStep, 1);
    assert.equal(first.record!.place!.line, 15);
    const second = await file.step();
    assert.deepEqual(elements(second, 'w', 'before'), [1.5, 2]);
    const back = await file.back();
    assert.deepEqual(elements(back, 'w', 'after'), [1.5, 2]);
    const again = await file.step();
    assert.deepEqual(elements(again, 'w', 'after'), elements(second, 'w', 'after'));
    const third = await file.step();
    assert.equal(third.record!.index, 3);
    assert.equal(third.trainingOps.length, 1);
  });

  for (const optimizer of [
    'GradientDescentOptimizer(0.5)', 'MomentumOptimizer(0.1, 0.9)', 'AdagradOptimizer(0.1)',
    'RMSPropOptimizer(0.1, momentum=0.5)', 'AdamOptimizer(0.1)', 'FtrlOptimizer(0.1)',
  ]) {
    it(`${optimizer}: every row has a ledger of residual 0`, async () => {
      await file.load(program(optimizer));
      await file.step();
      const { record } = await file.step();
      const [w, b] = record!.rows;
      for (const row of [w!, b!]) {
        assert.notEqual(row.formula, null);
        assert.equal(row.residual, 0);
        assert.notDeepEqual(row.before!.values, row.after!.values);
      }
      for (const slot of w!.slots) assert.notEqual(slot.before, null);
    });
  }

  it('refuses a gradient that would draw other numbers than the call did', async () => {
    const { error } = await file.load([
      'import tensorflow as tf',
      'tf.enable_eager_execution()',
      'w = tf.Variable(2.0)',
      '@tf.function',
      'def f(x):',
      '    return tf.cond(x > 0.0, lambda: x * w * tf.random.uniform([]), lambda: x)',
      'with tf.GradientTape() as tape:',
      '    y = f(tf.constant(1.0))',
    ].join('\n'));
    assert.deepEqual([error?.type, error?.place?.line], ['NotImplementedError', 8]);
    assert.match(error?.message ?? '', /draws or calls inside of a conditional/);
  });

  it('is stepped on after the end of the file', async () => {
    await file.load(program('AdamOptimizer(0.1)'));
    await file.step(2);
    const before = elements(await file.step(), 'w', 'after');
    const more = await file.step();
    assert.equal(more.script, 'ended');
    assert.equal(more.record!.driver, 'debugger');
    assert.deepEqual(elements(more, 'w', 'before'), before);
    assert.equal(more.record!.rows[0]!.residual, 0);
    assert.equal(more.record!.globalStep, 4);
  });

  it('goes back over the steps of two functions that share their variables', async () => {
    await file.load(TWO);
    const states = [];
    for (let i = 0; i < 6; i++) states.push(await file.step());
    assert.equal(states[0]!.trainingOps.length, 2);
    assert.deepEqual(elements(states[2]!, 'a', 'before'), elements(states[0]!, 'a', 'after'));
    for (let i = 5; i > 1; i--) await file.back();
    // After step 2: b is as the second function left it, and the third step repeats itself from there.
    const third = await file.step();
    assert.deepEqual(elements(third, 'a', 'after'), elements(states[2]!, 'a', 'after'));
    const fourth = await file.step();
    assert.deepEqual(elements(fourth, 'b', 'after'), elements(states[3]!, 'b', 'after'));
  });
});
