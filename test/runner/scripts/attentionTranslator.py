"""Reverses sequences: an encoder, a decoder that looks back by Luong attention, the same weights in a beam search."""
import numpy as np
import tensorflow as tf

VOCAB, UNITS, BATCH, BEAMS, GO, EOS = 9, 8, 6, 3, 1, 2
rng = np.random.RandomState(4)


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


tf.set_random_seed(21)
source = tf.placeholder(tf.int32, [None, None], name='source')
source_length = tf.placeholder(tf.int32, [None], name='source_length')
target = tf.placeholder(tf.int32, [None, None], name='target')
target_length = source_length + 1
batch_size = tf.shape(source)[0]
embedding = tf.get_variable('embedding', [VOCAB, UNITS])
(forward, backward), (state, _) = tf.nn.bidirectional_dynamic_rnn(
    tf.nn.rnn_cell.LSTMCell(UNITS), tf.nn.rnn_cell.LSTMCell(UNITS),
    tf.nn.embedding_lookup(embedding, source), source_length, dtype=tf.float32,
)
memory = tf.concat([forward, backward], 2)
projection = tf.layers.Dense(VOCAB, name='projection')


def decoder_cell(memory, lengths, state, count, reuse=None):
    attention = tf.contrib.seq2seq.LuongAttention(UNITS, memory, lengths, scale=True)
    cell = tf.contrib.seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.LSTMCell(UNITS), attention, attention_layer_size=UNITS
    )
    return cell, cell.zero_state(count, tf.float32).clone(cell_state=state)


with tf.variable_scope('decode'):
    cell, initial = decoder_cell(memory, source_length, state, batch_size)
    inputs = tf.concat([tf.fill([batch_size, 1], GO), target[:, :-1]], 1)
    helper = tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, inputs), target_length)
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, initial, projection)
    outputs, _, _ = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True)
with tf.variable_scope('decode', reuse=True):
    tile = tf.contrib.seq2seq.tile_batch
    cell, initial = decoder_cell(
        tile(memory, BEAMS), tile(source_length, BEAMS), tile(state, BEAMS), batch_size * BEAMS
    )
    search = tf.contrib.seq2seq.BeamSearchDecoder(
        cell, embedding, tf.fill([batch_size], GO), EOS, initial, BEAMS, projection, length_penalty_weight=0.6
    )
    found, last, _ = tf.contrib.seq2seq.dynamic_decode(search, maximum_iterations=6)
longest = tf.reduce_max(target_length)
weights = tf.sequence_mask(target_length, longest, dtype=tf.float32)
loss = tf.contrib.seq2seq.sequence_loss(outputs.rnn_output, target[:, :longest], weights)
optimizer = tf.train.AdamOptimizer(0.02)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, norm = tf.clip_by_global_norm(gradients, 1.0)
train = optimizer.apply_gradients(zip(gradients, variables))
for variable in variables:
    print(variable.name, variable.shape)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(20):
        s, n, t = batch()
        value, size, _ = sess.run([loss, norm, train], {source: s, source_length: n, target: t})
        if step % 5 == 0:
            print('step %d loss %.3f norm %.3f' % (step, value, size))
    s, n, t = batch()
    ids, scores = sess.run([found.predicted_ids, last.log_probs], {source: s, source_length: n})
    print(ids[:, :, 0])
    print(np.round(scores, 3))
# Steps: 20
