import tensorflow as tf
a = tf.Variable([1.0, 2.0], name='a')
b = tf.constant([1.0, 2.0])
distance = tf.sqrt(tf.reduce_sum(tf.square(a - b)))
train = tf.train.GradientDescentOptimizer(0.1).minimize(distance)
# Finds: non-finite 4
