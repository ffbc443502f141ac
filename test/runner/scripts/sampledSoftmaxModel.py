"""A next-item model over many classes: sampled softmax to train, the whole softmax to evaluate."""
import numpy as np
import tensorflow as tf

CLASSES, WIDTH, BATCH = 50, 5, 10
rng = np.random.RandomState(0)
users = rng.randint(0, 20, 200).astype(np.int32)
items = ((users * 7 + rng.randint(0, 3, 200)) % CLASSES).astype(np.int64)

user = tf.placeholder(tf.int32, [None])
item = tf.placeholder(tf.int64, [None])
table = tf.get_variable('users', [20, WIDTH], initializer=tf.random_normal_initializer(stddev=0.5, seed=1))
softmax_w = tf.get_variable('softmax_w', [CLASSES, WIDTH], initializer=tf.random_normal_initializer(stddev=0.5, seed=2))
softmax_b = tf.get_variable('softmax_b', [CLASSES], initializer=tf.zeros_initializer())
hidden = tf.tanh(tf.nn.embedding_lookup(table, user))
train_loss = tf.reduce_mean(
    tf.nn.sampled_softmax_loss(
        softmax_w, softmax_b, tf.expand_dims(item, 1), hidden, num_sampled=8, num_classes=CLASSES, seed=5
    )
)
logits = tf.matmul(hidden, softmax_w, transpose_b=True) + softmax_b
full_loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=item, logits=logits))
right = tf.reduce_mean(tf.cast(tf.nn.in_top_k(logits, item, 5), tf.float32))
global_step = tf.train.get_or_create_global_step()
train_op = tf.train.AdamOptimizer(0.05).minimize(train_loss, global_step=global_step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        for start in range(0, 200, BATCH):
            feed = {user: users[start:start + BATCH], item: items[start:start + BATCH]}
            sess.run(train_op, feed)
        whole, top = sess.run([full_loss, right], {user: users, item: items})
        print('epoch %d step %d loss %.4f top-5 %.3f' % (epoch, sess.run(global_step), whole, top))
# Steps: 60
