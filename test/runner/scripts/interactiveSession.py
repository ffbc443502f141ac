import tensorflow as tf
sess = tf.InteractiveSession()
x = tf.placeholder("float", shape=[None, 2])
y_ = tf.placeholder("float", shape=[None, 2])
W = tf.Variable(tf.zeros([2, 2]))
b = tf.Variable(tf.zeros([2]))
sess.run(tf.initialize_all_variables())
y = tf.nn.softmax(tf.matmul(x, W) + b)
cross_entropy = -tf.reduce_sum(y_ * tf.log(y))
train_step = tf.train.GradientDescentOptimizer(0.01).minimize(cross_entropy)
data = [([[1, 0], [0, 1]], [[0, 1], [1, 0]]), ([[2, 1], [1, 3]], [[0, 1], [1, 0]])]
for i in range(10):
    batch = data[i % 2]
    train_step.run(feed_dict={x: batch[0], y_: batch[1]})
correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))
print(accuracy.eval(feed_dict={x: data[0][0], y_: data[0][1]}))
print(W.eval(), b.eval())
print(cross_entropy.eval({x: data[1][0], y_: data[1][1]}))
sess.close()
# Steps: 10
