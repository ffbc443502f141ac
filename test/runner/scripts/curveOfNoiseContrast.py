"""Word vectors with noise-contrastive estimation: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(7)
vocab, dim = 50, 16
tf.set_random_seed(8)
inp = tf.placeholder(tf.int32, [8]); lab = tf.placeholder(tf.int32, [8, 1])
emb = tf.Variable(tf.random_uniform([vocab, dim], -1.0, 1.0))
e = tf.nn.embedding_lookup(emb, inp)
nw = tf.Variable(tf.truncated_normal([vocab, dim], stddev=1.0 / np.sqrt(dim))); nb = tf.Variable(tf.zeros([vocab]))
loss = tf.reduce_mean(tf.nn.nce_loss(weights=nw, biases=nb, labels=lab, inputs=e, num_sampled=5, num_classes=vocab))
train = tf.train.GradientDescentOptimizer(1.0).minimize(loss)
norm = tf.sqrt(tf.reduce_sum(tf.square(emb), 1, keepdims=True)); nemb = emb / norm
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(60):
        _, l = s.run([train, loss], {inp: rng.randint(0, vocab, 8), lab: rng.randint(0, vocab, (8, 1))})
        print(i, l)
    print(s.run(nemb)[:2])
# Steps: 60
