import tensorflow as tf
import numpy as np
rng = np.random.RandomState(0)
GAMMA, N_A, N_S = 0.9, 2, 3
s = tf.placeholder(tf.float32, [None, N_S], name='s')
s_ = tf.placeholder(tf.float32, [None, N_S], name='s_')
r = tf.placeholder(tf.float32, [None, ], name='r')
a = tf.placeholder(tf.int32, [None, ], name='a')
w_initializer, b_initializer = tf.random_normal_initializer(0., 0.3, seed=1), tf.constant_initializer(0.1)
with tf.variable_scope('eval_net'):
    e1 = tf.layers.dense(s, 5, tf.nn.relu, kernel_initializer=w_initializer, bias_initializer=b_initializer, name='e1')
    q_eval = tf.layers.dense(e1, N_A, kernel_initializer=w_initializer, bias_initializer=b_initializer, name='q')
with tf.variable_scope('target_net'):
    t1 = tf.layers.dense(s_, 5, tf.nn.relu, kernel_initializer=w_initializer, bias_initializer=b_initializer, name='t1')
    q_next = tf.layers.dense(t1, N_A, kernel_initializer=w_initializer, bias_initializer=b_initializer, name='t2')
with tf.variable_scope('q_target'):
    q_target = r + GAMMA * tf.reduce_max(q_next, axis=1, name='Qmax_s_')
    q_target = tf.stop_gradient(q_target)
with tf.variable_scope('q_eval'):
    a_indices = tf.stack([tf.range(tf.shape(a)[0], dtype=tf.int32), a], axis=1)
    q_eval_wrt_a = tf.gather_nd(params=q_eval, indices=a_indices)
with tf.variable_scope('loss'):
    loss = tf.reduce_mean(tf.squared_difference(q_target, q_eval_wrt_a, name='TD_error'))
with tf.variable_scope('train'):
    _train_op = tf.train.RMSPropOptimizer(0.01).minimize(loss)
t_params = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope='target_net')
e_params = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope='eval_net')
with tf.variable_scope('hard_replacement'):
    target_replace_op = [tf.assign(t, e) for t, e in zip(t_params, e_params)]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(12):
    if i % 4 == 0:
        sess.run(target_replace_op)
        print('target_params_replaced')
    batch = rng.randn(6, N_S)
    _, cost = sess.run([_train_op, loss], feed_dict={s: batch, s_: batch + 1, a: rng.randint(0, N_A, 6), r: rng.rand(6)})
    print('%.6f' % cost)
print([p.name for p in t_params])
# Steps: 12
