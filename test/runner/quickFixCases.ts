/** @file Loss files with a problem that has a quick fix, and what the fix makes of them. */
import type { FixKind } from '../../src/extension/quickFixes/fix';

export interface FixCase {
  readonly what: string;
  readonly code: string;
  readonly kind: FixKind;
  /** Chooses among several of one kind. */
  readonly subject?: string;
  readonly lines: readonly string[];
  /** Lines that stand one after the other in the fixed file; all others are what they were. */
  readonly becomes: readonly string[];
}

const HEAD = ['import tensorflow as tf', "w = tf.Variable([3.0, 4.0], name='w')"];
const LOOP = [
  'with tf.Session() as sess:',
  '    sess.run(tf.global_variables_initializer())',
  '    for i in range(6):',
  '        sess.run(train)',
];
const DESCENT = 'optimizer = tf.train.GradientDescentOptimizer(0.1)';
const PAIRS = [...HEAD, 'loss = tf.nn.l2_loss(w)', DESCENT, 'pairs = optimizer.compute_gradients(loss)'];
const UNUSED = [...HEAD, "unused = tf.Variable(1.0, name='unused')", 'loss = tf.nn.l2_loss(w)', DESCENT];
const minimize = (loss: string) => `train = tf.train.GradientDescentOptimizer(0.1).minimize(${loss})`;

