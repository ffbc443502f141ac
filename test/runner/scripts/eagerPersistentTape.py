"""A generator and a discriminator: one persistent tape, two optimizers, each with its own variables."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tf.set_random_seed(11)
g_w = tf.Variable(tf.random_normal([2, 2], stddev=0.3), name='g_w')
g_b = tf.Variable(tf.zeros([2]), name='g_b')
d_w = tf.Variable(tf.random_normal([2, 1], stddev=0.3), name='d_w')
d_b = tf.Variable(tf.zeros([1]), name='d_b')


def generator(z):
    return tf.nn.leaky_relu(tf.matmul(z, g_w) + g_b)


def discriminator(x):
    return tf.matmul(x, d_w) + d_b


g_optimizer = tf.train.AdamOptimizer(0.02, beta1=0.5)
d_optimizer = tf.train.RMSPropOptimizer(0.02)
for step in range(6):
    real = tf.random_normal([8, 2], mean=1.0)
    z = tf.random_uniform([8, 2], -1.0, 1.0)
    with tf.GradientTape(persistent=True) as tape:
        fake = generator(z)
        d_real, d_fake = discriminator(real), discriminator(fake)
        d_loss = tf.reduce_mean(tf.nn.softplus(-d_real) + tf.nn.softplus(d_fake))
        g_loss = tf.reduce_mean(tf.nn.softplus(-d_fake))
    d_grads = [tf.clip_by_value(g, -0.1, 0.1) for g in tape.gradient(d_loss, [d_w, d_b])]
    g_grads = [tf.clip_by_norm(g, 0.05) for g in tape.gradient(g_loss, [g_w, g_b])]
    del tape
    d_optimizer.apply_gradients(zip(d_grads, [d_w, d_b]))
    g_optimizer.apply_gradients(zip(g_grads, [g_w, g_b]))
    print(step, d_loss.numpy(), g_loss.numpy())
print(g_w.numpy(), d_w.numpy())
# Steps: 12
