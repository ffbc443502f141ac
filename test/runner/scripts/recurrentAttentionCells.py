"""Classifies sequences with cells of tf.contrib.rnn: layer-normalized ones, and one that looks back at its own outputs."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(2)
rng = np.random.RandomState(0)
x = tf.placeholder(tf.float32, [8, 5, 4])
y = tf.placeholder(tf.int32, [8])
rnn = tf.contrib.rnn
normal = rnn.MultiRNNCell([rnn.LayerNormBasicLSTMCell(5, dropout_keep_prob=0.9) for _ in range(2)])
first, _ = tf.nn.dynamic_rnn(normal, x, sequence_length=[5, 5, 4, 3, 5, 2, 1, 5], dtype=tf.float32)
looking = rnn.HighwayWrapper(rnn.UGRNNCell(5))
second, _ = tf.nn.dynamic_rnn(looking, first, dtype=tf.float32, scope='second')
looking = rnn.AttentionCellWrapper(rnn.LSTMCell(6), attn_length=3)
third, _ = rnn.static_rnn(looking, tf.unstack(second, axis=1), dtype=tf.float32)
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=tf.layers.dense(third[-1], 3))
)
train = tf.train.RMSPropOptimizer(0.005).minimize(loss)
for variable in tf.trainable_variables():
    print(variable.name, variable.shape)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(10):
        feed = {x: rng.randn(8, 5, 4), y: rng.randint(0, 3, 8)}
        value, _ = sess.run([loss, train], feed)
        if step % 3 == 0:
            print('step %d loss %.4f' % (step, value))
# Steps: 10
