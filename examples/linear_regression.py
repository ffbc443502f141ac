"""A line fitted to 50 noisy points, in the script's own loop of 200 steps."""
import numpy as np
import tensorflow as tf

np.random.seed(0)
x_data = np.random.rand(50, 1).astype(np.float32)
noise = np.random.randn(50, 1).astype(np.float32)
y_data = np.float32(3.0) * x_data + np.float32(2.0) + np.float32(0.5) * noise

x = tf.placeholder(tf.float32, [None, 1], name='x')
y = tf.placeholder(tf.float32, [None, 1], name='y')
w = tf.Variable(tf.zeros([1, 1]), name='w')
b = tf.Variable(tf.zeros([1]), name='b')
prediction = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.square(prediction - y))
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(200):
        _, value = sess.run([train_op, loss], feed_dict={x: x_data, y: y_data})
        if step % 50 == 0:
            print('step', step, 'loss', value)
    print('w', sess.run(w), 'b', sess.run(b))
