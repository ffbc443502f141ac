# Unrolled and looped networks, stacked, with dropout, clipped gradients, lengths, state carried on.
import numpy as np
import tensorflow as tf

tf.set_random_seed(3)
rng = np.random.RandomState(3)
steps, width, units = 4, 2, 3
x = tf.placeholder(tf.float32, [None, steps, width], name='x')
t = tf.placeholder(tf.float32, [None, units], name='t')
n = tf.placeholder(tf.int32, [None], name='n')


def layer(units):
    cell = tf.nn.rnn_cell.LSTMCell(units, use_peepholes=True)
    # Drawn once for all steps: TensorFlow draws inside a loop in an order that changes from run to run.
    return tf.nn.rnn_cell.DropoutWrapper(
        cell, output_keep_prob=0.8, variational_recurrent=True, dtype=tf.float32, seed=7
    )


with tf.variable_scope('looped'):
    stacked = tf.nn.rnn_cell.MultiRNNCell([layer(units) for _ in range(2)])
    state = stacked.zero_state(5, tf.float32)
    looped, last = tf.nn.dynamic_rnn(stacked, x, sequence_length=n, initial_state=state)
with tf.variable_scope('unrolled'):
    gru = tf.nn.rnn_cell.GRUCell(units, bias_initializer=tf.zeros_initializer())
    unrolled, _ = tf.nn.static_rnn(gru, tf.unstack(x, axis=1), dtype=tf.float32)
with tf.variable_scope('both'):
    fw, bw = tf.nn.rnn_cell.BasicRNNCell(units), tf.nn.rnn_cell.BasicRNNCell(units)
    both, _ = tf.nn.bidirectional_dynamic_rnn(fw, bw, x, sequence_length=n, dtype=tf.float32)
out = looped[:, -1, :] + unrolled[-1] + tf.reduce_mean(both[0] + both[1], axis=1)
loss = tf.losses.mean_squared_error(t, out)
variables = tf.trainable_variables()
grads, norm = tf.clip_by_global_norm(tf.gradients(loss, variables), 0.5)
train = tf.train.RMSPropOptimizer(0.01).apply_gradients(zip(grads, variables))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    carried = sess.run(state)
    for i in range(6):
        feed = {x: rng.randn(5, steps, width), t: rng.rand(5, units), n: rng.randint(1, steps + 1, 5)}
        for old, new in zip(state, carried):
            feed[old.c], feed[old.h] = new.c, new.h
        carried, now, size, _ = sess.run([last, loss, norm, train], feed)
        print('%d %.4f %.4f' % (i, now, size))
    print(len(variables), variables[0].name, type(carried[0]).__name__)
    print([len(cell.trainable_variables) for cell in (stacked, gru, fw)])
# Steps: 6
