import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 2], name='inp')
w = tf.Variable([[1.], [2.]])
y = tf.matmul(x, w)
loss = tf.reduce_sum(y)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, {x: [[1, 2]]}))
    sess.run(train)
# Steps: 0
