import tensorflow as tf
i = tf.placeholder(tf.int32, [None])
e = tf.Variable(tf.ones([4, 2]), name='emb')
loss = tf.reduce_sum(tf.nn.embedding_lookup(e, i))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, {i: [0, 3]})
    sess.run(train, {i: [1, 4]})
# Steps: 1
