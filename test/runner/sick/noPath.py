import tensorflow as tf
w = tf.Variable(1.0, name='w')
unused = tf.Variable(2.0, name='unused')
index = tf.Variable([1.0, 2.0], name='index')
loss = tf.square(w) + tf.cast(tf.argmax(index), tf.float32)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
# Finds: none-gradient 3, none-gradient 4
