"""What graphs cost from Python, places in the file included; run by `npm run bench` in the real worker.

Prints one JSON object. A shared machine's speed varies by a factor of three, so every time is taken
beside a fixed Python loop: `calls` has by name [best µs per call, nodes per call, median of the ratios
to the loop of 1000 additions that ran beside it].
"""

import json
import time

import numpy as np
import tensorflow as tf

clock = time.perf_counter
ROUNDS = 7


def loop():
    """The measure: 1000 additions."""
    total = 0
    for i in range(1000):
        total += i
    return total


def seconds(calls, make):
    start = clock()
    for _ in range(calls):
        make()
    return (clock() - start) / calls


def median(values):
    return sorted(values)[len(values) // 2]


def beside_loop(calls, make):
    """(best time of MAKE in µs, median of its ratios to the loop beside it)"""
    taken, ratios = [], []
    for _ in range(ROUNDS):
        before = seconds(20, loop)
        each = seconds(calls, make)
        taken.append(each)
        ratios.append(each / ((before + seconds(20, loop)) / 2))
    return min(taken) * 1e6, median(ratios)


costs = {}


def timed(name, calls, prepare):
    """Times what PREPARE() returns, in a graph of its own."""
    with tf.Graph().as_default() as graph:
        make = prepare()
        make()
        before = graph._last_id
        make()
        nodes = graph._last_id - before
        micros, ratio = beside_loop(calls, make)
    costs[name] = [micros, nodes, ratio]


def tensor(*dims):
    return tf.Variable(tf.ones(dims), name='x') * 2.0


def on(dims, make):
    """PREPARE for an op on one tensor of shape DIMS."""

    def prepare():
        x = tensor(*dims)
        return lambda: make(x)

    return prepare


timed('x * x', 500, on([4, 4], lambda x: x * x))
timed('x + x', 500, on([4, 4], lambda x: x + x))
timed('x + 1.0', 500, on([4, 4], lambda x: x + 1.0))
timed('tf.add(x, x)', 500, on([4, 4], lambda x: tf.add(x, x)))
timed('tf.add(x, 1.0)', 300, on([4, 4], lambda x: tf.add(x, 1.0)))
timed('tf.multiply(x, x, name)', 300, on([4, 4], lambda x: tf.multiply(x, x, name='product')))
timed('x > 0', 300, on([4, 4], lambda x: x > 0))
timed('tf.tanh(x)', 500, on([4, 4], lambda x: tf.tanh(x)))
timed('tf.nn.relu(x)', 500, on([4, 4], lambda x: tf.nn.relu(x)))
timed('tf.matmul(x, x)', 300, on([4, 4], lambda x: tf.matmul(x, x)))
timed('tf.matmul(x, x, transpose_b)', 300, on([4, 4], lambda x: tf.matmul(x, x, transpose_b=True)))
timed('tf.constant(1.0)', 300, on([4, 4], lambda x: tf.constant(1.0)))
timed('tf.constant([[1.0, 2.0]])', 300, on([4, 4], lambda x: tf.constant([[1.0, 2.0]])))
timed('tf.reduce_sum(x)', 300, on([4, 4], lambda x: tf.reduce_sum(x)))
timed('tf.reduce_mean(x, 1)', 300, on([4, 4], lambda x: tf.reduce_mean(x, 1)))
timed('x[0]', 200, on([4, 4], lambda x: x[0]))
timed('x[:, 1:3]', 200, on([4, 4], lambda x: x[:, 1:3]))
timed('tf.concat([x, x], 1)', 300, on([4, 4], lambda x: tf.concat([x, x], 1)))
timed('tf.stack([x, x])', 300, on([4, 4], lambda x: tf.stack([x, x])))
timed('tf.split(x, 2, 1)', 200, on([4, 4], lambda x: tf.split(x, 2, 1)))
timed('tf.reshape(x, [2, 8])', 300, on([4, 4], lambda x: tf.reshape(x, [2, 8])))
timed('tf.transpose(x)', 200, on([4, 4], lambda x: tf.transpose(x)))
timed('tf.expand_dims(x, 0)', 200, on([4, 4], lambda x: tf.expand_dims(x, 0)))
timed('tf.cast(x, tf.int32)', 300, on([4, 4], lambda x: tf.cast(x, tf.int32)))
timed('tf.zeros([4, 4])', 300, on([4, 4], lambda x: tf.zeros([4, 4])))
timed('tf.zeros_like(x)', 300, on([4, 4], lambda x: tf.zeros_like(x)))
timed('tf.where(c, x, x)', 200, on([4, 4], lambda x: tf.where(x > 0, x, x)))
timed('tf.nn.softmax(x)', 200, on([4, 4], lambda x: tf.nn.softmax(x)))
timed('tf.nn.bias_add(x, b)', 200, on([4], lambda x: tf.nn.bias_add(tf.reshape(x, [1, 4]), x)))
timed(
    'softmax cross entropy', 30,
    on([4, 4], lambda x: tf.nn.softmax_cross_entropy_with_logits_v2(labels=x, logits=x)),
)
timed(
    'sparse softmax cross entropy', 30,
    on([4, 4], lambda x: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 1, 2, 3], logits=x)),
)


