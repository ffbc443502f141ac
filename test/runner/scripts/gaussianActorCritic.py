import numpy as np
import tensorflow as tf

tf.set_random_seed(2)
np.random.seed(2)


class Actor(object):
    def __init__(self, sess, n_features, action_bound, lr=0.01):
        self.sess = sess
        self.s = tf.placeholder(tf.float32, [1, n_features], 'state')
        self.a = tf.placeholder(tf.float32, None, name='act')
        self.td_error = tf.placeholder(tf.float32, None, name='td_error')
        l1 = tf.layers.dense(
            self.s, 8, tf.nn.relu,
            kernel_initializer=tf.random_normal_initializer(0., .1),
            bias_initializer=tf.constant_initializer(0.1), name='l1')
        mu = tf.layers.dense(l1, 1, tf.nn.tanh, kernel_initializer=tf.random_normal_initializer(0., .1), name='mu')
        sigma = tf.layers.dense(l1, 1, tf.nn.softplus, kernel_initializer=tf.random_normal_initializer(0., .1), name='sigma')
        global_step = tf.Variable(0, trainable=False)
        self.mu, self.sigma = tf.squeeze(mu * 2), tf.squeeze(sigma + 0.1)
        self.normal_dist = tf.distributions.Normal(self.mu, self.sigma)
        self.action = tf.clip_by_value(self.normal_dist.sample(1), action_bound[0], action_bound[1])
        with tf.name_scope('exp_v'):
            log_prob = self.normal_dist.log_prob(self.a)
            self.exp_v = log_prob * self.td_error
            self.exp_v += 0.01 * self.normal_dist.entropy()
        with tf.name_scope('train'):
            self.train_op = tf.train.AdamOptimizer(lr).minimize(-self.exp_v, global_step)

    def learn(self, s, a, td):
        s = s[np.newaxis, :]
        _, exp_v = self.sess.run([self.train_op, self.exp_v], {self.s: s, self.a: a, self.td_error: td})
        return exp_v

    def choose_action(self, s):
        return self.sess.run(self.action, {self.s: s[np.newaxis, :]})


sess = tf.Session()
actor = Actor(sess, 3, [-2.0, 2.0])
sess.run(tf.global_variables_initializer())
for step in range(6):
    state = np.random.uniform(-1, 1, 3)
    action = actor.choose_action(state)
    value = actor.learn(state, action, 1.0 - float(action[0]) ** 2)
    print(step, '%.5f' % action[0], np.round(value, 4))
print(np.round(sess.run([actor.mu, actor.sigma], {actor.s: np.zeros((1, 3))}), 4))
# Steps: 6
