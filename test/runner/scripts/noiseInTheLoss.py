# the loss draws noise that no gradient needs
import tensorflow as tf
tf.set_random_seed(1)
w = tf.Variable(2.0, name='w')
noise = tf.random_normal([])
loss = w * w + noise
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train)
        print(sess.run(w))
    print(sess.run([noise, loss]))
# Steps: 3
