import tensorflow as tf
w = tf.Variable(1.0, name='w')
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(1.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(20):
        sess.run(train)
