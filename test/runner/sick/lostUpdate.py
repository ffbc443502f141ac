import tensorflow as tf
w = tf.Variable(1e6, name='w')
train = tf.train.GradientDescentOptimizer(1e-4).minimize(w * 3.0)
# Finds: update-lost 2
