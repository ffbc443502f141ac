"""Softmax regression over shuffled minibatches, with dropout, l2 and accuracy in numpy."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tf.set_random_seed(42)
random = np.random.RandomState(1)
points = np.concatenate([random.randn(20, 2) + center for center in ([2, 0], [-2, 1], [0, -3])])
points = points.astype(np.float32)
classes = np.repeat(np.arange(3), 20)
dataset = tf.data.Dataset.from_tensor_slices((points, classes))
dataset = dataset.map(lambda x, y: (x * 0.5, tf.one_hot(y, 3))).shuffle(60, seed=5).batch(16)
W = tf.Variable(tf.truncated_normal([2, 3], stddev=0.1), name='W')
b = tf.Variable(tf.zeros([3]), name='b')
optimizer = tf.train.AdamOptimizer(learning_rate=0.1)


def model(x, training):
    if training:
        x = tf.nn.dropout(x, keep_prob=0.9)
    return tf.matmul(x, W) + b


for epoch in range(3):
    total, batches = 0.0, 0
    for x, y in dataset:
        with tf.GradientTape() as tape:
            logits = model(x, True)
            loss = tf.losses.softmax_cross_entropy(y, logits) + 0.01 * tf.nn.l2_loss(W)
        grads = tape.gradient(loss, [W, b])
        optimizer.apply_gradients(zip(grads, [W, b]))
        total += loss
        batches += 1
    guess = tf.argmax(model(points * 0.5, False), axis=1).numpy()
    print('epoch %d: loss %.4f, accuracy %.3f' % (epoch, total / batches, (guess == classes).mean()))
print(np.round(W.numpy(), 4), np.round(b.numpy(), 4))
print(tf.reduce_sum(total).dtype, x.shape, y.shape)
# Steps: 12
