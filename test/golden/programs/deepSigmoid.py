import tensorflow as tf
tf.set_random_seed(1)
x = tf.random_normal([16, 8], seed=3)
h = x
for i in range(10):
    with tf.variable_scope('layer%d' % i):
        W = tf.get_variable('W', [8, 8], initializer=tf.random_normal_initializer(stddev=0.3, seed=i))
        h = tf.sigmoid(tf.matmul(h, W))
loss = tf.reduce_mean(tf.square(h - 1.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
