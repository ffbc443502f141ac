import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
(g, v), = optimizer.compute_gradients(tf.nn.l2_loss(w))
g = tf.clip_by_norm(g, 2.0)
g = tf.clip_by_norm(g, 1.0)
train = optimizer.apply_gradients([(g, v)])
# Finds: clipped-twice 6
