/**
 * @file Forks of programs under eager execution: the script runs again and the change is made in it. Each is
 * compared, bit for bit, with a program in whose text the same change is written.
 */
import assert from 'node:assert/strict';
import type { Edit, SessionState } from '../../src/protocol/messages';
import { LossFile } from './loadedFile';

interface Case {
  readonly name: string;
  /** `CHANGE` stands for what the changed text does after each step. */
  readonly text: string;
  readonly edit: Edit;
  readonly change: string;
}

const HEAD = 'import numpy as np\nimport tensorflow as tf\ntf.enable_eager_execution()\n';
const STEPS = 6;
const AFTER = 3;

const LINE = `${HEAD}
w = tf.Variable([0.5, -1.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
for i in range(${STEPS}):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.square(w * 1.5 - [1.0, float(i)]))
    optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    print(i, loss.numpy())
    CHANGE
`;

const ADAM = `${HEAD}
tf.set_random_seed(4)
w = tf.Variable(tf.random_normal([3, 2]), name='w')
b = tf.Variable(tf.zeros([2]), name='b')
optimizer = tf.train.AdamOptimizer(0.05)
for i in range(${STEPS}):
    x = tf.random_uniform([4, 3])
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.tanh(tf.matmul(x, w) + b) - 0.25))
    gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, [w, b]), 0.1)
    optimizer.apply_gradients(zip(gradients, [w, b]))
    CHANGE
`;

const MOMENTUM = `${HEAD}
np.random.seed(3)
w = tf.Variable(np.random.randn(4).astype('float32'), name='w')
step = tf.train.get_or_create_global_step()
optimizer = tf.train.MomentumOptimizer(0.02, 0.9)
for i in range(${STEPS}):
    x = np.random.rand(5, 4).astype('float32')
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.linalg.matvec(x, w) - 1.0))
    optimizer.apply_gradients([(tape.gradient(loss, w), w)], global_step=step)
    CHANGE
`;

const LAYERS = `${HEAD}
tf.set_random_seed(1)
model = tf.keras.Sequential([tf.keras.layers.Dense(4, activation='relu'), tf.keras.layers.Dropout(0.5), tf.keras.layers.Dense(1)])
optimizer = tf.train.RMSPropOptimizer(0.01)
x = tf.constant(np.linspace(-1, 1, 12).reshape(6, 2), tf.float32)
for i in range(${STEPS}):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True) - 0.5))
    variables = model.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    CHANGE
`;

const CASES: readonly Case[] = [
  {
    name: 'a variable', text: LINE, edit: { kind: 'value', variable: 'w:0', element: null, value: 0.75 },
    change: `if i == ${AFTER - 1}: w.assign([0.75, 0.75])`,
  },
  {
    name: 'a learning rate', text: LINE, edit: { kind: 'learningRate', variable: null, rate: 0.25 },
    change: `if i == ${AFTER - 1}: optimizer = tf.train.GradientDescentOptimizer(0.25)`,
  },
  {
    name: 'an element, under Adam, clips and random batches', text: ADAM,
    edit: { kind: 'value', variable: 'w:0', element: 3, value: -2 },
    change: `if i == ${AFTER - 1}: v = w.numpy(); v[1, 1] = -2; w.assign(v)`,
  },
  {
    name: 'a slot', text: MOMENTUM, edit: { kind: 'value', variable: 'w/Momentum:0', element: null, value: 0 },
    change: `if i == ${AFTER - 1}: optimizer.get_slot(w, 'momentum').assign([0.0] * 4)`,
  },
  {
    name: 'a bias of a layer, beside dropout', text: LAYERS,
    edit: { kind: 'value', variable: 'sequential/dense_1/bias:0', element: 0, value: 1.5 },
    change: `if i == ${AFTER - 1}: model.layers[-1].bias.assign([1.5])`,
  },
];

