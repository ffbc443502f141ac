import numpy as np
import tensorflow as tf
np.random.seed(2)
x = tf.placeholder(tf.float32, [None, 4]); t = tf.placeholder(tf.bool)
cl = tf.contrib.layers
a = cl.batch_norm(x, decay=.9, is_training=t, scope='a'); b = cl.batch_norm(x, decay=.9, is_training=t, updates_collections=None, scope='b')
c = cl.batch_norm(x, decay=.9, is_training=t, updates_collections=None, zero_debias_moving_mean=True, scope='c'); d = cl.batch_norm(x, decay=.9, is_training=t, fused=False, scope='d', updates_collections='q')
e = tf.layers.batch_normalization(x, momentum=.9, training=t, renorm=True, renorm_momentum=.9, renorm_clipping={'rmax': 1.5, 'rmin': .5, 'dmax': .5}, name='e')
f = cl.batch_norm(x, decay=.9, batch_weights=[1., 2., 0., 1., 1.], fused=False, scope='f', is_training=True)
loss = sum(tf.reduce_sum(tf.square(k - 1.) * [1., 2., 3., 4.]) for k in [a, b, c, d, e, f])
op = tf.train.GradientDescentOptimizer(.01).minimize(loss)
ups = tf.get_collection('update_ops') + tf.get_collection('q')
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(3):
        X = np.random.randn(5, 4) * 2 + 1
        l, _ = s.run([loss, op], {x: X, t: True}); s.run(ups, {x: X, t: True}); print('%.4f' % l)
    for k in [a, b, c, d, e, f]: print(s.run(k, {x: X, t: False}).round(3)[0])
    for v in tf.global_variables(): print(v.name, s.run(v).round(3))
# Steps: 3
