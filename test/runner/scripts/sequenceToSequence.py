"""A translation model with attention and buckets, as the old sequence-to-sequence tutorial builds it."""
import random

import numpy as np
import tensorflow as tf

PAD, GO, EOS = 0, 1, 2
BUCKETS = [(3, 4), (5, 6)]
BATCH, SIZE, SOURCE, TARGET = 4, 8, 12, 10
seq2seq = tf.contrib.legacy_seq2seq


class Seq2SeqModel(object):
    def __init__(self, forward_only=False):
        self.learning_rate = tf.Variable(0.5, trainable=False, name='learning_rate')
        self.learning_rate_decay_op = self.learning_rate.assign(self.learning_rate * 0.9)
        self.global_step = tf.Variable(0, trainable=False, name='global_step')
        w_t = tf.get_variable('proj_w', [TARGET, SIZE])
        w = tf.transpose(w_t)
        b = tf.get_variable('proj_b', [TARGET])

        def sampled_loss(labels, logits):
            labels = tf.reshape(labels, [-1, 1])
            return tf.nn.sampled_softmax_loss(
                weights=w_t, biases=b, labels=labels, inputs=logits, num_sampled=4, num_classes=TARGET
            )

        def seq2seq_f(encoder_inputs, decoder_inputs, do_decode):
            # A cell that was called cannot be copied, so every bucket has its own.
            cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(SIZE) for _ in range(2)])
            return seq2seq.embedding_attention_seq2seq(
                encoder_inputs,
                decoder_inputs,
                cell,
                num_encoder_symbols=SOURCE,
                num_decoder_symbols=TARGET,
                embedding_size=SIZE,
                output_projection=(w, b),
                feed_previous=do_decode,
            )

        self.encoder_inputs = [
            tf.placeholder(tf.int32, shape=[None], name='encoder{0}'.format(i))
            for i in range(BUCKETS[-1][0])
        ]
        self.decoder_inputs, self.target_weights = [], []
        for i in range(BUCKETS[-1][1] + 1):
            self.decoder_inputs.append(tf.placeholder(tf.int32, shape=[None], name='decoder{0}'.format(i)))
            self.target_weights.append(tf.placeholder(tf.float32, shape=[None], name='weight{0}'.format(i)))
        targets = [self.decoder_inputs[i + 1] for i in range(len(self.decoder_inputs) - 1)]
        self.outputs, self.losses = seq2seq.model_with_buckets(
            self.encoder_inputs,
            self.decoder_inputs,
            targets,
            self.target_weights,
            BUCKETS,
            lambda x, y: seq2seq_f(x, y, False),
            softmax_loss_function=sampled_loss,
        )
        params = tf.trainable_variables()
        self.gradient_norms, self.updates = [], []
        opt = tf.train.GradientDescentOptimizer(self.learning_rate)
        for b in range(len(BUCKETS)):
            gradients = tf.gradients(self.losses[b], params)
            clipped, norm = tf.clip_by_global_norm(gradients, 2.0)
            self.gradient_norms.append(norm)
            self.updates.append(opt.apply_gradients(zip(clipped, params), global_step=self.global_step))

    def feed(self, bucket, pairs):
        source, target = BUCKETS[bucket]
        feed = {}
        for i in range(source):
            feed[self.encoder_inputs[i]] = [([PAD] * (source - len(s)) + list(reversed(s)))[i] for s, _ in pairs]
        rows = [[GO] + t + [EOS] + [PAD] * (target - len(t) - 1) for _, t in pairs]
        for i in range(target + 1):
            feed[self.decoder_inputs[i]] = [row[i] if i < len(row) else PAD for row in rows]
        for i in range(target):
            feed[self.target_weights[i]] = [0.0 if row[i + 1:i + 2] in ([PAD], []) else 1.0 for row in rows]
        return feed


random.seed(3)
data = []
for limit, _ in BUCKETS:
    rows = []
    for _ in range(40):
        s = [3 + (7 * k + len(rows)) % (SOURCE - 3) for k in range(1 + len(rows) % limit)]
        rows.append((s, [3 + (v % (TARGET - 3)) for v in s]))
    data.append(rows)

tf.set_random_seed(11)
model = Seq2SeqModel()
print([v.name for v in tf.trainable_variables()])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(24):
        bucket = step % 2
        batch = [data[bucket][(step * BATCH + k) % 40] for k in range(BATCH)]
        norm, loss, _ = sess.run(
            [model.gradient_norms[bucket], model.losses[bucket], model.updates[bucket]],
            model.feed(bucket, batch),
        )
        if step % 4 < 2:
            print('step %d bucket %d loss %.4f norm %.4f' % (step, bucket, loss, norm))
        if step == 11:
            sess.run(model.learning_rate_decay_op)
    print(sess.run(model.global_step), sess.run(model.learning_rate))
# Steps: 24
