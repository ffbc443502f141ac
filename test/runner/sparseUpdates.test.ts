/**
 * @file Training on a few rows of a variable, end to end: every optimizer's row, its ledger and the
 * rows that stay.
 */
import assert from 'node:assert/strict';
import { elements, LossFile } from './loadedFile';

const program = (optimizer: string, width: number) => `
import tensorflow as tf
import numpy as np
start = np.linspace(-1.5, 2.0, 3 * ${width.toString()}).reshape(3, -1)
w = tf.Variable(start.astype('float32'), name='w')
loss = tf.reduce_sum(tf.square(tf.gather(w, [2, 0, 2])))
step = tf.train.get_or_create_global_step()
train = tf.train.${optimizer}.minimize(loss, global_step=step)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for k in range(3):
        s.run(train)
`;

const OPTIMIZERS = [
  'GradientDescentOptimizer(0.1)',
  'MomentumOptimizer(0.1, 0.9)',
  'MomentumOptimizer(0.1, 0.9, use_nesterov=True)',
  'AdagradOptimizer(0.1)',
  'AdagradDAOptimizer(0.1, step)',
  'AdagradDAOptimizer(0.1, step, l1_regularization_strength=0.1, l2_regularization_strength=0.2)',
  'AdadeltaOptimizer(0.1)',
  'RMSPropOptimizer(0.1, momentum=0.5)',
  'RMSPropOptimizer(0.1, centered=True)',
  'FtrlOptimizer(0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2)',
  'FtrlOptimizer(0.1, l2_shrinkage_regularization_strength=0.1)',
  'ProximalGradientDescentOptimizer(0.1, 0.05, 0.2)',
  'ProximalAdagradOptimizer(0.1, 0.1, 0.05, 0.2)',
  'AdamOptimizer(0.1)',
];

describe('a sparse gradient in the worker', function () {
  let file: LossFile;

  before(() => {
    file = new LossFile();
  });

  after(() => file.dispose());

  for (const optimizer of OPTIMIZERS) {
    for (const width of [1, 3]) {
      it(`${optimizer}, rows of ${width.toString()}: sparse, with a ledger of residual 0`, async () => {
        await file.load(program(optimizer, width));
        await file.step();
        const state = await file.step();
        const row = state.record!.rows[0]!;
        assert.equal(row.gradient.kind, 'sparse');
        assert.deepEqual(row.gradient.kind === 'sparse' && row.gradient.indices.values, [2, 0, 2]);
        assert.notEqual(row.formula, null);
        assert.equal(row.residual, 0);
        const before = elements(state, 'w', 'before')!;
        const after = elements(state, 'w', 'after')!;
        // Row 1 has no gradient: it stays, also under Adam, whose moments of it are still 0.
        assert.deepEqual(after.slice(width, 2 * width), before.slice(width, 2 * width));
        assert.notDeepEqual(after.slice(0, width), before.slice(0, width));
        assert.deepEqual(elements(await file.step(), 'w', 'before'), after);
      });
    }
  }

  it('Adam moves rows whose gradient has passed: their moments still decay', async () => {
    await file.load(`
import tensorflow as tf
w = tf.Variable([1.0, 2.0], name='w')
i = tf.placeholder(tf.int32, [1])
train = tf.train.AdamOptimizer(0.1).minimize(tf.reduce_sum(tf.square(tf.gather(w, i))))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    s.run(train, {i: [0]})
    s.run(train, {i: [1]})
`);
    await file.step();
    const state = await file.step();
    const row = state.record!.rows[0]!;
    const before = elements(state, 'w', 'before')!;
    const after = elements(state, 'w', 'after')!;
    assert.ok(after[0]! < before[0]!);
    assert.deepEqual(row.gradient.kind === 'sparse' && row.gradient.indices.values, [1]);
    assert.match(row.formula!, /^w′ = w − lr_t·m′/);
    const terms = row.terms.map(({ name }) => name);
    assert.deepEqual(terms, ['lr_t', 'm′', 'v′', '√v′+ε', 'lr_t·m′/(√v′+ε)']);
    assert.equal(row.residual, 0);
  });
});
