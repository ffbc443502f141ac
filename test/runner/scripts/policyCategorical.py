import numpy as np
import tensorflow as tf

np.random.seed(1)
tf.set_random_seed(1)

n_features, n_actions = 4, 3
states = tf.placeholder(tf.float32, [None, n_features], name='states')
actions = tf.placeholder(tf.int32, [None], name='actions')
returns = tf.placeholder(tf.float32, [None], name='returns')

hidden = tf.layers.dense(states, 10, activation=tf.nn.tanh, name='hidden')
logits = tf.layers.dense(hidden, n_actions, name='logits')
policy = tf.distributions.Categorical(logits=logits)
sample = policy.sample()
log_prob = policy.log_prob(actions)
entropy = policy.entropy()
loss = -tf.reduce_mean(log_prob * returns) - 0.01 * tf.reduce_mean(entropy)
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)
print(policy)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for episode in range(5):
        observed = np.random.randn(6, n_features)
        chosen = sess.run(sample, {states: observed})
        rewards = (chosen == 1).astype(np.float32)
        advantage = rewards - rewards.mean()
        _, value = sess.run([train_op, loss], {states: observed, actions: chosen, returns: advantage})
        print('episode', episode, chosen, rewards.sum(), '%.5f' % value)
# Steps: 5
