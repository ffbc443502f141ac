import tensorflow as tf
w = tf.Variable([0.1, 50.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
(g, v), = optimizer.compute_gradients(tf.nn.l2_loss(w))
train = optimizer.apply_gradients([(tf.clip_by_value(g, -0.1, 0.1), v)])
# Finds: clip-turns-gradient 5
