import tensorflow as tf
table = tf.Variable(tf.random_normal([20000, 8], seed=1), name='table')
rows = tf.nn.embedding_lookup(table, [3, 7, 7])
loss = tf.reduce_sum(tf.square(rows)) + 1e-4 * tf.nn.l2_loss(table)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
# Finds: densified-rows 2
