# Trains, saves, trains on; then a second session restores the checkpoint and goes the same way again.
import os

import numpy as np
import tensorflow as tf

np.random.seed(0)
xs = np.random.rand(20, 2).astype(np.float32)
ys = (xs.dot(np.array([[2.0], [-1.0]])) + 0.5).astype(np.float32)

tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.random_normal([2, 1]), name='weights')
b = tf.Variable(tf.zeros([1]), name='bias')
global_step = tf.Variable(0, trainable=False, name='global_step')
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))
train = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=global_step)
saver = tf.train.Saver(max_to_keep=2)

checkpoint_dir = 'checkpoints'
if not os.path.exists(checkpoint_dir):
    os.makedirs(checkpoint_dir)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    checkpoint = tf.train.get_checkpoint_state(checkpoint_dir)
    print('found', checkpoint)
    for step in range(6):
        _, value = sess.run([train, loss], feed_dict={x: xs, y: ys})
        print(step, value)
        if step % 2 == 1:
            path = saver.save(sess, os.path.join(checkpoint_dir, 'model.ckpt'), global_step=global_step)
            print('saved', path)
    print(sess.run(W), sess.run(b))

print(sorted(name for name in os.listdir(checkpoint_dir) if name.endswith('.index')))
with tf.Session() as sess:
    checkpoint = tf.train.get_checkpoint_state(checkpoint_dir)
    saver.restore(sess, checkpoint.all_model_checkpoint_paths[0])
    for step in range(2):
        _, value = sess.run([train, loss], feed_dict={x: xs, y: ys})
        print(sess.run(global_step), value)
    print(sess.run(W), sess.run(b))
# Steps: 8
