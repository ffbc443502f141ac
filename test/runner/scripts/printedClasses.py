"""How classes of objects are printed."""
import tensorflow as tf

w = tf.Variable(1.0, name='w')
r = tf.get_variable('r', [2], use_resource=True)
things = [
    w, r, r.assign_add([1.0, 1.0]), tf.constant(1), tf.constant(1).op, tf.float32, tf.Session(), tf.Graph(),
    tf.train.AdamOptimizer(), tf.train.GradientDescentOptimizer(0.1), tf.contrib.opt.LazyAdamOptimizer(),
    tf.TensorShape([1]), tf.TensorShape([2])[0], tf.train.Saver(), tf.train.Coordinator(),
    tf.nn.rnn_cell.BasicLSTMCell(2), tf.nn.rnn_cell.LSTMStateTuple(1, 2), tf.zeros_initializer(),
    tf.data.Dataset.range(3), tf.errors.InvalidArgumentError(None, None, 'a'), tf.TensorArray(tf.float32, 2),
    tf.IndexedSlices(tf.constant([1.0]), tf.constant([0])), tf.SparseTensor([[0, 0]], [1.0], [1, 1]),
    tf.train.ExponentialMovingAverage(0.9), tf.get_variable_scope(), tf.FIFOQueue(2, tf.float32),
    tf.DeviceSpec(), tf.train.ClusterSpec({}), tf.ConfigProto(),
]
for thing in things:
    print(type(thing), type(thing).__name__)
# Steps: 0
