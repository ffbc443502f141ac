"""A GRU with clipped gradients, RMSProp: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(10)
X = rng.rand(8, 7, 5).astype(np.float32); Y = rng.rand(8, 1).astype(np.float32)
tf.set_random_seed(11)
x = tf.placeholder(tf.float32, [8, 7, 5]); y = tf.placeholder(tf.float32, [8, 1])
out, st = tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(10), tf.unstack(x, 7, 1), dtype=tf.float32)
loss = tf.losses.mean_squared_error(y, tf.layers.dense(st, 1))
opt = tf.train.RMSPropOptimizer(0.005)
gs, vs = zip(*opt.compute_gradients(loss))
gs, norm = tf.clip_by_global_norm(gs, 0.5)
train = opt.apply_gradients(zip(gs, vs))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(50):
        _, l, n = s.run([train, loss, norm], {x: X, y: Y})
        print(i, l, n)
# Steps: 50
