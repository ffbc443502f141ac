import numpy as np
import tensorflow as tf
np.random.seed(0); tf.set_random_seed(0)
def generator(z, is_train=True, reuse=False):
    with tf.variable_scope('generator', reuse=reuse):
        n = tf.layers.dense(z, 4 * 4 * 8, kernel_initializer=tf.random_normal_initializer(stddev=0.02))
        n = tf.reshape(n, [-1, 4, 4, 8])
        n = tf.layers.batch_normalization(n, training=is_train, gamma_initializer=tf.random_normal_initializer(1., 0.02))
        n = tf.nn.relu(n)
        n = tf.layers.conv2d_transpose(n, 4, 5, strides=2, padding='same')
        n = tf.layers.batch_normalization(n, training=is_train)
        n = tf.nn.leaky_relu(n)
        return tf.layers.conv2d_transpose(n, 1, 5, 2, 'same', activation=tf.nn.tanh)
def discriminator(x, reuse=None):
    with tf.variable_scope('discriminator', reuse=reuse):
        h = tf.layers.conv2d(x, 4, 5, 2, 'same', activation=tf.nn.leaky_relu)
        h = tf.layers.conv2d(h, 8, 5, 2, padding='SAME', use_bias=False)
        h = tf.nn.leaky_relu(tf.layers.batch_normalization(h, training=True))
        h = tf.layers.flatten(h)
        return tf.layers.dense(h, 1)
z = tf.placeholder(tf.float32, [None, 6]); x = tf.placeholder(tf.float32, [None, 16, 16, 1])
g = generator(z); dr = discriminator(x); df = discriminator(g, True)
dl = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=dr, labels=tf.ones_like(dr))) + tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=df, labels=tf.zeros_like(df)))
gl = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=df, labels=tf.ones_like(df)))
gv = [v for v in tf.trainable_variables() if v.name.startswith('generator')]
dv = [v for v in tf.trainable_variables() if 'discriminator' in v.name]
for v in gv + dv: print(v)
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    dt = tf.train.AdamOptimizer(2e-4, beta1=0.5).minimize(dl, var_list=dv)
    gt = tf.train.AdamOptimizer(2e-4, beta1=0.5).minimize(gl, var_list=gv)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(3):
        _, a = s.run([dt, dl], {z: np.random.uniform(-1, 1, [8, 6]), x: np.random.rand(8, 16, 16, 1)})
        _, b = s.run([gt, gl], {z: np.random.uniform(-1, 1, [8, 6]), x: np.random.rand(8, 16, 16, 1)})
        print(i, '%.4f %.4f' % (a, b))
    s1 = generator(z, False, True); print(s1.shape, s.run(s1, {z: np.zeros([1, 6])}).shape)
# Steps: 6
