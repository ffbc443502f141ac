import tensorflow as tf
a = tf.Variable(1.0)
b = tf.Variable(2.0)
loss = a * a
opt = tf.train.GradientDescentOptimizer(0.1)
gvs = opt.compute_gradients(loss)
capped = [(tf.clip_by_value(g, -1., 1.), v) for g, v in gvs]
train = opt.apply_gradients(capped)
# Steps: 0
