"""Logistic regression with momentum and integer labels: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(2)
X = rng.randn(200, 30).astype(np.float32)
Y = rng.randint(0, 10, 200).astype(np.int64)
tf.set_random_seed(3)
x = tf.placeholder(tf.float32, [None, 30])
y = tf.placeholder(tf.int64, [None])
W = tf.get_variable('W', [30, 10]); b = tf.get_variable('b', [10], initializer=tf.zeros_initializer())
logits = tf.matmul(x, W) + b
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(50):
        _, l = s.run([train, loss], {x: X[(i%4)*50:(i%4)*50+50], y: Y[(i%4)*50:(i%4)*50+50]})
        print(i, l)
# Steps: 50
