import tensorflow as tf
w = tf.Variable([1.0, 2.0, 3.0], name='w')
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w))
# Finds: vector-loss 3
