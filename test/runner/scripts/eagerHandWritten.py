"""Updates written by hand: an assignment of what is made of the variable's gradient is a step."""

import tensorflow as tf
tf.enable_eager_execution()
W = tf.Variable(5.0, name='W')
b = tf.Variable(0.0, name='b')
acc = tf.Variable(0.0, trainable=False, name='acc')
x = tf.constant([1., 2., 3.])
y = 3. * x + 2.
for i in range(3):
    with tf.GradientTape() as t:
        loss = tf.reduce_mean(tf.square(W * x + b - y))
    dW, db = t.gradient(loss, [W, b])
    dW = tf.clip_by_value(dW, -3., 3.)
    acc.assign_add(dW)
    W.assign_sub(0.1 * dW)
    b.assign(b - 0.1 * db)
    print(i, loss.numpy(), W.numpy(), b.numpy(), acc.numpy())
# Steps: 6
