import numpy as np
import tensorflow as tf
np.random.seed(12)
tf.set_random_seed(12)
data = np.random.rand(50, 4).astype(np.float32)
target = (data.sum(1) > 2).astype(np.int64)
batch_size = 10
def next_batch(num, data, labels):
    idx = np.arange(0, len(data))
    np.random.shuffle(idx)
    idx = idx[:num]
    return np.asarray([data[i] for i in idx]), np.asarray([labels[i] for i in idx])
x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.int64, [None])
hidden = tf.contrib.layers.fully_connected(x, 6, activation_fn=tf.nn.tanh)
logits = tf.contrib.layers.fully_connected(hidden, 2, activation_fn=None)
xent = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
loss = tf.reduce_mean(xent, name="loss")
optimizer = tf.train.GradientDescentOptimizer(0.3)
training_op = optimizer.minimize(loss)
correct = tf.equal(tf.argmax(logits, 1), y)
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
init = tf.global_variables_initializer()
saver = tf.train.Saver()
with tf.Session() as sess:
    init.run()
    for epoch in range(4):
        for iteration in range(len(data) // batch_size):
            X_batch, y_batch = next_batch(batch_size, data, target)
            sess.run(training_op, feed_dict={x: X_batch, y: y_batch})
        acc_train = accuracy.eval(feed_dict={x: X_batch, y: y_batch})
        acc_test = accuracy.eval(feed_dict={x: data, y: target})
        print(epoch, "Train accuracy:", acc_train, "Test accuracy:", acc_test)
    permutation = list(np.random.permutation(10))
    print(permutation, loss.eval({x: data, y: target}))
    a = np.random.choice([1, 2, 3], size=4, p=[0.2, 0.3, 0.5])
    print(a, np.random.choice(5, 3, replace=False))
print([op.name for op in tf.get_default_graph().get_operations()][:12])
# Steps: 20
