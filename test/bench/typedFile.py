import numpy as np
import tensorflow as tf

STEPS = 5
RATE = 0.01
LIMIT = 1.0
WIDTH = 8


def dense(inputs, units, name):
    width = int(inputs.shape[1])
    w = tf.get_variable(name + '_w', [width, units],
                        initializer=tf.random_normal_initializer(stddev=0.3, seed=3))
    b = tf.get_variable(name + '_b', [units], initializer=tf.zeros_initializer())
    return tf.matmul(inputs, w) + b


def block(inputs, name):
    mean, variance = tf.nn.moments(inputs, axes=[1], keep_dims=True)
    normal = (inputs - mean) * tf.rsqrt(variance + 1e-5)
    gate = tf.sigmoid(dense(normal, WIDTH, name + '_gate'))
    return inputs + gate * tf.tanh(dense(normal, WIDTH, name))


rng = np.random.RandomState(1)
data = rng.randn(16, WIDTH).astype(np.float32)
target = np.sin(data.sum(axis=1, keepdims=True)).astype(np.float32)

x = tf.placeholder(tf.float32, [None, WIDTH], name='x')
t = tf.placeholder(tf.float32, [None, 1], name='t')

hidden = x
for layer in range(4):
    hidden = block(hidden, 'block%d' % layer)
output = dense(hidden, 1, 'output')
error = output - t
data_loss = tf.reduce_mean(tf.square(error))
weights = [v for v in tf.trainable_variables() if '_w' in v.name]
penalty = 1e-3 * tf.add_n([tf.nn.l2_loss(v) for v in weights])
loss = data_loss + penalty

optimizer = tf.train.AdamOptimizer(RATE)
gradients, variables = zip(*optimizer.compute_gradients(loss))
clipped, norm = tf.clip_by_global_norm(gradients, LIMIT)
train_op = optimizer.apply_gradients(zip(clipped, variables))

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(STEPS):
        value, _ = session.run([loss, train_op], {x: data, t: target})
        print(step, value)
