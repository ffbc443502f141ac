"""A small GAN, two Adams: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(14)
tf.set_random_seed(15)
z = tf.placeholder(tf.float32, [None, 8]); x = tf.placeholder(tf.float32, [None, 12])
def gen(z):
    with tf.variable_scope('g'):
        return tf.layers.dense(tf.layers.dense(z, 16, tf.nn.relu), 12, tf.nn.tanh)
def dis(x, reuse=False):
    with tf.variable_scope('d', reuse=reuse):
        return tf.layers.dense(tf.layers.dense(x, 16, tf.nn.leaky_relu), 1)
G = gen(z); dr = dis(x); df = dis(G, True)
bce = tf.nn.sigmoid_cross_entropy_with_logits
dl = tf.reduce_mean(bce(logits=dr, labels=tf.ones_like(dr))) + tf.reduce_mean(bce(logits=df, labels=tf.zeros_like(df)))
gl = tf.reduce_mean(bce(logits=df, labels=tf.ones_like(df)))
dv = [v for v in tf.trainable_variables() if v.name.startswith('d')]; gv = [v for v in tf.trainable_variables() if v.name.startswith('g')]
dt = tf.train.AdamOptimizer(1e-2, beta1=0.5).minimize(dl, var_list=dv); gt = tf.train.AdamOptimizer(1e-2, beta1=0.5).minimize(gl, var_list=gv)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(40):
        xb = rng.randn(20, 12).astype(np.float32); zb = rng.randn(20, 8).astype(np.float32)
        _, d = s.run([dt, dl], {x: xb, z: zb}); _, g = s.run([gt, gl], {z: zb})
        print(i, d, g)
# Steps: 80
