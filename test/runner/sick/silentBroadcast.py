import numpy as np
import tensorflow as tf
x = tf.placeholder(tf.float32, [4, 1])
y = tf.placeholder(tf.float32, [4])
w = tf.Variable([[1.0]], name='w')
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train, {x: np.ones((4, 1)), y: np.arange(4.0)})
# Finds: silent-broadcast 6
