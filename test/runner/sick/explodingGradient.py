import tensorflow as tf
x = tf.placeholder(tf.float32, [])
w = tf.Variable(1.0, name='w')
loss = w * x
train = tf.train.GradientDescentOptimizer(1e-6).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for value in [1.0, 1.1, 0.9, 1.0, 1.0, 5000.0]:
        sess.run(train, {x: value})
# Finds: exploding-gradient 3
