import numpy as np
import tensorflow as tf

np.random.seed(10)
tf.set_random_seed(10)
vocabulary, length, classes = 30, 12, 2


class TextCNN(object):
    def __init__(self, filter_sizes=(2, 3), num_filters=4):
        self.input_x = tf.placeholder(tf.int32, [None, length], name='input_x')
        self.input_y = tf.placeholder(tf.int64, [None], name='input_y')
        self.rate = tf.placeholder_with_default(0.0, [], name='rate')
        embedded = tf.contrib.layers.embed_sequence(self.input_x, vocabulary, 8)
        pooled = []
        for size in filter_sizes:
            with tf.variable_scope('conv-%s' % size):
                conv = tf.layers.conv1d(embedded, num_filters, size, activation=tf.nn.relu)
                pool = tf.layers.max_pooling1d(conv, length - size + 1, 1)
                pooled.append(tf.squeeze(pool, [1]))
        features = tf.concat(pooled, 1)
        dropped = tf.layers.dropout(features, self.rate, training=True)
        self.scores = tf.layers.dense(dropped, classes, name='scores')
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(logits=self.scores, labels=self.input_y)
        self.loss = tf.reduce_mean(losses)
        self.loss = tf.Print(self.loss, [self.loss], 'loss: ')
        correct = tf.equal(tf.argmax(self.scores, 1), self.input_y)
        self.accuracy = tf.reduce_mean(tf.cast(correct, 'float'))


cnn = TextCNN()
optimizer = tf.train.AdamOptimizer(1e-2)
grads_and_vars = optimizer.compute_gradients(cnn.loss)
train_op = optimizer.apply_gradients(grads_and_vars)
print([v.name for v in tf.trainable_variables()])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    x = np.random.randint(0, vocabulary, [16, length])
    y = (x[:, 0] > 15).astype(np.int64)
    for step in range(6):
        _, loss, accuracy = sess.run([train_op, cnn.loss, cnn.accuracy], {cnn.input_x: x, cnn.input_y: y, cnn.rate: 0.2})
        print('step {}, loss {:.4f}, acc {:g}'.format(step, loss, accuracy))
# Steps: 6
