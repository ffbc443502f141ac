# MonitoredTrainingSession with hooks: stops at a step, stops at a NaN, and ends with its data.
import os

import numpy as np
import tensorflow as tf


class PrintHook(tf.train.SessionRunHook):
    def begin(self):
        print('begin')

    def after_create_session(self, session, coord):
        print('created', session.run(tf.train.get_global_step()))

    def before_run(self, run_context):
        return tf.train.SessionRunArgs(loss)

    def after_run(self, run_context, run_values):
        print('loss %.5f' % run_values.results)

    def end(self, session):
        print('end', session.run(global_step))


tf.set_random_seed(2)
x = tf.constant(np.arange(6, dtype=np.float32).reshape(3, 2))
W = tf.get_variable('W', [2, 1], initializer=tf.ones_initializer())
global_step = tf.train.get_or_create_global_step()
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) - 3.0))
train = tf.train.GradientDescentOptimizer(0.02).minimize(loss, global_step=global_step)

hooks = [tf.train.StopAtStepHook(last_step=4), PrintHook(), tf.train.NanTensorHook(loss),
         tf.train.LoggingTensorHook({'loss': loss}, every_n_iter=2)]
with tf.train.MonitoredTrainingSession(checkpoint_dir='monitored', hooks=hooks) as sess:
    while not sess.should_stop():
        sess.run(train)
print(sorted(name for name in os.listdir('monitored') if name.endswith('.index')))

hooks = [tf.train.StopAtStepHook(num_steps=2), PrintHook()]
with tf.train.MonitoredTrainingSession(checkpoint_dir='monitored', hooks=hooks) as sess:
    while not sess.should_stop():
        sess.run(train)
print(tf.train.latest_checkpoint('monitored'))

with tf.Graph().as_default():
    item = tf.data.Dataset.range(3).make_one_shot_iterator().get_next()
    v = tf.Variable(0.0)
    with tf.train.SingularMonitoredSession() as sess:
        while not sess.should_stop():
            print(sess.run(item))
    print('ended')
    nan = tf.log(v - 1.0)
    try:
        with tf.train.MonitoredSession(hooks=[tf.train.NanTensorHook(nan)]) as sess:
            sess.run(nan)
    except tf.train.NanLossDuringTrainingError as error:
        print(error)
# Steps: 6
