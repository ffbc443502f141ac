import tensorflow as tf
tf.set_random_seed(7)
x = tf.constant([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
y = tf.constant([[0.], [1.], [1.], [0.]])
hidden = tf.layers.dense(x, 3, tf.tanh, name='hidden')
logits = tf.layers.dense(hidden, 1, name='out')
loss = tf.losses.sigmoid_cross_entropy(y, logits)
optimizer = tf.train.AdamOptimizer(0.05)
gradients, variables = zip(*optimizer.compute_gradients(loss))
clipped, norm = tf.clip_by_global_norm(gradients, 0.3)
train_op = optimizer.apply_gradients(zip(clipped, variables))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train_op)
