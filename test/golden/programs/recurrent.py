import numpy as np
import tensorflow as tf
tf.set_random_seed(5)
x = tf.constant(np.random.RandomState(5).randn(4, 6, 2), tf.float32)
y = tf.reduce_sum(x[:, :, :1], axis=1)
cell = tf.nn.rnn_cell.BasicLSTMCell(3)
outputs, last = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
loss = tf.losses.mean_squared_error(y, tf.layers.dense(outputs[:, -1, :], 1))
optimizer = tf.train.AdagradOptimizer(0.1)
pairs = optimizer.compute_gradients(loss)
train_op = optimizer.apply_gradients([(tf.clip_by_norm(g, 0.5), v) for g, v in pairs])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(train_op)
