import tensorflow as tf
import numpy as np
np.random.seed(1)
m = 20
X_data = np.c_[np.ones((m, 1)), np.random.rand(m, 2)]
y_data = X_data.dot(np.array([[1.], [2.], [3.]])) + np.random.randn(m, 1) * .01
n_epochs = 50
learning_rate = 0.1
X = tf.constant(X_data, dtype=tf.float32, name="X")
y = tf.constant(y_data, dtype=tf.float32, name="y")
theta = tf.Variable(tf.random_uniform([3, 1], -1.0, 1.0, seed=42), name="theta")
y_pred = tf.matmul(X, theta, name="predictions")
error = y_pred - y
mse = tf.reduce_mean(tf.square(error), name="mse")
gradients = tf.gradients(mse, [theta])[0]
training_op = tf.assign(theta, theta - learning_rate * gradients)
init = tf.global_variables_initializer()
with tf.Session() as sess:
    sess.run(init)
    for epoch in range(n_epochs):
        if epoch % 10 == 0:
            print("Epoch", epoch, "MSE =", mse.eval())
        sess.run(training_op)
    best_theta = theta.eval()
print("Best theta:")
print(best_theta)
# Steps: 50
