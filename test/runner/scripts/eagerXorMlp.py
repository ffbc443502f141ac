"""XOR with a hidden layer, Adam, and gradients clipped by their global norm."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tf.set_random_seed(1)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
Y = np.array([[0], [1], [1], [0]], dtype=np.float32)


class MLP(object):
    def __init__(self, hidden):
        self.w1 = tf.Variable(tf.random_normal([2, hidden], stddev=0.5, seed=7), name='w1')
        self.b1 = tf.Variable(tf.zeros([hidden]), name='b1')
        self.w2 = tf.Variable(tf.random_normal([hidden, 1], stddev=0.5, seed=8), name='w2')
        self.b2 = tf.Variable(tf.zeros([1]), name='b2')
        self.variables = [self.w1, self.b1, self.w2, self.b2]

    def __call__(self, x):
        h = tf.tanh(tf.matmul(x, self.w1) + self.b1)
        return tf.matmul(h, self.w2) + self.b2


model = MLP(4)
optimizer = tf.train.AdamOptimizer(0.05)
for epoch in range(30):
    with tf.GradientTape() as tape:
        logits = model(X)
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=logits)
        loss = tf.reduce_mean(losses)
    gradients = tape.gradient(loss, model.variables)
    clipped, norm = tf.clip_by_global_norm(gradients, 0.2)
    optimizer.apply_gradients(zip(clipped, model.variables))
    if epoch % 10 == 0:
        print(epoch, 'loss %.5f, norm %.5f' % (loss, norm))
prediction = tf.cast(tf.sigmoid(model(X)) > 0.5, tf.float32)
print(prediction.numpy().ravel(), (prediction.numpy() == Y).mean())
print(sorted(optimizer.get_slot_names()), len(optimizer.variables()))
# Steps: 30
