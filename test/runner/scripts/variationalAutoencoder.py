import numpy as np
import tensorflow as tf

tfd = tf.contrib.distributions
np.random.seed(0)
tf.set_random_seed(0)

data = (np.random.rand(32, 12) > 0.5).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 12])


def make_encoder(data, code_size):
    hidden = tf.layers.dense(data, 16, tf.nn.relu)
    loc = tf.layers.dense(hidden, code_size)
    scale = tf.layers.dense(hidden, code_size, tf.nn.softplus)
    return tfd.Normal(loc, scale)


def make_decoder(code):
    hidden = tf.layers.dense(code, 16, tf.nn.relu)
    logits = tf.layers.dense(hidden, 12)
    return tfd.Bernoulli(logits=logits, dtype=tf.float32)


decoder = make_decoder
prior = tfd.Normal(tf.zeros(2), tf.ones(2))
posterior = make_encoder(x, 2)
code = posterior.sample()
likelihood = tf.reduce_sum(decoder(code).log_prob(x), 1)
divergence = tf.reduce_sum(tfd.kl_divergence(posterior, prior), 1)
elbo = tf.reduce_mean(likelihood - divergence)
optimize = tf.train.AdamOptimizer(0.01).minimize(-elbo)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(8):
        feed = {x: data[(epoch % 4) * 8:(epoch % 4 + 1) * 8]}
        value, _ = sess.run([elbo, optimize], feed)
        print('Epoch', epoch, 'elbo', round(float(value), 3))
    print(prior, posterior.batch_shape)
# Steps: 8
