import tensorflow as tf
W = tf.Variable([[90.0, -90.0]], name='W')
y = tf.constant([[0.0, 1.0]])
p = tf.nn.softmax(W)
loss = -tf.reduce_sum(y * tf.log(p))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
