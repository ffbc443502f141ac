"""An op fails where it is called, and a program may go on from there."""

import tensorflow as tf

tf.enable_eager_execution()
w = tf.Variable(tf.ones([3, 2]), name='w')
optimizer = tf.train.GradientDescentOptimizer(0.5)
for batch in (tf.ones([1, 3]), tf.ones([1, 2]), 2.0 * tf.ones([1, 3])):
    try:
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.matmul(batch, w))
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    except tf.errors.InvalidArgumentError as error:
        print('skipped:', error.message)
print(w.numpy())
print(tf.matmul(w, w))
# Steps: 2
