import numpy as np
import tensorflow as tf
np.random.seed(1); tf.set_random_seed(1)
class VAE(object):
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 12])
        h = tf.layers.dense(self.x, 8, tf.nn.elu, name='enc')
        self.mu = tf.layers.dense(h, 2, name='mu'); self.ls = tf.layers.dense(h, 2, name='ls')
        z = self.mu + tf.exp(.5 * self.ls) * tf.random_normal(tf.shape(self.mu))
        dec1 = tf.layers.Dense(8, tf.nn.elu, name='dec1'); dec2 = tf.layers.Dense(12, name='dec2')
        self.logits = dec2(dec1(z)); self.sample = tf.nn.sigmoid(dec2.apply(dec1.apply(tf.random_normal([3, 2]))))
        rec = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=self.x, logits=self.logits), 1)
        kl = -.5 * tf.reduce_sum(1 + self.ls - self.mu ** 2 - tf.exp(self.ls), 1)
        self.loss = tf.reduce_mean(rec + kl)
        self.train = tf.train.RMSPropOptimizer(0.01).minimize(self.loss)
        print(dec1.variables, dec2.kernel, dec2.bias.name)
m = VAE(); s = tf.InteractiveSession(); s.run(tf.global_variables_initializer())
for i in range(4): print('%.4f' % s.run([m.train, m.loss], {m.x: (np.random.rand(6, 12) > .5).astype(np.float32)})[1])
print(m.sample.eval().round(3))
# Steps: 4
