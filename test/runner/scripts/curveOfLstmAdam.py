"""A dynamic LSTM that classifies sequences, Adam: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(9)
X = rng.rand(16, 10, 6).astype(np.float32); Y = rng.randint(0, 3, 16)
tf.set_random_seed(10)
x = tf.placeholder(tf.float32, [None, 10, 6]); y = tf.placeholder(tf.int32, [None])
cell = tf.nn.rnn_cell.BasicLSTMCell(12)
out, st = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
logits = tf.layers.dense(out[:, -1], 3)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
train = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(40):
        _, l = s.run([train, loss], {x: X, y: Y})
        print(i, l)
# Steps: 40
