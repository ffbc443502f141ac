import numpy as np
import tensorflow as tf
slim = tf.contrib.slim
np.random.seed(0); tf.set_random_seed(3)
x = tf.placeholder(tf.float32, [None, 8, 8, 1], 'x'); t = tf.placeholder(tf.int64, [None]); tr = tf.placeholder(tf.bool, [])
def net(x, is_training, reuse=None):
    bn = {'is_training': is_training, 'decay': 0.9, 'updates_collections': None, 'scale': True}
    with tf.variable_scope('net', reuse=reuse):
        with slim.arg_scope([slim.conv2d, slim.fully_connected], activation_fn=tf.nn.relu, normalizer_fn=slim.batch_norm, normalizer_params=bn, weights_regularizer=slim.l2_regularizer(1e-3), weights_initializer=slim.variance_scaling_initializer()):
            n = slim.conv2d(x, 4, [3, 3], scope='c1'); n = slim.max_pool2d(n, [2, 2], scope='p1')
            n = slim.repeat(n, 2, slim.conv2d, 4, [3, 3], scope='c2')
            n = slim.flatten(n); n = slim.fully_connected(n, 16, scope='f1'); n = slim.dropout(n, 0.8, is_training=is_training, scope='dr', seed=4)
            return slim.fully_connected(n, 3, activation_fn=None, normalizer_fn=None, scope='out')
y = net(x, tr)
loss = slim.losses.sparse_softmax_cross_entropy(y, t); total = slim.losses.get_total_loss()
op = slim.learning.create_train_op(total, tf.train.MomentumOptimizer(.1, .9))
for v in slim.get_model_variables(): print(v.op.name, v.shape)
print(len(tf.get_collection('update_ops')), slim.get_variables_by_name('weights'))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(3): print('%.5f' % s.run(op, {x: np.random.rand(6, 8, 8, 1), t: np.random.randint(0, 3, 6), tr: True}))
    print(s.run(y, {x: np.ones([2, 8, 8, 1]), tr: False}).round(4))
    print([v.eval().round(4) for v in slim.get_variables('net/f1/BatchNorm/moving_mean')])
# Steps: 3
