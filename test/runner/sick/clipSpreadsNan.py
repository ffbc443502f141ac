import tensorflow as tf
a = tf.Variable([0.0], name='a')
b = tf.Variable([1.0], name='b')
loss = tf.reduce_sum(tf.sqrt(a)) + tf.reduce_sum(tf.square(b))
optimizer = tf.train.GradientDescentOptimizer(0.1)
gs, vs = zip(*optimizer.compute_gradients(loss))
gs, norm = tf.clip_by_global_norm(gs, 1.0)
train = optimizer.apply_gradients(zip(gs, vs))
# Finds: non-finite 4, clip-spreads-nan 7
