"""Linear regression on resource variables, with a clip by norm and a global step."""
import numpy as np
import tensorflow as tf

np.random.seed(3)
data_x = np.random.randn(40).astype(np.float32)
data_y = 2.0 * data_x + 1.0

x = tf.placeholder(tf.float32, [None])
y = tf.placeholder(tf.float32, [None])
with tf.variable_scope('model', use_resource=True):
    w = tf.get_variable('w', [], initializer=tf.constant_initializer(-1.0))
    b = tf.get_variable('b', [], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.square(w * x + b - y))
step = tf.Variable(0, trainable=False, use_resource=True, name='step')
optimizer = tf.train.GradientDescentOptimizer(0.2)
pairs = optimizer.compute_gradients(loss)
clipped = [(tf.clip_by_norm(g, 2.0), v) for g, v in pairs]
train = optimizer.apply_gradients(clipped, global_step=step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        _, value = sess.run([train, loss], {x: data_x, y: data_y})
        print(i, value, sess.run([w, b, step]))
print(w, b, train.name)
# Steps: 6
