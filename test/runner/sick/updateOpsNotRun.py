import tensorflow as tf
tf.set_random_seed(1)
x = tf.random_normal([8, 3], seed=1)
h = tf.layers.dense(x, 4)
h = tf.layers.batch_normalization(h, training=True)
loss = tf.reduce_mean(tf.square(h - 1.0)) + 0.001 * tf.reduce_mean(tf.square(h + 2.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
# Finds: update-ops-not-run 5
