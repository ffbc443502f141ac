import tensorflow as tf
a = tf.Variable(1.0, name='a')
b = tf.Variable(2.0, name='b')
c = tf.Variable([1.0, 5.0], name='c')
loss = a * tf.stop_gradient(b) + tf.cast(tf.argmax(c), tf.float32)
opt = tf.train.GradientDescentOptimizer(0.1)
pairs = opt.compute_gradients(loss)
for g, v in pairs:
    print(g, v)
print(tf.gradients(loss, [b]), tf.gradients(loss, [b], unconnected_gradients='zero'))
train = opt.apply_gradients(pairs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(train)
        print(sess.run([a, b, c, loss]))
# Steps: 2
