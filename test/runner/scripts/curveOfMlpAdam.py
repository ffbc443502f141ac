"""Softmax cross-entropy of a network of three layers, Adam: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
X = rng.rand(128, 20).astype(np.float32)
Y = np.eye(4, dtype=np.float32)[rng.randint(0, 4, 128)]
tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 20])
y = tf.placeholder(tf.float32, [None, 4])
h = tf.layers.dense(x, 32, activation=tf.nn.relu)
h = tf.layers.dense(h, 32, activation=tf.nn.relu)
logits = tf.layers.dense(h, 4)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=logits))
train = tf.train.AdamOptimizer(0.01).minimize(loss)
acc = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1)), tf.float32))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(40):
        a, b = (i * 32) % 128, (i * 32) % 128 + 32
        _, l, ac = s.run([train, loss, acc], {x: X[a:b], y: Y[a:b]})
        print('step', i, 'loss', l, 'acc', ac)
# Steps: 40
