import tensorflow as tf
w = tf.Variable([1.0, 2.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
pairs = optimizer.compute_gradients(tf.nn.l2_loss(w))
clipped = [(tf.clip_by_norm(g, 0.5), v) for g, v in pairs]
train = optimizer.apply_gradients(pairs)
