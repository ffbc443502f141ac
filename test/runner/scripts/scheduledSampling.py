"""A language model that is fed its own words more and more often, with Bahdanau attention over a fixed memory."""
import numpy as np
import tensorflow as tf

V, U, B, T = 8, 6, 5, 6
tf.set_random_seed(3)
rng = np.random.RandomState(1)
x = tf.placeholder(tf.int32, [B, T])
lengths = tf.placeholder(tf.int32, [B])
embedding = tf.get_variable('embedding', [V, U])
memory = tf.get_variable('memory', [B, 4, U])
step = tf.train.get_or_create_global_step()
probability = tf.minimum(0.05 * tf.cast(step, tf.float32), 0.7)
helper = tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper(
    tf.nn.embedding_lookup(embedding, x), lengths, embedding, probability, seed=7, scheduling_seed=8
)
attention = tf.contrib.seq2seq.BahdanauAttention(U, memory, normalize=True)
cell = tf.contrib.seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(U), attention, alignment_history=True)
decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, cell.zero_state(B, tf.float32), tf.layers.Dense(V))
outputs, state, _ = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True)
looked = state.alignment_history.stack()
longest = tf.reduce_max(lengths)
loss = tf.contrib.seq2seq.sequence_loss(
    outputs.rnn_output, x[:, :longest], tf.sequence_mask(lengths, longest, dtype=tf.float32)
)
train = tf.train.RMSPropOptimizer(0.01).minimize(loss, global_step=step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        feed = {x: rng.randint(0, V, (B, T)), lengths: rng.randint(1, T + 1, B)}
        value, ids, p, _ = sess.run([loss, outputs.sample_id, probability, train], feed)
        if i % 4 == 0:
            print(i, '%.3f %.2f' % (value, p))
            print(ids)
    print(np.round(sess.run(looked, feed)[0], 3))
# Steps: 12
