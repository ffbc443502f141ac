import numpy as np
import tensorflow as tf
rng = np.random.RandomState(0)
X = rng.rand(20, 2).astype(np.float32)
Y = X.dot([[2.0], [-1.0]]) + 0.5
x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.zeros([2, 1]), name='W')
b = tf.Variable(0.0, name='b')
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))
train_op = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train_op, {x: X, y: Y})
    print('W', sess.run(W).ravel())
