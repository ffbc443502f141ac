"""Word vectors with the sampled softmax, Adagrad: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(8)
vocab, dim = 40, 12
tf.set_random_seed(9)
inp = tf.placeholder(tf.int32, [6]); lab = tf.placeholder(tf.int32, [6, 1])
emb = tf.get_variable('emb', [vocab, dim])
e = tf.nn.embedding_lookup(emb, inp)
nw = tf.get_variable('nw', [vocab, dim]); nb = tf.get_variable('nb', [vocab])
loss = tf.reduce_mean(tf.nn.sampled_softmax_loss(weights=nw, biases=nb, labels=lab, inputs=e, num_sampled=6, num_classes=vocab))
train = tf.train.AdagradOptimizer(0.5).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(60):
        _, l = s.run([train, loss], {inp: rng.randint(0, vocab, 6), lab: rng.randint(0, vocab, (6, 1))})
        print(i, l)
# Steps: 60