export const FIX_CASES: readonly FixCase[] = [
  {
    what: 'a clip of pairs that leaves out None', code: 'ValueError', kind: 'guardNone',
    lines: [...UNUSED, 'pairs = optimizer.compute_gradients(loss)',
      'clipped = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs]', 'train = optimizer.apply_gradients(clipped)', ...LOOP],
    becomes: ['clipped = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs if g is not None]'],
  },
  {
    what: 'a product with None over several lines', code: 'TypeError', kind: 'guardNone',
    lines: [...UNUSED, 'pairs = optimizer.compute_gradients(loss)', 'scaled = [',
      '    (g * 0.5, v)  # half of it', '    for (g, v) in pairs  # all (of them', ']', 'train = optimizer.apply_gradients(scaled)', ...LOOP],
    becomes: ['    for (g, v) in pairs if g is not None  # all (of them'],
  },
  {
    what: 'a list of gradients that keeps its length', code: 'ValueError', kind: 'guardNone',
    lines: [...UNUSED, 'grads = tf.gradients(loss, [w, unused], gate_gradients=True)',
      'grads = [tf.clip_by_norm(g, 1.0) for g in grads]', 'train = optimizer.apply_gradients(zip(grads, [w, unused]))', ...LOOP],
    becomes: ['grads = [tf.clip_by_norm(g, 1.0) if g is not None else None for g in grads]'],
  },
  {
    what: 'a root at 0', code: 'non-finite', kind: 'addSmallNumber',
    lines: [...HEAD, 'b = tf.constant([3.0, 4.0])', 'distance = tf.sqrt(tf.reduce_sum(tf.square(w - b)))', minimize('distance'), ...LOOP],
    becomes: ['distance = tf.sqrt(tf.reduce_sum(tf.square(w - b)) + 1e-8)'],
  },
  {
    what: 'a root of a conditional expression', code: 'non-finite', kind: 'addSmallNumber',
    lines: [...HEAD, 'b = tf.constant([3.0, 0.0])', 'root = tf.math.sqrt(tf.square(w - b) if True else w, name="root")',
      minimize('tf.reduce_sum(root)'), ...LOOP],
    becomes: ['root = tf.math.sqrt((tf.square(w - b) if True else w) + 1e-8, name="root")'],
  },
  {
    what: 'a logarithm of 0', code: 'non-finite', kind: 'addSmallNumber',
    lines: [...HEAD, 'p = tf.nn.relu(w - 3.0)', 'loss = -tf.reduce_sum(tf.log(p))', minimize('loss'), ...LOOP],
    becomes: ['loss = -tf.reduce_sum(tf.log(p + 1e-8))'],
  },
  {
    what: 'a logarithm in the branch that is not chosen', code: 'non-finite', kind: 'safeArgument',
    lines: ['import tensorflow as tf', "x = tf.Variable([4.0, 0.0], name='x')",
      'y = tf.where(x > 0.0, tf.log(x), tf.zeros_like(x))', minimize('tf.reduce_sum(y)'), ...LOOP],
    becomes: ['y = tf.where(x > 0.0, tf.log(tf.where(x > 0.0, x, tf.ones_like(x))), tf.zeros_like(x))'],
  },
  {
    what: 'a division in the other branch', code: 'non-finite', kind: 'safeArgument',
    lines: ['import tensorflow as tf', "x = tf.Variable([4.0, 0.0], name='x')",
      'y = tf.where(tf.equal(x, 0.0), tf.zeros_like(x), 1.0 / x)', minimize('tf.reduce_sum(y)'), ...LOOP],
    becomes: ['y = tf.where(tf.equal(x, 0.0), tf.zeros_like(x), 1.0 / tf.where(tf.equal(x, 0.0), tf.ones_like(x), x))'],
  },
  {
    what: 'the logarithm of a softmax behind its name', code: 'non-finite', kind: 'useFunction', subject: 'tf.nn.log_softmax',
    lines: ['import tensorflow as tf', "W = tf.Variable([[90.0, -90.0]], name='W')", 'y = tf.constant([[0.0, 1.0]])',
      'p = tf.nn.softmax(W)', 'loss = -tf.reduce_sum(y * tf.log(p))', minimize('loss'), ...LOOP],
    becomes: ['loss = -tf.reduce_sum(y * tf.nn.log_softmax(W))'],
  },
  {
    what: 'a cross entropy by hand', code: 'non-finite', kind: 'useFunction',
    subject: 'tf.nn.softmax_cross_entropy_with_logits_v2',
    lines: ['import tensorflow as tf', "W = tf.Variable([[90.0, -90.0]], name='W')", 'y = tf.constant([[0.0, 1.0]])',
      'loss = tf.reduce_mean(-tf.reduce_sum(y * tf.log(tf.nn.softmax(W + 0.5)), axis=-1))', minimize('loss'), ...LOOP],
    becomes: ['loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=W + 0.5))'],
  },
  {
    what: 'a binary cross entropy by hand', code: 'non-finite', kind: 'useFunction',
    subject: 'tf.nn.sigmoid_cross_entropy_with_logits',
    lines: ['import tensorflow as tf', "z = tf.Variable([60.0, -1.0], name='z')", 'y = tf.constant([0.0, 1.0])',
      'p = tf.sigmoid(z)', 'loss = -tf.reduce_mean(y * tf.log(p) + (1.0 - y) * tf.log(1.0 - p))', minimize('loss'), ...LOOP],
    becomes: ['loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=z))'],
  },
  {
    what: 'a clipped list that is not applied', code: 'clip-not-applied', kind: 'applyClipped',
    lines: [...PAIRS, 'clipped = [(tf.clip_by_norm(g, 0.5), v) for g, v in pairs]', 'train = optimizer.apply_gradients(pairs)', ...LOOP],
    becomes: ['train = optimizer.apply_gradients(clipped)'],
  },
  {
    what: 'a clip by global norm that is not applied', code: 'clip-not-applied', kind: 'applyClipped',
    lines: [...PAIRS, 'gs, vs = zip(*pairs)', 'clipped, norm = tf.clip_by_global_norm(gs, 0.5)',
      'train = optimizer.apply_gradients(list(zip(gs, vs)))', ...LOOP],
    becomes: ['train = optimizer.apply_gradients(list(zip(clipped, vs)))'],
  },
  {
    what: 'a clip behind apply_gradients', code: 'clip-not-applied', kind: 'clipBeforeApply',
    lines: [...PAIRS, 'train = optimizer.apply_gradients(pairs)  # raw',
      'clipped = [(tf.clip_by_norm(g, 0.5),  # short', '            v) for g, v in pairs]', ...LOOP],
    becomes: ['clipped = [(tf.clip_by_norm(g, 0.5),  # short', '            v) for g, v in pairs]',
      'train = optimizer.apply_gradients(clipped)  # raw'],
  },
  {
    what: 'a whole number that is trained beside floats', code: 'none-gradient', kind: 'floatVariable',
    lines: ['import tensorflow as tf', "w = tf.Variable(3, name='w')", "u = tf.Variable(1.0, name='u')",
      'loss = tf.square(tf.to_float(w) - u)', minimize('loss'), ...LOOP],
    becomes: ["w = tf.Variable(3.0, name='w')"],
  },
  {
    what: 'whole numbers alone', code: 'none-gradient', kind: 'floatVariable',
    lines: ['import tensorflow as tf', "w = tf.Variable([3, -4], name='w')",
      'loss = tf.reduce_sum(tf.square(tf.cast(w, tf.float32)))', minimize('loss'), ...LOOP],
    becomes: ["w = tf.Variable([3.0, -4.0], name='w')"],
  },
  {
    what: 'a loss of whole numbers', code: 'ValueError', kind: 'floatVariable',
    lines: ['import tensorflow as tf', "w = tf.Variable(3, name='w')", 'loss = tf.square(w - 1)', minimize('loss'), ...LOOP],
    becomes: ["w = tf.Variable(3.0, name='w')"],
  },
  {
    what: 'a product of a whole number and a float', code: 'TypeError', kind: 'floatVariable',
    lines: ['import tensorflow as tf', "w = tf.Variable(3, name='w')", 'x = tf.constant([1.0, 2.0])',
      'loss = tf.reduce_sum(w * x)', minimize('loss'), ...LOOP],
    becomes: ["w = tf.Variable(3.0, name='w')"],
  },
  {
    what: 'a vector loss as a mean', code: 'vector-loss', kind: 'meanLoss',
    lines: [...HEAD, minimize('tf.square(w)'), ...LOOP],
    becomes: [minimize('tf.reduce_mean(tf.square(w))')],
  },
  {
    what: 'a vector loss as a sum, of compute_gradients', code: 'vector-loss', kind: 'sumLoss',
    lines: [...HEAD, 'losses = tf.square(w)', DESCENT, 'pairs = optimizer.compute_gradients(losses)',
      'train = optimizer.apply_gradients(pairs)', ...LOOP],
    becomes: ['pairs = optimizer.compute_gradients(tf.reduce_sum(losses))'],
  },
  ...(['squeeze', 'expandDims'] as const).map((kind): FixCase => ({
    what: `a silent broadcast by ${kind}`, code: 'silent-broadcast', kind,
    lines: ['import tensorflow as tf', 'x = tf.random_normal([4, 1], seed=1)', 'y = tf.random_normal([4], seed=2)',
      "w = tf.Variable([[1.0]], name='w')", 'loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))', minimize('loss'), ...LOOP],
    becomes: [kind === 'squeeze'
      ? 'loss = tf.reduce_mean(tf.square(tf.squeeze(tf.matmul(x, w), axis=1) - y))'
      : 'loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - tf.expand_dims(y, 1)))'],
  })),
  {
    what: 'a silent broadcast of a sum that lost its axis', code: 'silent-broadcast', kind: 'keepDims',
    lines: ['import tensorflow as tf', 'x = tf.random_normal([4, 3], seed=1)', 'y = tf.random_normal([4, 1], seed=2)',
      "w = tf.Variable([1.0, 1.0, 1.0], name='w')",
      'error = tf.squared_difference(y, tf.reduce_sum(x * w, axis=1))', minimize('tf.reduce_mean(error)'), ...LOOP],
    becomes: ['error = tf.squared_difference(y, tf.reduce_sum(x * w, axis=1, keepdims=True))'],
  },
  {
    what: 'an initializer that knows no slots', code: 'FailedPreconditionError', kind: 'initLater',
    lines: [...HEAD, 'loss = tf.nn.l2_loss(w)', 'init = tf.global_variables_initializer()  # all',
      'train = tf.train.AdamOptimizer(0.1).minimize(loss)', 'with tf.Session() as sess:', '    sess.run(init)',
      '    for i in range(6):', '        sess.run(train)'],
    becomes: ['train = tf.train.AdamOptimizer(0.1).minimize(loss)', 'init = tf.global_variables_initializer()  # all'],
  },
  {
    what: 'an initializer that ran before the optimizer', code: 'FailedPreconditionError', kind: 'initLater',
    lines: [...HEAD, 'loss = tf.nn.l2_loss(w)', 'sess = tf.Session()', 'sess.run(tf.global_variables_initializer())',
      'train = tf.train.AdamOptimizer(0.1).minimize(loss)', 'for i in range(6):', '    sess.run(train)'],
    becomes: ['train = tf.train.AdamOptimizer(0.1).minimize(loss)', 'sess.run(tf.global_variables_initializer())'],
  },
  {
    what: 'a training op that the loop makes anew', code: 'graph-grows', kind: 'beforeLoop',
    lines: [...HEAD, 'loss = tf.nn.l2_loss(w)', 'with tf.Session() as sess:',
      '    sess.run(tf.global_variables_initializer())', '    for i in range(6):',
      '        train = tf.train.GradientDescentOptimizer(', '            0.1).minimize(loss)', '        sess.run(train)'],
    becomes: ['    train = tf.train.GradientDescentOptimizer(', '            0.1).minimize(loss)', '    for i in range(6):'],
  },
  {
    what: 'moving averages that nobody updates', code: 'update-ops-not-run', kind: 'runUpdateOps',
    lines: ['import tensorflow as tf', 'tf.set_random_seed(1)', 'x = tf.random_normal([8, 3], seed=1)', 'h = tf.layers.dense(x, 4)',
      'h = tf.layers.batch_normalization(h, training=True)',
      'loss = tf.reduce_mean(tf.square(h - 1.0)) + 0.001 * tf.reduce_mean(tf.square(h + 2.0))',
      'train = tf.train.GradientDescentOptimizer(0.01).minimize(', '    loss)', ...LOOP],
    becomes: ['with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):',
      '    train = tf.train.GradientDescentOptimizer(0.01).minimize(', '    loss)'],
  },
];
