import tensorflow as tf
import numpy as np
np.random.seed(0)
with tf.variable_scope('net'):
    w = tf.get_variable('w', initializer=np.random.randn(4, 2).astype('f'))
    b = tf.get_variable('b', initializer=np.zeros(2, 'f'))
inp = tf.placeholder(tf.float32, (None, 4), 'inp')
out = tf.tanh(tf.nn.xw_plus_b(inp, w, b))
loss = tf.nn.l2_loss(out - [[5., -5.]])
optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, global_norm = tf.clip_by_global_norm(gradients, 5.0)
gs = tf.train.get_or_create_global_step()
optimize = optimizer.apply_gradients(zip(gradients, variables), global_step=gs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        _, l, n = sess.run([optimize, loss, global_norm], {inp: np.ones((3, 4)) * (i + 1)})
        print(i, l, n, sess.run(gs))
# Steps: 5
