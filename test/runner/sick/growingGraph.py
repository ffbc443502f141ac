import tensorflow as tf
w = tf.Variable(5.0, name='w')
loss = tf.square(w)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        sess.run(train)
        print(sess.run(tf.reduce_mean(w) * 2.0))
# Finds: graph-grows 9
