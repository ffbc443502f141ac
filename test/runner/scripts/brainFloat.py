"""A small net in bfloat16 throughout: what is fetched and printed, gradients, optimizers, numpy's type."""

import sys

import numpy as np
import tensorflow as tf

bfloat16 = tf.bfloat16.as_numpy_dtype
print(bfloat16, tf.bfloat16, tf.bfloat16.min, repr(tf.bfloat16.max))

one = bfloat16(1.1)
print(one, repr(one), one + 2, 1 / one, -one, one > 1, float(one), int(one), '%.3f' % one, hash(one))
print(bfloat16(1e39), bfloat16(-0.0), bfloat16(123456), bfloat16(1e10), abs(one), one ** 2)
line = np.array([1.1, 2.5, -3.25], bfloat16)
print(line, repr(line), line.dtype, repr(line.dtype), line.nbytes, line.tolist())
print(line + line, line * 2, line > 0, line.astype(np.float32), np.exp(line), line[line > 0], line.view(np.uint16))
print(np.concatenate([line, line]), np.where(line > 0, line, line), np.array([one, one]), np.array([one, 2.0]))
print(np.zeros(2, bfloat16), np.round(line, 1), np.cumsum(line), line @ line, np.linalg.norm(line))
for broken in ('line.sum()', 'line.max()', 'np.argmax(line)', 'np.sort(line)', 'line.dot(line)',
               'bfloat16()', "bfloat16('1')", 'one + line', 'one + None', 'line.astype(str)',
               'tf.constant([one, 2])', 'tf.constant([1.0], tf.bfloat16) + tf.constant([1.0])'):
    try:
        print(broken, eval(broken))
    except Exception as error:
        print(broken, type(error).__name__, error)

x = tf.constant([[0.5, -1.25, 0.3], [2.0, 0.75, -2.1], [-0.3, 1.1, 0.9], [1.5, -0.2, 0.4]], tf.bfloat16)
y = tf.one_hot([1, 0, 1, 2], 3, dtype=tf.bfloat16)
numbers = np.array([[0.1, -2.3, 3.7, 1e-8], [1.5, 0.25, -0.7, 20.0]])
fed = tf.placeholder(tf.bfloat16, [2, 4])

with tf.Session() as sess:
    print(sess.run(fed, {fed: numbers}), sess.run(fed[0, 1], {fed: numbers.tolist()}))
    sess.run(tf.print(fed, fed[0, 0], summarize=2, output_stream=sys.stdout), {fed: numbers})
    for name in ('abs sign square exp tanh sigmoid sin cos floor ceil round is_nan is_inf is_finite '
                 'erf expm1').split():
        made = getattr(tf, name) if hasattr(tf, name) else getattr(tf.math, name)
        print(name, sess.run(made(fed), {fed: numbers}))
    for name in 'relu relu6 elu selu softplus softsign leaky_relu softmax log_softmax l2_loss'.split():
        print(name, sess.run(getattr(tf.nn, name)(fed), {fed: numbers}))
    for name in 'sum mean max min prod'.split():
        print(name, sess.run(getattr(tf, 'reduce_' + name)(fed, 1), {fed: numbers}))
    for name in 'add subtract multiply divide maximum squared_difference less'.split():
        print(name, sess.run(getattr(tf, name)(fed, fed[1]), {fed: numbers}))
    print(sess.run([tf.cast(fed, tf.int32), tf.cast(fed, tf.float16), tf.cast([1.7, 300.0], tf.bfloat16)],
                   {fed: numbers}))
    print(sess.run(tf.py_func(lambda a: a, [fed], tf.bfloat16), {fed: numbers}))

steps = 0
for optimizer in (
    tf.train.GradientDescentOptimizer(0.5), tf.train.MomentumOptimizer(0.1, 0.9),
    tf.train.AdamOptimizer(0.05, epsilon=0.01), tf.train.RMSPropOptimizer(0.05), tf.train.AdagradOptimizer(0.1),
    tf.train.FtrlOptimizer(0.1),
):
    with tf.Graph().as_default(), tf.Session() as sess:
        inputs = tf.constant([[0.5, -1.25, 0.3], [2.0, 0.75, -2.1], [-0.3, 1.1, 0.9]], tf.bfloat16)
        w = tf.get_variable('w', initializer=tf.constant([[0.3, -0.2], [0.1, 0.7], [-0.5, 0.2]], tf.bfloat16))
        b = tf.get_variable('b', [2], tf.bfloat16, tf.zeros_initializer(), use_resource=True)
        v = tf.Variable([[0.4, -0.6], [0.5, 0.1]], dtype=tf.bfloat16, name='v')
        hidden = tf.tanh(tf.matmul(inputs, w) + b)
        logits = tf.matmul(tf.nn.elu(hidden) * tf.sigmoid(hidden), v)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 1, 1], logits=logits))
        pairs = optimizer.compute_gradients(loss)
        train_op = optimizer.apply_gradients([(tf.clip_by_value(g, -0.25, 0.25), p) for g, p in pairs])
        sess.run(tf.global_variables_initializer())
        print(optimizer.get_name(), w, b, pairs[0][0])
        for _ in range(4):
            print(sess.run([loss, pairs[1][0]]))
            sess.run(train_op)
        print(sess.run([w, b, v]))
# Steps: 24
