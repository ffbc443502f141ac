"""A model class with flags and tf.app.run."""
import os
import sys
import time
import tensorflow as tf
import numpy as np
flags = tf.app.flags
FLAGS = flags.FLAGS
flags.DEFINE_integer('max_steps', 12, 'Number of steps.')
flags.DEFINE_float('learning_rate', 0.05, 'Learning rate.')
flags.DEFINE_string('logs_dir', '/tmp/training-script-logs', 'Logs.')
flags.DEFINE_boolean('verbose', True, 'Print.')

class Model(object):
    def __init__(self, dim, lr):
        self.graph = tf.Graph()
        with self.graph.as_default():
            tf.set_random_seed(5)
            self._build(dim, lr)
            self.init = tf.global_variables_initializer()
        self.sess = tf.Session(graph=self.graph, config=tf.ConfigProto(allow_soft_placement=True, log_device_placement=False))
        self.sess.run(self.init)

    def _build(self, dim, lr):
        self.x = tf.placeholder(tf.float32, [None, dim], 'x')
        self.y = tf.placeholder(tf.float32, [None], 'y')
        with tf.variable_scope('linear'):
            self.w = tf.get_variable('w', [dim], initializer=tf.truncated_normal_initializer(stddev=0.1))
            self.b = tf.get_variable('b', [], initializer=tf.zeros_initializer())
        self.out = tf.reduce_sum(self.x * self.w, 1) + self.b
        self.loss = tf.reduce_mean(tf.abs(self.out - self.y)) + 0.01 * tf.nn.l2_loss(self.w)
        self.global_step = tf.Variable(0, name='global_step', trainable=False)
        self.train_op = tf.train.AdagradOptimizer(lr).minimize(self.loss, global_step=self.global_step)

    @property
    def step(self):
        return self.sess.run(self.global_step)

    def fit(self, x, y):
        return self.sess.run([self.train_op, self.loss], feed_dict={self.x: x, self.y: y})[1]

def main(_):
    np.random.seed(0)
    if not os.path.exists('/nonexistent'):
        print('fresh')
    model = Model(3, FLAGS.learning_rate)
    start = time.time()
    for i in range(FLAGS.max_steps):
        x = np.random.randn(8, 3)
        y = x.sum(axis=1) + 1
        loss = model.fit(x, y)
        if FLAGS.verbose and i % 4 == 3:
            print('step {:3d} loss {:.5f}'.format(model.step, loss))
    assert time.time() - start < 1000
    print('argv', len(sys.argv))

if __name__ == '__main__':
    tf.app.run()
# Steps: 12
