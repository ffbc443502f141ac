import numpy as np
import tensorflow as tf
x = tf.constant(100 * np.random.RandomState(0).rand(8, 3), tf.float32)
W = tf.Variable(np.ones((3, 4)), dtype=tf.float32, name='W')
V = tf.Variable(np.ones((4, 4)), dtype=tf.float32, name='V')
U = tf.Variable(np.ones((4, 1)), dtype=tf.float32, name='U')
h = tf.tanh(tf.matmul(x, W))
loss = tf.reduce_mean(tf.square(tf.matmul(tf.matmul(h, V), U) - 1.0))
train = tf.train.GradientDescentOptimizer(1e-4).minimize(loss)
# Finds: saturated 7
