import tensorflow as tf
w = tf.Variable(4.0, name='w')
lr = tf.Variable(0.5, trainable=False, name='lr')
halve = lr.assign(lr * 0.5)
with tf.control_dependencies([halve]):
    train = tf.train.GradientDescentOptimizer(lr).minimize(w * w)
with tf.control_dependencies([train]):
    after = w.read_value()
    clipped = tf.assign(w, tf.clip_by_value(w, -1., 1.))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        print(sess.run(clipped), sess.run(lr))
    for i in range(3):
        sess.run(train)
        print(sess.run(w), sess.run(lr))
# Steps: 6
