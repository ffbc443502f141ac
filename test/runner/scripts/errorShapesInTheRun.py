import tensorflow as tf
x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
w = tf.Variable(1.0)
z = w * (x + y)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(z, {x: [1., 2.], y: [1., 2.]}))
    print(sess.run(z, {x: [1., 2.], y: [1., 2., 3.]}))
# Steps: 0
