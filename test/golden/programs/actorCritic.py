import tensorflow as tf
state = tf.constant([[0.1, -0.4], [0.3, 0.2], [-0.5, 0.7]])
action = tf.constant([0, 1, 1])
reward = tf.constant([1.0, 0.0, 2.0])
policy = tf.Variable([[0.2, -0.1], [0.4, 0.3]], name='policy')
critic = tf.Variable([[0.5], [-0.2]], name='critic')
value = tf.squeeze(tf.matmul(state, critic), 1)
advantage = reward - value
taken = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=action, logits=tf.matmul(state, policy))
actor_loss = tf.reduce_mean(taken * tf.stop_gradient(advantage))
critic_loss = tf.reduce_mean(tf.square(advantage))
loss = actor_loss + 0.5 * critic_loss
train_op = tf.train.RMSPropOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(train_op)
