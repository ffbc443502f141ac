"""A hidden layer of sigmoids, gradient descent: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(1)
X = rng.rand(100, 10).astype(np.float32)
Y = (X.sum(1, keepdims=True) > 5).astype(np.float32)
tf.set_random_seed(2)
x = tf.placeholder(tf.float32, [None, 10])
y = tf.placeholder(tf.float32, [None, 1])
w1 = tf.Variable(tf.random_normal([10, 16], stddev=0.1)); b1 = tf.Variable(tf.zeros([16]))
w2 = tf.Variable(tf.random_normal([16, 1], stddev=0.1)); b2 = tf.Variable(tf.zeros([1]))
h = tf.nn.sigmoid(tf.matmul(x, w1) + b1)
logits = tf.matmul(h, w2) + b2
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logits))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(60):
        _, l = s.run([train, loss], {x: X, y: Y})
        print('step %d loss %r' % (i, l))
    print(s.run(w2))
# Steps: 60
