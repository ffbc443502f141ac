"""Training in float16 by hand: float32 master weights, a loss that is scaled up, gradients scaled down."""

import numpy as np
import tensorflow as tf

LOSS_SCALE = 128.0

np.random.seed(3)
inputs = np.random.randn(32, 6).astype(np.float32)
targets = (inputs @ np.random.randn(6, 1) > 0).astype(np.float32)


def master_getter(getter, name, shape=None, dtype=None, trainable=True, *args, **kwargs):
    """Variables are stored as float32 and used as float16."""
    stored = tf.float32 if trainable else dtype
    variable = getter(name, shape, dtype=stored, trainable=trainable, *args, **kwargs)
    return tf.cast(variable, dtype) if trainable and dtype != tf.float32 else variable


tf.set_random_seed(5)
x = tf.placeholder(tf.float32, [None, 6], name='x')
y = tf.placeholder(tf.float32, [None, 1], name='y')
with tf.variable_scope('net', custom_getter=master_getter):
    w1 = tf.get_variable('w1', [6, 8], tf.float16, initializer=tf.random_normal_initializer(0, 0.5))
    b1 = tf.get_variable('b1', [8], tf.float16, initializer=tf.zeros_initializer())
    w2 = tf.get_variable('w2', [8, 1], tf.float16, initializer=tf.random_normal_initializer(0, 0.5))
    hidden = tf.nn.relu(tf.nn.bias_add(tf.matmul(tf.cast(x, tf.float16), w1), b1))
    logits = tf.cast(tf.matmul(hidden, w2), tf.float32)
print(w1, hidden)
loss = tf.reduce_mean(tf.square(tf.sigmoid(logits) - y))

masters = tf.trainable_variables()
print([(v.name, v.dtype) for v in masters])
optimizer = tf.train.MomentumOptimizer(0.5, 0.9)
gradients = tf.gradients(loss * LOSS_SCALE, masters)
print([g.dtype for g in gradients])
gradients = [g / LOSS_SCALE for g in gradients]
finite = tf.reduce_all([tf.reduce_all(tf.is_finite(g)) for g in gradients])
train_op = optimizer.apply_gradients(list(zip(gradients, masters)))

half = tf.Variable([1.0, 2.0], dtype=tf.float16, name='half')
half_step = tf.train.GradientDescentOptimizer(0.1).minimize(
    tf.reduce_sum(half * half), var_list=[half]
)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(12):
        feed = {x: inputs, y: targets}
        value, ok, _ = sess.run([loss, finite, train_op], feed)
        print(step, '%.5f' % value, ok)
    print(sess.run(hidden, feed).dtype, np.round(sess.run(logits, feed)[:3, 0], 3))
    print(sess.run(tf.cast(1e5 * loss, tf.float16), feed) < np.float16(np.inf))
    for _ in range(3):
        sess.run(half_step)
        print(sess.run(half))
# Steps: 15
