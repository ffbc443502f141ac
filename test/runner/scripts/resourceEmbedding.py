"""Rows of a resource table: repeated indices, gradient descent, Adam and Adagrad."""
import numpy as np
import tensorflow as tf

table = tf.get_variable(
    'table', [4, 2], use_resource=True,
    initializer=tf.constant_initializer(np.arange(8, dtype=np.float32) / 4),
)
ids = tf.placeholder(tf.int32, [None])
rows = tf.nn.embedding_lookup(table, ids)
loss = tf.reduce_sum(tf.square(rows - 1.0))
trains = [
    tf.train.GradientDescentOptimizer(0.1).minimize(loss),
    tf.train.AdamOptimizer(0.1).minimize(loss),
    tf.train.AdagradOptimizer(0.1).minimize(loss),
    tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss),
]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for batch in ([0, 2, 2], [1, 1, 3]):
    for train in trains:
        sess.run(train, {ids: batch})
        print(train.name, sess.run(loss, {ids: batch}))
        print(sess.run(table))
# Steps: 8
