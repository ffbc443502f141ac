import tensorflow as tf
w = tf.Variable([0.5, -0.5], name='w')
loss = tf.reduce_sum(tf.log(w) + tf.sqrt(w - 0.5))
train = tf.train.AdamOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        _, l = sess.run([train, loss])
        print(i, l, sess.run(w))
# Steps: 3
