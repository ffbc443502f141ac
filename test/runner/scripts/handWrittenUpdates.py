import numpy as np
import tensorflow as tf
np.random.seed(0)
X = np.random.rand(30, 2).astype(np.float32)
Y = X.dot(np.array([[1.5], [-2.0]], dtype=np.float32)) + 0.5
x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.zeros([2, 1]), name='W')
b = tf.Variable(tf.zeros([1]), name='b')
cost = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))
grad_W, grad_b = tf.gradients(xs=[W, b], ys=cost)
learning_rate = 0.5
new_W = W.assign(W - learning_rate * grad_W)
new_b = b.assign(b - learning_rate * grad_b)
clipped = tf.clip_by_norm(grad_W, 0.1)
slow = tf.group(W.assign_sub(0.1 * clipped), b.assign_add(-0.1 * grad_b), name='slow')
velocity = tf.Variable(tf.zeros([2, 1]), trainable=False)
next_velocity = velocity.assign(0.9 * velocity - 0.05 * grad_W)
momentum_step = W.assign_add(next_velocity)
bounded = W.assign(tf.clip_by_value(W - 0.5 * grad_W, -1.0, 1.0))
table = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], name='table')
rows = tf.nn.embedding_lookup(table, [2, 0, 2])
row_grad = tf.gradients(tf.reduce_sum(tf.square(rows)), table)[0]
row_step = tf.scatter_sub(table, row_grad.indices, 0.01 * row_grad.values)
copied = velocity.assign(tf.zeros([2, 1]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: X, y: Y}
    for epoch in range(3):
        _, _, c = sess.run([new_W, new_b, cost], feed_dict=feed)
        print(epoch, c)
    sess.run(slow, feed)
    print(sess.run(momentum_step, feed))
    sess.run(copied)
    sess.run(bounded, feed)
    print(sess.run([W, b]))
    sess.run(row_step)
    print(sess.run(table))
# Steps: 7
