import tensorflow as tf
import numpy as np
global_step = tf.Variable(0, trainable=False, name='global_step')
learning_rate = tf.train.exponential_decay(0.1, global_step, 5, 0.5, staircase=True)
x = tf.constant(np.linspace(-1, 1, 20).reshape(-1, 1), dtype=tf.float32)
y = 3 * x + 0.5
w = tf.Variable([[0.]], name='w')
b = tf.Variable([0.], name='b')
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
opt = tf.train.MomentumOptimizer(learning_rate, 0.9)
train_op = opt.minimize(loss, global_step=global_step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(15):
        _, l, lr, gs = sess.run([train_op, loss, learning_rate, global_step])
        print(i, l, lr)
    print(sess.run([w, b, global_step]))
    print(sess.run(opt.get_slot(w, 'momentum')), opt.get_slot_names())
# Steps: 15