def convolution():
    x, w = tensor(1, 8, 8, 3), tensor(3, 3, 3, 4)
    return lambda: tf.nn.conv2d(x, w, strides=[1, 1, 1, 1], padding='SAME')


timed('tf.nn.conv2d', 100, convolution)
timed(
    'tf.nn.max_pool', 100,
    on([1, 8, 8, 3], lambda x: tf.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')),
)
timed('tf.random_normal([4])', 100, on([4], lambda x: tf.random_normal([4])))
timed('tf.nn.dropout(x, 0.5)', 30, on([4, 4], lambda x: tf.nn.dropout(x, 0.5)))
timed('tf.placeholder', 200, on([4], lambda x: tf.placeholder(tf.float32, [None, 4])))
timed('tf.Variable(1.0)', 50, on([4], lambda x: tf.Variable(1.0)))

counter = [0]


def fresh():
    counter[0] += 1
    return 'name_%d' % counter[0]


timed('tf.get_variable', 30, on([4], lambda x: tf.get_variable(fresh(), [4, 4])))


def scoped():
    with tf.name_scope('scope'):
        pass


timed('with tf.name_scope', 100, lambda: scoped)
timed('tf.layers.dense', 10, on([4, 4], lambda x: tf.layers.dense(x, 8, tf.nn.relu, name=fresh())))
timed(
    'tf.layers.conv2d', 10,
    on([1, 8, 8, 3], lambda x: tf.layers.conv2d(x, 4, 3, activation=tf.nn.relu, name=fresh())),
)
timed('tf.clip_by_value', 50, on([4, 4], lambda x: tf.clip_by_value(x, -1.0, 1.0)))
timed('tf.clip_by_norm', 30, on([4, 4], lambda x: tf.clip_by_norm(x, 1.0)))


def clip_ten():
    tensors = [tensor(4, 4) for _ in range(10)]
    return lambda: tf.clip_by_global_norm(tensors, 1.0)


timed('clip_by_global_norm of 10', 10, clip_ten)
timed('tf.losses.mean_squared_error', 10, on([4, 4], lambda x: tf.losses.mean_squared_error(x, x)))


def mlp():
    """A loss of three layers, in the current graph; what Adam.minimize makes of it."""
    x = tf.placeholder(tf.float32, [None, 8])
    labels = tf.placeholder(tf.int32, [None])
    h = tf.layers.dense(x, 16, tf.nn.relu)
    h = tf.layers.dense(h, 16, tf.nn.relu)
    logits = tf.layers.dense(h, 4)
    loss = tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    )
    return x, labels, loss


def minimizing(optimizer):
    def prepare():
        loss = mlp()[2]
        return lambda: optimizer().minimize(loss)

    return prepare


