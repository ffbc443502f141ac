import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.01)
(g, v), = optimizer.compute_gradients(tf.nn.l2_loss(w))
train = optimizer.apply_gradients([(tf.clip_by_norm(g, 1000.0), v)])
# Finds: clip-never-fires 5
