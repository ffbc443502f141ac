"""Three variables, one gradient: argmax cuts one path, and nothing at all uses the last."""
import tensorflow as tf

w = tf.Variable([0.5, -1.5, 2.0], name='w')
gate = tf.Variable([0.1, 0.9, 0.3], name='gate')
unused = tf.Variable(1.0, name='unused')

chosen = tf.cast(tf.argmax(gate), tf.float32)
loss = tf.reduce_sum(tf.square(w)) * chosen

optimizer = tf.train.AdamOptimizer(0.1)
pairs = optimizer.compute_gradients(loss)
clipped, norm = tf.clip_by_global_norm([g for g, _ in pairs], 1.0)
train_op = optimizer.apply_gradients(zip(clipped, [v for _, v in pairs]))
