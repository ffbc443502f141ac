import numpy as np
import tensorflow as tf
x = tf.constant(np.random.RandomState(0).rand(8, 3), tf.float32)
W = tf.Variable(-np.ones((3, 4)), dtype=tf.float32, name='W')
b = tf.Variable(-np.ones(4), dtype=tf.float32, name='b')
h = tf.nn.relu(tf.matmul(x, W) + b)
V = tf.Variable(np.ones((4, 1)), dtype=tf.float32, name='V')
c = tf.Variable(0.0, name='c')
loss = tf.reduce_mean(tf.square(tf.matmul(h, V) + c - 1.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
