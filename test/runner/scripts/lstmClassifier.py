# A classifier of sequences: BasicLSTMCell in a dynamic_rnn, layers seeded after the loop.
import numpy as np
import tensorflow as tf

tf.set_random_seed(1)
np.random.seed(1)
lr, batch_size, n_inputs, n_steps, n_hidden, n_classes = 0.01, 4, 3, 5, 6, 2
x = tf.placeholder(tf.float32, [None, n_steps, n_inputs])
y = tf.placeholder(tf.float32, [None, n_classes])
weights = {
    'in': tf.Variable(tf.random_normal([n_inputs, n_hidden])),
    'out': tf.Variable(tf.random_normal([n_hidden, n_classes])),
}
biases = {
    'in': tf.Variable(tf.constant(0.1, shape=[n_hidden])),
    'out': tf.Variable(tf.constant(0.1, shape=[n_classes])),
}


def RNN(X, weights, biases):
    X = tf.reshape(X, [-1, n_inputs])
    X_in = tf.reshape(tf.matmul(X, weights['in']) + biases['in'], [-1, n_steps, n_hidden])
    cell = tf.contrib.rnn.BasicLSTMCell(n_hidden, forget_bias=1.0)
    init_state = cell.zero_state(batch_size, dtype=tf.float32)
    outputs, final_state = tf.nn.dynamic_rnn(cell, X_in, initial_state=init_state, time_major=False)
    outputs = tf.unstack(tf.transpose(outputs, [1, 0, 2]))
    return tf.matmul(outputs[-1], weights['out']) + biases['out']


pred = RNN(x, weights, biases)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=pred, labels=y))
train_op = tf.train.AdamOptimizer(lr).minimize(cost)
correct = tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1))
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
later = tf.layers.dense(pred, 2, name='later')

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run('later/kernel:0'))
    for step in range(8):
        batch_xs = np.random.rand(batch_size, n_steps, n_inputs)
        batch_ys = np.eye(n_classes)[np.random.randint(0, n_classes, batch_size)]
        sess.run([train_op], feed_dict={x: batch_xs, y: batch_ys})
        if step % 2 == 0:
            print('%.5f' % sess.run(cost, feed_dict={x: batch_xs, y: batch_ys}))
print([v.name for v in tf.trainable_variables()])
# Steps: 8
