"""An autoencoder of sigmoids, RMSProp: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(6)
X = rng.rand(64, 64).astype(np.float32)
tf.set_random_seed(7)
x = tf.placeholder(tf.float32, [None, 64])
def dense(x, n, act, name):
    w = tf.Variable(tf.random_normal([int(x.shape[1]), n], stddev=0.2), name=name)
    b = tf.Variable(tf.random_normal([n]))
    return act(tf.add(tf.matmul(x, w), b))
e = dense(x, 32, tf.nn.sigmoid, 'e1'); e = dense(e, 8, tf.nn.sigmoid, 'e2')
d = dense(e, 32, tf.nn.sigmoid, 'd1'); d = dense(d, 64, tf.nn.sigmoid, 'd2')
loss = tf.reduce_mean(tf.pow(x - d, 2))
train = tf.train.RMSPropOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(60):
        _, l = s.run([train, loss], {x: X})
        print('Step %i: Minibatch Loss: %f' % (i, l), l)
# Steps: 60
