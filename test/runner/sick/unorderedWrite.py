import tensorflow as tf
w = tf.Variable([3.0, -4.0], name='w')
loss = tf.nn.l2_loss(w)
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
decay = w.assign(w * 0.99)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        sess.run([step, decay])
# Finds: unordered-access 5
