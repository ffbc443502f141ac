import tensorflow as tf
import numpy as np
from datetime import datetime
x = tf.placeholder(tf.float32, [None, 1], name='X')
theta = tf.Variable([[2.0]], name='theta')
with tf.name_scope('loss') as scope:
    error = tf.matmul(x, theta) - 1.0
    mse = tf.reduce_mean(tf.square(error), name='mse')
training_op = tf.train.GradientDescentOptimizer(0.1).minimize(mse)
mse_summary = tf.summary.scalar('MSE', mse)
file_writer = tf.summary.FileWriter('/tmp/training-script-logs/run', tf.get_default_graph())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        if i % 2 == 0:
            summary_str = mse_summary.eval(feed_dict={x: np.ones((2, 1))})
            file_writer.add_summary(summary_str, i)
        sess.run(training_op, feed_dict={x: np.ones((2, 1)) * i})
    print(theta.eval(), error.op.name, mse.op.name)
    try:
        sess.run(tf.summary.merge_all())
    except tf.errors.InvalidArgumentError as e:
        print('unfed summary', e.message.split('\n')[0])
file_writer.close()
# Steps: 5
