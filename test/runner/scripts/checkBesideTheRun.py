import tensorflow as tf
w = tf.Variable(0.0)
l = tf.check_numerics(tf.log(w), 'bad log')
train = tf.train.GradientDescentOptimizer(0.1).minimize(l)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train)
# Steps: 1