timed('3 layers: forward', 3, lambda: lambda: mlp())
timed('3 layers: SGD.minimize', 3, minimizing(lambda: tf.train.GradientDescentOptimizer(0.1)))
timed('3 layers: Adam.minimize', 3, minimizing(lambda: tf.train.AdamOptimizer(0.1)))


def unrolled():
    inputs = [tensor(2, 4) for _ in range(20)]

    def build():
        with tf.variable_scope(fresh()):
            cell = tf.nn.rnn_cell.BasicLSTMCell(8)
            return tf.nn.static_rnn(cell, inputs, dtype=tf.float32)

    return build


timed('static_rnn of 20 LSTM steps', 1, unrolled)


def dynamic():
    inputs = tensor(2, 20, 4)

    def build():
        with tf.variable_scope(fresh()):
            cell = tf.nn.rnn_cell.BasicLSTMCell(8)
            return tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)

    return build


timed('dynamic_rnn of LSTM steps', 1, dynamic)


def chain():
    """10,000 nodes, every one on the path from the variable to the loss: (build, differentiate) in s."""
    with tf.Graph().as_default():
        w = tf.Variable(tf.ones([4]), name='w')
        start = clock()
        h = tf.identity(w)
        for _ in range(5000):
            h = tf.tanh(h * w)
        loss = tf.reduce_sum(h)
        built = clock()
        tf.gradients(loss, [w])
        return built - start, clock() - built


def runs():
    """What Session.run costs around the kernels."""
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, 2], name='x')
        limit = tf.placeholder(tf.float32, [], name='limit')
        w = tf.Variable(tf.ones([2, 1]))
        loss = tf.reduce_mean(tf.matmul(x, w) * limit)
        train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
        session.run(tf.global_variables_initializer())
        batch = np.ones([2, 2], np.float32)
        rows = [[1.0, 2.0], [3.0, 4.0]]

        def run(name, make):
            make()
            micros, ratio = beside_loop(100, make)
            costs[name] = [micros, 0, ratio]

        run('run(w)', lambda: session.run(w))
        run('run(loss, array and number fed)', lambda: session.run(loss, {x: batch, limit: 2.0}))
        run('run(loss, lists fed)', lambda: session.run(loss, {x: rows, limit: 2.0}))
        run('run([train, loss], fed)', lambda: session.run([train, loss], {x: batch, limit: 2.0}))
        value = session.run(w)
        run('str(fetched [2, 1])', lambda: str(value))
        number = session.run(loss, {x: batch, limit: 2.0})
        run('str(fetched scalar)', lambda: '%s %.4f' % (number, number))


def recurrent():
    """28 LSTM steps of 128 units on batches of 32: [build, differentiate, one training step] in ms."""
    with tf.Graph().as_default(), tf.Session() as session:
        start = clock()
        x = tf.placeholder(tf.float32, [32, 28, 28])
        labels = tf.placeholder(tf.int32, [32])
        cell = tf.nn.rnn_cell.BasicLSTMCell(128)
        outputs, _ = tf.nn.static_rnn(cell, tf.unstack(x, 28, 1), dtype=tf.float32)
        logits = tf.layers.dense(outputs[-1], 10)
        loss = tf.reduce_mean(
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        )
        built = clock()
        train = tf.train.AdamOptimizer().minimize(loss)
        done = clock()
        session.run(tf.global_variables_initializer())
        feed = {x: np.ones([32, 28, 28], np.float32), labels: np.zeros([32], np.int32)}
        session.run(train, feed)
        steps = [seconds(1, lambda: session.run(train, feed)) for _ in range(5)]
        return [(built - start) * 1e3, (done - built) * 1e3, min(steps) * 1e3]


chains = [chain() for _ in range(5)]
runs()
print(
    json.dumps(
        {
            'loop': median([seconds(50, loop) for _ in range(ROUNDS)]) * 1e6,
            'calls': costs,
            'buildMs': min([built for built, _ in chains]) * 1e3,
            'gradientsMs': min([taken for _, taken in chains]) * 1e3,
            'recurrentMs': recurrent(),
        }
    )
)
