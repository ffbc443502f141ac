"""Reverses sequences: an encoder in a loop, a trained decoder, then the same weights decode greedily."""
import numpy as np
import tensorflow as tf

VOCAB, UNITS, BATCH, GO, EOS = 9, 10, 6, 1, 2
rng = np.random.RandomState(2)


def batch():
    lengths = rng.randint(2, 5, BATCH)
    source = np.zeros([BATCH, 4], np.int32)
    target = np.zeros([BATCH, 5], np.int32)
    for i, n in enumerate(lengths):
        words = rng.randint(3, VOCAB, n)
        source[i, :n] = words
        target[i, :n] = words[::-1]
        target[i, n] = EOS
    return source, lengths, target


tf.set_random_seed(9)
source = tf.placeholder(tf.int32, [None, None], name='source')
source_length = tf.placeholder(tf.int32, [None], name='source_length')
target = tf.placeholder(tf.int32, [None, None], name='target')
target_length = source_length + 1
batch_size = tf.shape(source)[0]
embedding = tf.get_variable('embedding', [VOCAB, UNITS])
_, encoded = tf.nn.dynamic_rnn(
    tf.nn.rnn_cell.GRUCell(UNITS), tf.nn.embedding_lookup(embedding, source), source_length, dtype=tf.float32
)
cell = tf.contrib.rnn.OutputProjectionWrapper(tf.nn.rnn_cell.GRUCell(UNITS), VOCAB)


def decode(helper, reuse=None):
    with tf.variable_scope('decode', reuse=reuse):
        decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, encoded)
        return tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True, maximum_iterations=5)


inputs = tf.concat([tf.fill([batch_size, 1], GO), target[:, :-1]], 1)
outputs, _, lengths = decode(
    tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, inputs), target_length)
)
greedy, _, _ = decode(
    tf.contrib.seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([batch_size], GO), EOS), reuse=True
)
longest = tf.reduce_max(target_length)
weights = tf.sequence_mask(target_length, longest, dtype=tf.float32)
loss = tf.contrib.seq2seq.sequence_loss(outputs.rnn_output, target[:, :longest], weights)
optimizer = tf.train.AdamOptimizer(0.02)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, norm = tf.clip_by_global_norm(gradients, 5.0)
train = optimizer.apply_gradients(zip(gradients, variables))
print([v.name for v in variables])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(20):
        s, n, t = batch()
        value, size, _ = sess.run([loss, norm, train], {source: s, source_length: n, target: t})
        if step % 5 == 0:
            print('step %d loss %.3f norm %.3f' % (step, value, size))
    s, n, t = batch()
    feed = {source: s, source_length: n, target: t}
    print(sess.run(lengths, feed))
    print(sess.run(greedy.sample_id, feed).shape[0], sess.run(outputs.sample_id, feed).shape)
# Steps: 20
