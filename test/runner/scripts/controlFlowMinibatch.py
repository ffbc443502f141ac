import tensorflow as tf
import numpy as np
rng = np.random.RandomState(0)
inputs = rng.randn(12, 3).astype(np.float32)
labels = inputs.dot([1., -2., 3.]).astype(np.float32)
w = tf.Variable(tf.zeros([3]), name='w')
rate = tf.placeholder(tf.float32, [])
def batch(i, total):
    rows = tf.range(i * 4, i * 4 + 4)
    error = tf.reduce_sum(tf.gather(inputs, rows) * w, 1) - tf.gather(labels, rows)
    loss = tf.reduce_mean(tf.square(error))
    gradient = tf.gradients(loss, w)[0]
    with tf.control_dependencies([tf.assign_sub(w, rate * gradient)]):
        return i + 1, total + loss
_, epoch = tf.while_loop(lambda i, total: i < 3, batch, [0, 0.0], parallel_iterations=1)
loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(inputs), w, 1) - labels))
train_op = tf.train.MomentumOptimizer(0.01, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run(epoch, {rate: 0.1}), sess.run(w))
    for _ in range(3):
        sess.run(train_op)
        print(sess.run([loss, w]))
# Steps: 3
