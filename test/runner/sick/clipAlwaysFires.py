import tensorflow as tf
w = tf.Variable([3000.0, 4000.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.01)
(g, v), = optimizer.compute_gradients(tf.nn.l2_loss(w))
train = optimizer.apply_gradients([(tf.clip_by_norm(g, 1.0), v)])
# Finds: clip-always-fires 5
