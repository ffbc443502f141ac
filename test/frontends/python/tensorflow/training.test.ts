/** @file Optimizers as a program and the debugger see them: steps, slots, variables(), global step, reports. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

describe('tf.train optimizers', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  const prints = (text: string): string[] => python.print(`import tensorflow as tf\n${text}`);

  it('takes gradient descent steps and counts them', () => {
    const lines = prints(`
w = tf.Variable(3.0); step = tf.Variable(0, trainable=False)
t = tf.train.GradientDescentOptimizer(0.1).minimize(w * w, global_step=step)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    print(s.run(t)); s.run(t)
    print(s.run([w, step]), tf.get_collection('train_op')[0] is t)
`);
    // 3·0.8 = 2.4, 2.4·0.8 = 1.92; rounded per op in float32 as TensorFlow prints it
    assert.deepEqual(lines, ['None', '[1.9200001, 2] True']);
  });

  it('names slots as TensorFlow does and finds them by variable', () => {
    const lines = prints(`
w = tf.Variable([1.0], name='w'); b = tf.Variable(1.0, name='b')
o = tf.train.AdamOptimizer(); t = o.minimize(tf.reduce_sum(w) * b)
print(o.get_slot_names(), o.get_slot(w, 'm').name, o.get_slot(w, 'v').name, o.get_slot(w, 'x'))
print([v.name for v in o.variables()], o.get_name())
r = tf.train.RMSPropOptimizer(0.1, centered=True); r.minimize(tf.reduce_sum(w))
print([r.get_slot(w, n).name for n in r.get_slot_names()])
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    print(s.run([r.get_slot(w, 'rms'), r.get_slot(w, 'mg'), o.get_slot(b, 'v')]), s.run(o._get_beta_accumulators()))
`);
    assert.deepEqual(lines, [
      "['m', 'v'] w/Adam:0 w/Adam_1:0 None",
      "['b/Adam:0', 'b/Adam_1:0', 'beta1_power:0', 'beta2_power:0', 'w/Adam:0', 'w/Adam_1:0'] Adam",
      "['w/RMSProp_1:0', 'w/RMSProp_2:0', 'w/RMSProp:0']",
      // rms starts at one, not at zero
      '[array([1.], dtype=float32), array([0.], dtype=float32), 0.0] (0.9, 0.999)',
    ]);
  });

  it('reports slots, updates and the global step to the host', () => {
    const run = python.run(`import tensorflow as tf
w = tf.Variable(1.0, name='w'); step = tf.train.get_or_create_global_step()
v = tf.Variable(1.0, name='v', trainable=False)
t = tf.train.MomentumOptimizer(0.1, 0.9).minimize(w * v, global_step=step, name='mine')
`);
    const [op] = run.trainingOps;
    assert.equal(op!.node.name, 'mine');
    assert.equal(op!.optimizer, 'Momentum');
    assert.equal(op!.globalStep, 'global_step');
    assert.equal(python.lineOf(op!.origin), 4);
    assert.deepEqual(op!.updates.map(({ update }) => update!.op), ['ApplyMomentum']);
    assert.deepEqual(op!.updates[0]!.slots, [{ name: 'momentum', key: 'w/Momentum' }]);
    assert.deepEqual(op!.updates[0]!.variable.trainable, true);
  });

  it('says why a gradient is None, and keeps the pair', () => {
    const run = python.run(`import tensorflow as tf
w = tf.Variable(1.0, name='w'); off = tf.Variable(2.0, name='off'); cut = tf.Variable([1.0, 2.0], name='cut')
loss = w * tf.cast(tf.argmax(cut), tf.float32)
pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(loss)
print([g for g, v in pairs][1:])
tf.train.GradientDescentOptimizer(0.1).apply_gradients(pairs)
`);
    assert.equal(run.outcome.kind, 'ended');
    assert.equal(run.printed, '[None, None]\n');
    const kinds = run.computed[0]!.pairs.map(({ gradient }) =>
      gradient.kind === 'none' ? [gradient.reason.length > 0, gradient.cutBy?.op ?? null] : gradient.kind,
    );
    assert.deepEqual(kinds[0], 'dense');
    assert.deepEqual(kinds[1], [true, null]);
    assert.equal((kinds[2] as unknown[])[0], true);
    assert.deepEqual(
      run.trainingOps[0]!.updates.map(({ update }) => update?.op ?? null),
      ['ApplyGradientDescent', null, null],
    );
  });

  it('reports every kind of clip with its thresholds and norm', () => {
    const run = python.run(`import tensorflow as tf
x = tf.constant([3.0, 4.0])
a = tf.clip_by_value(x, -1.0, 2.0)
b = tf.clip_by_norm(x, 2.5)
c, n = tf.clip_by_global_norm([x, None], 1.0)
d = tf.clip_by_average_norm(x, 1.0)
`);
    assert.deepEqual(
      run.clips.map(({ op, pairs, thresholds, norm, origin }) => [
        op,
        pairs.length,
        thresholds.map(({ node }) => node.name),
        norm?.name ?? null,
        python.lineOf(origin),
      ]),
      [
        ['clip_by_value', 1, ['clip_by_value/y', 'clip_by_value/Minimum/y'], null, 3],
        ['clip_by_norm', 1, ['clip_by_norm/mul_1/y'], null, 4],
        ['clip_by_global_norm', 1, ['clip_by_global_norm/mul/x'], 'global_norm/global_norm:0', 5],
        ['clip_by_average_norm', 1, ['clip_by_average_norm/mul_1/y'], null, 6],
      ],
    );
  });

  it('clips sparse gradients by their rows and keeps their indices', () => {
    const lines = prints(`
e = tf.Variable(tf.ones([4, 2])); i = tf.constant([1, 1])
g = tf.gradients(tf.reduce_sum(tf.gather(e, i)) * 3.0, e)[0]
c = tf.clip_by_norm(g, 1.0)
print(type(g).__name__, type(c).__name__, c.indices is g.indices)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    print(s.run(tf.global_norm([g])), s.run(tf.global_norm([tf.convert_to_tensor(g)])))
    print(s.run(g).indices)
`);
    // rows [3,3] twice at one index: √(4·9) = 6; added first, [6,6]: √72
    assert.deepEqual(lines, ['IndexedSlices IndexedSlices True', '6.0 8.485281', '[1 1]']);
  });

  it('names what is not there, at its line', () => {
    for (const [code, name] of [
      ['tf.contrib.cudnn_rnn.CudnnLSTM(3, 4)', 'tf.contrib.cudnn_rnn.CudnnLSTM'],
      ['tf.lite.TFLiteConverter', 'tf.lite.TFLiteConverter'],
      ['tf.tpu.rewrite(f)', 'tf.tpu.rewrite'],
      ['tf.train.sdca_optimizer()', 'tf.train.sdca_optimizer'],
    ] as const) {
      const { outcome } = python.run(`import tensorflow as tf\n\n${code}\n`);
      assert.equal(outcome.message, `${name} is not evaluated by this engine`);
      assert.equal(outcome.place!.line, 3);
    }
  });

  it('names a part of TensorFlow that is imported and not there', () => {
    const { outcome } = python.run('import tensorflow as tf\nimport tensorflow.contrib.tensor_forest as forest\n');
    assert.equal(outcome.type, 'ModuleNotFoundError');
    assert.match(outcome.message ?? '', /tf\.contrib\.tensor_forest is not evaluated by this engine$/);
    assert.equal(outcome.place?.line, 2);
  });

  it('lists each missing name once in the log, also where the file goes on without it', () => {
    const { outcome, logged } = python.run(
      'import tensorflow as tf\nfor _ in range(2):\n    assert not hasattr(tf.train, "sdca_optimizer")\n',
    );
    assert.equal(outcome.kind, 'ended');
    assert.deepEqual(logged, ['tf.train.sdca_optimizer is not evaluated by this engine (line 3)']);
  });

  it('accepts what changes nothing: devices, configurations, summaries, savers, compat.v1', () => {
    const run = python.run(`
import tensorflow.compat.v1 as tf
from tensorflow.python.framework import ops
tf.disable_v2_behavior(); ops.reset_default_graph()
config = tf.ConfigProto(allow_soft_placement=True); config.gpu_options.allow_growth = True
with tf.device('/gpu:0'):
    w = tf.Variable(1.0)
tf.summary.scalar('w', w); merged = tf.summary.merge_all()
saver = tf.train.Saver()
with tf.Session(config=config) as s:
    writer = tf.summary.FileWriter('logs', s.graph)
    s.run(tf.global_variables_initializer())
    m, v = s.run([merged, w]); writer.add_summary(m, 0)
    saver.save(s, 'model.ckpt'); print(v, tf.__version__)
`);
    assert.deepEqual(run.outcome, { kind: 'ended' });
    assert.equal(run.printed, '1.0 1.15.5\n');
    assert.equal(run.logged.length, 2);
  });
});
