# Finds: unordered-access 8
"""The soft update of a target network in the run whose loss reads the target: TensorFlow may do either first."""
import tensorflow as tf

w = tf.Variable([[0.5], [-0.25]], name='w')
target = tf.Variable([[0.25], [0.5]], trainable=False, name='target')
state = tf.constant([[1.0, 2.0], [0.5, -1.0]])
aim = 1.0 + 0.9 * tf.matmul(state, target)
loss = tf.reduce_mean(tf.square(tf.matmul(state, w) - tf.stop_gradient(aim)))
train_op = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
soft = tf.assign(target, 0.9 * target + 0.1)

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(4):
        session.run([train_op, soft])
