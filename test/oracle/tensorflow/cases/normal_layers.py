"""@file Oracle cases: layers that know only in a run whether they train; arg_scope; metrics."""

from .writing import Cases

SWITCHED = """
random = np.random.RandomState(5)
images = random.rand(12, 6, 6, 2).astype('float32')
labels = random.randint(0, 3, 12)
x = tf.placeholder(tf.float32, [None, 6, 6, 2])
y = tf.placeholder(tf.int32, [None])
training = tf.placeholder(tf.bool, [])
tf.set_random_seed(4)
h = tf.layers.conv2d(x, 4, 3, use_bias=False)
h = tf.nn.relu(tf.layers.batch_normalization(h, training=training))
h = tf.layers.dense(tf.layers.flatten(h), 8, use_bias=False)
h = tf.nn.relu(tf.layers.batch_normalization(h, training=training))
h = tf.layers.dropout(h, 0.25, training=training)
logits = tf.layers.dense(h, 3)
loss = tf.losses.sparse_softmax_cross_entropy(y, logits)
accuracy, update = tf.metrics.accuracy(y, tf.argmax(logits, 1))
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with new_session() as session:
    session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    losses = []
    for i in range(6):
        rows = slice(i % 2 * 6, i % 2 * 6 + 6)
        value, _ = session.run([loss, step], {x: images[rows], y: labels[rows], training: True})
        losses.append('%.4f' % value)
    out('losses', ' '.join(losses))
    for rows in (slice(0, 5), slice(5, 12)):
        feed = {x: images[rows], y: labels[rows], training: False}
        out('loss', '%.4f' % session.run(loss, feed))
        session.run(update, feed)
    out('accuracy', '%.4f' % session.run(accuracy))
    out('moving', ' '.join('%.4f' % n for v in tf.global_variables() if 'moving' in v.name for n in session.run(v)))
"""

SLIM = """
slim = tf.contrib.slim
tf.set_random_seed(4)
x = tf.constant(np.random.RandomState(5).rand(3, 6, 6, 2).astype('float32'))
decay = slim.l2_regularizer(0.01)
with slim.arg_scope([slim.conv2d, slim.fully_connected], weights_regularizer=decay):
    h = slim.repeat(x, 2, slim.conv2d, 4, [3, 3], scope='conv', normalizer_fn=slim.batch_norm)
    h = tf.contrib.layers.instance_norm(h)
    h = tf.contrib.layers.layer_norm(slim.stack(slim.flatten(h), slim.fully_connected, [5, 4]))
loss = tf.reduce_mean(tf.square(h - 1.0)) + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with new_session() as session:
    session.run(tf.global_variables_initializer())
    out('losses', ' '.join('%.4f' % session.run([loss, step])[0] for _ in range(5)))
    out('names', ' '.join(v.name for v in tf.global_variables()))
"""


def cases():
    c = Cases()
    c.program('layers that may train', 'CNN', SWITCHED, dtypes=('float32',))
    c.program('contrib layers', 'slim', SLIM, dtypes=('float32',))
    return c.cases
