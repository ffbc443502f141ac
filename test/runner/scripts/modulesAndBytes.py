"""A tf.Module with modules in lists; its data are numbers read out of bytes with tf.decode_raw."""

import numpy as np
import tensorflow as tf


class Dense(tf.Module):
    def __init__(self, inputs, outputs, name=None):
        super(Dense, self).__init__(name=name)
        self.w = tf.Variable(tf.fill([inputs, outputs], 0.5), name='w')
        self.b = tf.Variable(tf.zeros([outputs]), name='b')
        self.count = tf.Variable(0, trainable=False, name='count')

    @tf.Module.with_name_scope
    def __call__(self, x):
        return tf.matmul(x, self.w) + self.b


class TwoLayerNet(tf.Module):
    def __init__(self):
        super(TwoLayerNet, self).__init__()
        with self.name_scope:
            self.layers = [Dense(3, 2), {'last': Dense(2, 1, name='last')}]
        self.first = self.layers[0]

    def __call__(self, x):
        return self.layers[1]['last'](tf.tanh(self.layers[0](x)))


net = TwoLayerNet()
numbers = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]], np.float32)
records = [row.tobytes() for row in numbers]
x = tf.decode_raw(records, tf.float32)
print(x, net.name, net.name_scope.name, net.layers[0].name, net.first.w, net.layers[1]['last'].w)
x.set_shape([2, 3])
y = net(x)
print(y, [v.name for v in net.variables], [v.name for v in net.trainable_variables])
print([module.name for module in net.submodules])
print([path for path, _ in net._flatten(predicate=lambda leaf: isinstance(leaf, tf.Module), with_path=True)])
try:
    Dense(1, 1, name='a b')
except ValueError as error:
    print(error)
loss = tf.reduce_sum(tf.square(y - [[1.0], [-1.0]]))
train_op = tf.train.AdamOptimizer(0.1).minimize(loss, var_list=net.trainable_variables)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print('%.5f' % sess.run([loss, train_op])[0])
    text = tf.constant(numbers[0].tobytes())
    for kind in (tf.float32, tf.int32, tf.uint8, tf.float64, tf.int16, tf.int8, tf.float16, tf.uint16):
        try:
            print(kind, sess.run(tf.decode_raw(text, kind)))
        except tf.errors.InvalidArgumentError as error:
            print(kind, error.message.split('\n')[0])
    print(sess.run(tf.io.decode_raw([[b'abcd'], [b'efgh']], tf.int16, little_endian=False)))
    print(sess.run(tf.decode_raw(b'', tf.float32)), tf.gradients(tf.decode_raw(text, tf.float32), [text]))
    for broken in ("tf.decode_raw([b'abcd', b'ab'], tf.uint8)", "tf.decode_raw(text, tf.string)",
                   'tf.decode_raw(1.0, tf.uint8)'):
        try:
            sess.run(eval(broken))
        except Exception as error:
            print(type(error).__name__, str(error).split('\n')[0].split(' (defined')[0])
# Steps: 3
