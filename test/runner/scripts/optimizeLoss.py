import numpy as np
import tensorflow as tf
slim = tf.contrib.slim
rng = np.random.RandomState(1)
features = rng.randint(-3, 4, [4, 3]).astype(np.float32)
targets = (features @ np.array([[1.0], [-2.0], [0.5]], np.float32) * 3 + 1).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.get_variable('w', [3, 1], initializer=tf.zeros_initializer())
b = tf.get_variable('b', [1], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
step = tf.train.get_or_create_global_step()
decay = lambda rate, s: tf.train.exponential_decay(rate, s, 2, 0.5, staircase=True)
train = tf.contrib.layers.optimize_loss(
    loss, step, 0.1, 'SGD', clip_gradients=2.0, gradient_multipliers={'b:0': 0.5}, learning_rate_decay_fn=decay)
slim_train = slim.learning.create_train_op(
    loss, tf.train.MomentumOptimizer(0.05, 0.9), clip_gradient_norm=1.5, gradient_multipliers={'w': 0.5})
ema = tf.train.ExponentialMovingAverage(0.9, num_updates=step)
rate = tf.train.piecewise_constant(step, [3, 6], [0.1, 0.05, 0.01])
averaged = ema.apply([w, b])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: features, y: targets}
    for i in range(4):
        print(i, sess.run(train, feed))
        sess.run(averaged)
    for i in range(4):
        print(i, sess.run(slim_train, feed), sess.run(rate))
    print(sess.run([w, b, step]))
    print(sess.run([ema.average(w), ema.average(b)]))
# Steps: 8
