import numpy as np
import tensorflow as tf
np.random.seed(0); tf.set_random_seed(0)
def batch_norm_relu(x, training, fmt):
    return tf.nn.relu(tf.layers.batch_normalization(inputs=x, axis=1 if fmt == 'channels_first' else 3, momentum=.997, epsilon=1e-5, center=True, scale=True, training=training, fused=True))
def conv_fixed(x, filters, k, strides, fmt):
    if strides > 1:
        pad = k - 1; b = pad // 2; x = tf.pad(x, [[0, 0], [b, pad - b], [b, pad - b], [0, 0]])
    return tf.layers.conv2d(inputs=x, filters=filters, kernel_size=k, strides=strides, padding=('SAME' if strides == 1 else 'VALID'), use_bias=False, kernel_initializer=tf.variance_scaling_initializer(), data_format=fmt)
def block(x, filters, training, proj, strides, fmt):
    short = x; x = batch_norm_relu(x, training, fmt)
    if proj: short = conv_fixed(x, filters, 1, strides, fmt)
    x = conv_fixed(x, filters, 3, strides, fmt); x = batch_norm_relu(x, training, fmt)
    return conv_fixed(x, filters, 3, 1, fmt) + short
x = tf.placeholder(tf.float32, [4, 8, 8, 3]); y = tf.placeholder(tf.int64, [4])
with tf.variable_scope('resnet'):
    h = tf.identity(conv_fixed(x, 4, 3, 1, 'channels_last'), 'initial_conv')
    h = block(h, 4, True, False, 1, 'channels_last'); h = block(h, 8, True, True, 2, 'channels_last')
    h = batch_norm_relu(h, True, 'channels_last'); h = tf.reduce_mean(h, [1, 2]); logits = tf.layers.dense(h, 5)
ce = tf.losses.sparse_softmax_cross_entropy(y, logits)
loss = ce + 1e-4 * tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables() if 'batch_normalization' not in v.name])
gs = tf.train.get_or_create_global_step()
lr = tf.train.piecewise_constant(gs, [2], [.1, .01])
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)): t = tf.train.MomentumOptimizer(lr, .9).minimize(loss, gs)
for v in tf.global_variables(): print(v.name, v.shape)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    X = np.random.randn(4, 8, 8, 3)
    for i in range(4): print('%.4f' % s.run([loss, t], {x: X, y: [0, 1, 2, 3]})[0])
# Steps: 4
