import tensorflow as tf
words = tf.constant([0, 2, 2, 4])
target = tf.constant([[1.0], [0.0], [0.5], [2.0]])
table = tf.Variable([[0.1, 0.2], [0.3, -0.1], [0.0, 0.4], [0.2, 0.2], [-0.3, 0.1]], name='table')
out = tf.Variable([[1.0], [-1.0]], name='out')
loss = tf.reduce_mean(tf.square(tf.matmul(tf.nn.embedding_lookup(table, words), out) - target))
train_op = tf.train.AdamOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(train_op)
