import tensorflow as tf
x = tf.Variable([4.0, 0.0], name='x')
y = tf.where(x > 0.0, tf.log(x), tf.zeros_like(x))
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(y))
