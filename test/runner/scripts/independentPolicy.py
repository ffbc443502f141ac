"""A policy gradient with two kinds of actions: a direction (one-hot) and a vector of independent normals."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(6)
rng = np.random.RandomState(3)
D = tf.contrib.distributions
states = tf.placeholder(tf.float32, [None, 3])
advantages = tf.placeholder(tf.float32, [None])
hidden = tf.layers.dense(states, 8, tf.nn.tanh)
direction = D.OneHotCategorical(logits=tf.layers.dense(hidden, 4), dtype=tf.float32)
mean = tf.layers.dense(hidden, 2, name='mean')
deviation = tf.get_variable('deviation', [2], initializer=tf.zeros_initializer())
move = D.Independent(D.Normal(mean, tf.exp(deviation)), reinterpreted_batch_ndims=1)
chosen, moved = direction.sample(seed=1), move.sample(seed=2)
taken, at = tf.placeholder(tf.float32, [None, 4]), tf.placeholder(tf.float32, [None, 2])
log_prob = direction.log_prob(taken) + move.log_prob(at)
entropy = tf.reduce_mean(direction.entropy() + move.entropy())
loss = -tf.reduce_mean(log_prob * advantages) - 0.01 * entropy
train = tf.train.AdamOptimizer(0.01).minimize(loss)
print(direction, move)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(8):
        seen = rng.randn(5, 3)
        c, m = sess.run([chosen, moved], {states: seen})
        feed = {states: seen, taken: c, at: m, advantages: rng.randn(5)}
        value, h, _ = sess.run([loss, entropy, train], feed)
        print('%.4f %.4f' % (value, h), c.argmax(1), np.round(m[0], 3))
# Steps: 8
