"""A character-level language model: legacy rnn_decoder, sequence_loss_by_example, states fed back."""
import numpy as np
import tensorflow as tf

text = 'hello world, hello deep world of loops and hello again world. '
chars = sorted(set(text))
vocab = {c: i for i, c in enumerate(chars)}
data = np.array([vocab[c] for c in text * 3])
batch_size, seq_length, rnn_size, num_layers = 3, 8, 12, 2
batches = len(data) // (batch_size * seq_length)
x = data[:batches * batch_size * seq_length]
y = np.append(x[1:], x[0])
xs = np.split(x.reshape(batch_size, -1), batches, 1)
ys = np.split(y.reshape(batch_size, -1), batches, 1)


class Model():
    def __init__(self, training=True):
        cells = [tf.contrib.rnn.BasicLSTMCell(rnn_size, state_is_tuple=True) for _ in range(num_layers)]
        self.cell = cell = tf.contrib.rnn.MultiRNNCell(cells, state_is_tuple=True)
        self.input_data = tf.placeholder(tf.int32, [batch_size, seq_length])
        self.targets = tf.placeholder(tf.int32, [batch_size, seq_length])
        self.initial_state = cell.zero_state(batch_size, tf.float32)
        with tf.variable_scope('rnnlm'):
            softmax_w = tf.get_variable('softmax_w', [rnn_size, len(chars)])
            softmax_b = tf.get_variable('softmax_b', [len(chars)])
        embedding = tf.get_variable('embedding', [len(chars), rnn_size])
        inputs = tf.nn.embedding_lookup(embedding, self.input_data)
        inputs = tf.split(inputs, seq_length, 1)
        inputs = [tf.squeeze(input_, [1]) for input_ in inputs]

        def loop(prev, _):
            prev = tf.matmul(prev, softmax_w) + softmax_b
            prev_symbol = tf.stop_gradient(tf.argmax(prev, 1))
            return tf.nn.embedding_lookup(embedding, prev_symbol)

        outputs, last_state = tf.contrib.legacy_seq2seq.rnn_decoder(
            inputs, self.initial_state, cell, loop_function=loop if not training else None, scope='rnnlm'
        )
        output = tf.reshape(tf.concat(outputs, 1), [-1, rnn_size])
        self.logits = tf.matmul(output, softmax_w) + softmax_b
        self.probs = tf.nn.softmax(self.logits)
        loss = tf.contrib.legacy_seq2seq.sequence_loss_by_example(
            [self.logits], [tf.reshape(self.targets, [-1])], [tf.ones([batch_size * seq_length])]
        )
        with tf.name_scope('cost'):
            self.cost = tf.reduce_sum(loss) / batch_size / seq_length
        self.final_state = last_state
        self.lr = tf.Variable(0.0, trainable=False)
        tvars = tf.trainable_variables()
        grads, _ = tf.clip_by_global_norm(tf.gradients(self.cost, tvars), 5.0)
        with tf.name_scope('optimizer'):
            optimizer = tf.train.AdamOptimizer(self.lr)
        self.train_op = optimizer.apply_gradients(zip(grads, tvars))


tf.set_random_seed(5)
model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for e in range(4):
        sess.run(tf.assign(model.lr, 0.02 * (0.97 ** e)))
        state = sess.run(model.initial_state)
        for b in range(batches):
            feed = {model.input_data: xs[b], model.targets: ys[b]}
            for i, (c, h) in enumerate(model.initial_state):
                feed[c] = state[i].c
                feed[h] = state[i].h
            train_loss, state, _ = sess.run([model.cost, model.final_state, model.train_op], feed)
        print('epoch {} train_loss = {:.3f}'.format(e, train_loss))
    print([v.name for v in tf.global_variables() if 'Adam' not in v.name])
# Steps: 28
