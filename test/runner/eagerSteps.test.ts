/** @file Eager execution under the debugger: a call of apply_gradients is a step like any other. */
import assert from 'node:assert/strict';
import type { Answer, Question } from '../../src/protocol/explanations';
import { elements, LossFile } from './loadedFile';

const program = (optimizer: string) => `
import tensorflow as tf
tf.enable_eager_execution()
w = tf.Variable([3.0, 4.0], name='w')
b = tf.Variable(1.0, name='b')
unused = tf.Variable(1.0, name='unused')
step = tf.train.get_or_create_global_step()
optimizer = tf.train.${optimizer}
for k in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(w * w) + b
    grads = tape.gradient(loss, [w, b, unused])
    clipped = [g if g is None else tf.clip_by_norm(g, 5.0) for g in grads]
    optimizer.apply_gradients(zip(clipped, [w, b, unused]), global_step=step)
    print('loss', loss.numpy())
`;

const OPTIMIZERS = [
  'GradientDescentOptimizer(0.5)',
  'MomentumOptimizer(0.1, 0.9)',
  'MomentumOptimizer(0.1, 0.9, use_nesterov=True)',
  'AdagradOptimizer(0.1)',
  'AdagradDAOptimizer(0.1, step)',
  'AdadeltaOptimizer(0.1)',
  'RMSPropOptimizer(0.1, momentum=0.5)',
  'RMSPropOptimizer(0.1, centered=True)',
  'FtrlOptimizer(0.1, l1_regularization_strength=0.1)',
  'ProximalGradientDescentOptimizer(0.1, 0.05, 0.2)',
  'ProximalAdagradOptimizer(0.1, 0.1, 0.05, 0.2)',
  'AdamOptimizer(0.1)',
];

