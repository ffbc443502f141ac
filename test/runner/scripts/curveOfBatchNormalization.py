"""Two layers with batch normalization, Adam: the whole curve, digit for digit."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(11)
X = rng.randn(96, 16).astype(np.float32); Y = rng.randint(0, 3, 96)
tf.set_random_seed(12)
x = tf.placeholder(tf.float32, [None, 16]); y = tf.placeholder(tf.int32, [None])
h = tf.layers.dense(x, 24, use_bias=False)
h = tf.nn.relu(tf.layers.batch_normalization(h, training=True))
h = tf.layers.dense(h, 24)
h = tf.nn.tanh(tf.layers.batch_normalization(h, training=True))
logits = tf.layers.dense(h, 3)
loss = tf.losses.sparse_softmax_cross_entropy(y, logits)
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    train = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(30):
        _, l = s.run([train, loss], {x: X[(i%3)*32:(i%3)*32+32], y: Y[(i%3)*32:(i%3)*32+32]})
        print(i, l)
# Steps: 30