describe('a fork under eager execution', function () {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  const fork = (change: Edit, index: number | null) => file.state({ kind: 'edit', index, edit: change });
  const valuesOf = ({ record }: SessionState) =>
    record!.rows.map(({ variable, before, after, slots, applied }) => ({
      variable, before: before?.values, after: after?.values, applied: applied?.values, slots: slots.map((slot) => slot.after?.values),
    }));

  /** The states after the steps from `AFTER` + 1 to the last. */
  async function rest(): Promise<ReturnType<typeof valuesOf>[]> {
    const all = [];
    for (let index = AFTER + 1; index <= STEPS; index++) all.push(valuesOf(await file.step()));
    return all;
  }

  for (const { name, text, edit, change } of CASES) {
    it(`changes ${name} as the text would`, async () => {
      await file.load(text.replace('CHANGE', change));
      await file.step(AFTER);
      const wanted = await rest();
      await file.load(text.replace('CHANGE', 'pass'));
      await file.step(AFTER);
      const before = file.printed;
      const begun = await fork(edit, null);
      assert.deepEqual([begun.timeline, begun.cursor, begun.stepCount, begun.script], [1, AFTER, AFTER, 'parked']);
      assert.equal(begun.record?.phase, 'computed');
      assert.equal(file.printed, before, 'what was printed is not printed again');
      assert.deepEqual(await rest(), wanted);
      // The program's own way goes on as if there were no fork.
      await file.state({ kind: 'timeline', timeline: 0 });
      const own = await rest();
      await file.load(text.replace('CHANGE', 'pass'));
      await file.step(AFTER);
      assert.deepEqual(own, await rest());
      assert.notDeepEqual(own, wanted);
    });
  }

  it('begins at an earlier step, from a script that has ended, and from another fork', async () => {
    await file.load(LINE.replace('CHANGE', `if i == 1: w.assign([2.0, 2.0])\n    if i == ${AFTER - 1}: w.assign([0.75, 0.75])`));
    await file.step(AFTER);
    const wanted = await rest();
    await file.load(LINE.replace('CHANGE', 'pass'));
    const ended = await file.step(STEPS + 1);
    assert.equal(ended.script, 'ended');
    await fork({ kind: 'value', variable: 'w:0', element: null, value: 2 }, 2);
    await file.step();
    await fork({ kind: 'value', variable: 'w:0', element: null, value: 0.75 }, null);
    assert.deepEqual(await rest(), wanted);
  });

  it('draws other numbers with another seed, the same ones each time', async () => {
    await file.load(ADAM.replace('CHANGE', 'pass'));
    await file.step(AFTER);
    const own = await rest();
    const seeds = [];
    for (const seed of [1, 1, 2]) {
      await file.state({ kind: 'timeline', timeline: 0 });
      await fork({ kind: 'seed', seed }, AFTER);
      seeds.push(await rest());
    }
    assert.deepEqual(seeds[0], seeds[1]);
    assert.notDeepEqual(seeds[0], seeds[2]);
    assert.notDeepEqual(seeds[0], own);
  });

  it('is refused with the reason, and the script stays where it is', async () => {
    await file.load(ADAM.replace('CHANGE', 'pass'));
    const none = await file.send({ kind: 'edit', index: 0, edit: { kind: 'value', variable: 'w:0', element: null, value: 1 } });
    assert.ok(!none.ok);
    assert.match(none.error.message, /change them in the file, or make a step/);
    await file.step(2);
    const clip = await file.send({ kind: 'edit', index: null, edit: { kind: 'threshold', variable: 'w:0', stage: 0, thresholds: [1] } });
    assert.ok(!clip.ok);
    assert.match(clip.error.message, /clip_by_global_norm, line 13, has run before apply_gradients/);
    assert.equal((await file.step()).cursor, 3);
  });

  it('is refused where the file does not do the same again', async () => {
    const unseeded = `${HEAD}
import time
w = tf.Variable(1.0, name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
for i in range(4):
    with tf.GradientTape() as tape:
        loss = tf.square(w - time.perf_counter())
    optimizer.apply_gradients([(tape.gradient(loss, w), w)])
`;
    await file.load(unseeded);
    await file.step(2);
    const refused = await file.send({ kind: 'edit', index: null, edit: { kind: 'value', variable: 'w:0', element: null, value: 3 } });
    assert.ok(!refused.ok);
    assert.match(refused.error.message, /did not do the same again: w is another after step 1/);
    const shown = await file.state({ kind: 'goTo', index: 1 });
    assert.deepEqual([shown.timelines.length, shown.timeline, shown.cursor], [1, 0, 1]);
  });
});
