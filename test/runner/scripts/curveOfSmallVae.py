"""A small variational autoencoder: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(15)
X = (rng.rand(32, 20) > 0.5).astype(np.float32)
tf.set_random_seed(16)
x = tf.placeholder(tf.float32, [None, 20])
h = tf.layers.dense(x, 16, tf.nn.tanh)
mu = tf.layers.dense(h, 3); lv = tf.layers.dense(h, 3)
z = mu + tf.exp(0.5 * lv) * tf.random_normal(tf.shape(mu))
logits = tf.layers.dense(tf.layers.dense(z, 16, tf.nn.tanh), 20)
rec = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits), 1)
kl = -0.5 * tf.reduce_sum(1 + lv - tf.square(mu) - tf.exp(lv), 1)
loss = tf.reduce_mean(rec + kl)
train = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(50):
        _, l, k = s.run([train, loss, kl], {x: X})
        print(i, l, k.sum())
# Steps: 50
