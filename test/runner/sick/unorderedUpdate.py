import tensorflow as tf
x = tf.constant([[1.0, 2.0], [0.5, -1.0]])
first = tf.Variable([[0.3, -0.2], [0.1, 0.4]], name='first')
second = tf.Variable([[0.5], [-0.6]], name='second')
y = tf.matmul(tf.sigmoid(tf.matmul(x, first)), second)
loss = tf.reduce_mean(tf.square(y - 1.0))
grads = tf.gradients(loss, [first, second])
optimizer = tf.train.GradientDescentOptimizer(0.1)
train = optimizer.apply_gradients(zip(grads, [first, second]))
# Finds: unordered-access 5