describe('eager execution in the worker', function () {
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
    assert.deepEqual(w!.gradient.kind === 'dense' && w!.gradient.tensor.values, [6, 8]);
    assert.equal(w!.stages[0]!.op, 'clip_by_norm');
    assert.equal(w!.stages[0]!.factor, 0.5);
    assert.equal(w!.stages[0]!.fired, true);
    assert.equal(w!.stages[0]!.place!.line, 13);
    assert.equal(b!.stages[0]!.fired, false);
    assert.equal(unused!.gradient.kind, 'none');
    assert.match(unused!.gradient.kind === 'none' ? unused!.gradient.reason : '', /did not watch/);
    assert.deepEqual(record!.loss!.values, [26]);
    assert.equal(w!.after, null);
  });

  it('steps, goes back exactly, and goes on', async () => {
    await file.load(program('GradientDescentOptimizer(0.5)'));
    const first = await file.step();
    assert.deepEqual(elements(first, 'w', 'before'), [3, 4]);
    assert.deepEqual(elements(first, 'w', 'after'), [1.5, 2]);
    assert.equal(first.record!.globalStep, 1);
    assert.equal(first.record!.place!.line, 14);
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

  it('is stepped on after its end by the operations of its last step, from the variables of now', async () => {
    await file.load(program('GradientDescentOptimizer(0.5)'));
    for (let i = 0; i < 3; i++) await file.step();
    const more = await file.step();
    assert.equal(more.script, 'ended');
    assert.equal(more.record!.index, 4);
    assert.equal(more.record!.driver, 'debugger');
    const before = elements(more, 'w', 'before')!.map(Number);
    const gradient = more.record!.rows[0]!.gradient;
    assert.deepEqual(gradient.kind === 'dense' && gradient.tensor.values, before.map((x) => 2 * x));
    assert.equal(more.record!.globalStep, 4);
    assert.equal(more.record!.rows[0]!.residual, 0);
  });

  for (const optimizer of OPTIMIZERS) {
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

  it('tells two training ops apart by their optimizer and line', async () => {
    const gan = `
import tensorflow as tf
tf.enable_eager_execution()
a = tf.Variable(1.0, name='a')
b = tf.Variable(2.0, name='b')
one = tf.train.AdamOptimizer(0.1)
two = tf.train.AdamOptimizer(0.2)
for k in range(2):
    one.minimize(lambda: a * b, var_list=[a])
    two.minimize(lambda: -a * b, var_list=[b])
`;
    await file.load(gan);
    const first = await file.step();
    const second = await file.step();
    assert.deepEqual(first.record!.rows.map((row) => row.name), ['a']);
    assert.deepEqual(second.record!.rows.map((row) => row.name), ['b']);
    assert.notEqual(first.record!.trainingOp, second.record!.trainingOp);
    assert.equal(second.trainingOps.length, 2);
  });

  it('takes an assignment of what is made of the variable\'s own gradient for a step', async () => {
    const byHand = `import tensorflow as tf
tf.enable_eager_execution()
w = tf.Variable(5.0, name='w')
b = tf.Variable(1.0, name='b')
sums = tf.Variable(0.0, trainable=False, name='sums')
for k in range(2):
    with tf.GradientTape() as tape:
        loss = w * w + b * b
    dw, db = tape.gradient(loss, [w, b])
    dw = tf.clip_by_value(dw, -4.0, 4.0)
    sums.assign_add(dw)
    w.assign_sub(0.25 * dw)
    b.assign(b - 0.25 * db)
`;
    await file.load(byHand);
    const first = await file.step();
    const [w] = first.record!.rows;
    assert.equal(w!.name, 'w');
    assert.equal(w!.stages[0]!.op, 'clip_by_value');
    assert.deepEqual([elements(first, 'w', 'gradient'), elements(first, 'w', 'after')], [[10], [4]]);
    assert.equal(w!.residual, 0);
    assert.deepEqual(first.record!.loss!.values, [26]);
    const second = await file.step();
    assert.deepEqual([elements(second, 'b', 'gradient'), elements(second, 'b', 'after')], [[2], [0.5]]);
    assert.equal(second.record!.rows[0]!.residual, 0);
    const third = await file.step();
    assert.equal(third.record!.trainingOp, first.record!.trainingOp);
    assert.equal(third.trainingOps.length, 2);
  });

  it('lets go of what nobody holds', async () => {
    const counting = `
import tensorflow as tf
from tensorflow import _engine
tf.enable_eager_execution()
total = tf.constant(0.0)
for k in range(3000):
    total = total + tf.square(tf.constant([1.0, 2.0]) * 2.0)[0]
held, made = _engine.eager_counts().split(',')
assert int(made) > 12000, made
assert int(held) < 1000, held
`;
    const { error } = await file.load(counting);
    assert.equal(error, null);
  });

  it('recognizes every clip of gradients, the global one too', async () => {
    for (const clip of ['clip_by_global_norm', 'clip_by_average_norm', 'clip_by_value']) {
      const call = { clip_by_global_norm: '(g, 5.0)[0]', clip_by_average_norm: '(g[0], 0.1)', clip_by_value: '(g[0], -1.0, 1.0)' }[clip]!;
      const { record } = await file.load([
        'import tensorflow as tf',
        'tf.enable_eager_execution()',
        "w = tf.Variable([1.0, 2.0], name='w')",
        'with tf.GradientTape() as tape:',
        '    loss = tf.reduce_sum(tf.square(w * 9.0))',
        'g = tape.gradient(loss, [w])',
        `c = tf.${clip}${call}`,
        'tf.train.GradientDescentOptimizer(0.1).apply_gradients([(c[0] if isinstance(c, list) else c, w)])',
      ].join('\n'));
      const [stage] = record!.rows[0]!.stages;
      assert.deepEqual([stage?.op, stage?.isClip, stage?.fired], [clip, true, true]);
    }
  });

  it('explains the last step of each training op: lines, terms, differences, the first bad op', async () => {
    await file.load([
      'import tensorflow as tf',
      'tf.enable_eager_execution()',
      "w = tf.Variable([3.0, 0.5], name='w')",
      'optimizer = tf.train.GradientDescentOptimizer(0.1)',
      'for i in range(3):',
      '    with tf.GradientTape() as tape:',
      '        fit = tf.reduce_sum(tf.square(w - 1.0))',
      '        decay = 0.5 * tf.reduce_sum(w * w)',
      '        loss = fit + decay',
      '    grads = tape.gradient(loss, [w])',
      '    optimizer.apply_gradients(zip(grads, [w]))',
      'with tf.GradientTape() as tape:',
      '    loss = tf.reduce_sum(tf.math.log(w - w))',
      'optimizer.apply_gradients(zip(tape.gradient(loss, [w]), [w]))',
    ].join('\n'));
    const ask = async <K extends Question['kind']>(question: Extract<Question, { kind: K }>) => {
      const reply = await file.send({ kind: 'ask', question });
      assert.ok(reply.ok, reply.ok ? '' : reply.error.message);
      return reply.answer as Extract<Answer, { kind: K }>;
    };
    for (let k = 0; k < 2; k++) {
      const { record } = await file.step(1);
      const gradient = record!.rows[0]!.gradient;
      assert.ok(gradient.kind === 'dense');
      const why = await ask({ kind: 'why', step: null, variable: 'w:0', element: 0 });
      assert.equal(why.gradient.value, gradient.tensor.values[0]);
      assert.deepEqual(why.lines.map(({ place }) => place?.line).sort(), [7, 8]);
      const shares = why.lines.map(({ share }) => Number(share));
      assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-6);
      const check = await ask({ kind: 'check', step: null, variable: null });
      assert.deepEqual(check.rows.map(({ verdict, precision }) => [verdict, precision]), [['agrees', 'float64']]);
      const split = await ask({ kind: 'lossTerms', step: null });
      assert.deepEqual(split.terms.map(({ name, place }) => [name, place?.line]), [['fit', 7], ['decay', 8]]);
      // w was [3, 0.5] before the first step.
      if (k === 0) assert.deepEqual(split.terms.map(({ value }) => value), [4.25, 4.625]);
    }
    const old = await file.send({ kind: 'ask', question: { kind: 'check', step: 1, variable: null } });
    assert.match(old.ok ? '' : old.error.message, /only the last step of each training op can be explained.* Explained can be: step 2\./);
    await file.step(2);
    const { found } = await ask({ kind: 'firstBadOp', step: null });
    assert.deepEqual([found?.op, found?.place?.line, found?.trap], ['Log', 13, 'log-of-zero']);
  });

  it('is compared from what is kept of its steps: they are not evaluated again', async () => {
    await file.load(program('AdamOptimizer(0.1)'));
    await file.step(2);
    const question = { kind: 'compare', a: { timeline: 0, index: 1 }, b: { timeline: 0, index: 2 } } as const;
    const compared = await file.send({ kind: 'ask', question });
    assert.ok(compared.ok && compared.answer?.kind === 'compare');
    assert.equal(compared.answer.rows[0]?.before?.differing, 2);
    // Time goes on as before.
    const reached = await file.state({ kind: 'runUntil', condition: 'step == 3', limit: 10, trainingOp: null });
    assert.equal(reached.cursor, 3);
  });
});
