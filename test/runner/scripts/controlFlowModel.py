import tensorflow as tf
import numpy as np
tf.set_random_seed(11)
rng = np.random.RandomState(1)
data = rng.uniform(-1, 1, [8, 3]).astype(np.float32)
target = np.sin(data.sum(1, keepdims=True)).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 3], name='x')
y = tf.placeholder(tf.float32, [None, 1], name='y')
training = tf.placeholder(tf.bool, [], name='training')
w = tf.get_variable('w', [3, 4])
h = tf.tanh(tf.matmul(x, w))
u = tf.get_variable('u', [4, 4], initializer=tf.random_normal_initializer(stddev=0.3))
def repeat(i, h):
    return i + 1, tf.cond(training, lambda: tf.tanh(tf.matmul(h, u)) * 0.9, lambda: tf.tanh(tf.matmul(h, u)))
_, h = tf.while_loop(lambda i, h: i < 3, repeat, [0, h])
rows = tf.map_fn(lambda row: row * tf.reduce_sum(row), h)
# made after control flow: its seed counts every node before it
v = tf.get_variable('v', [4, 1], initializer=tf.truncated_normal_initializer(stddev=0.5))
loss = tf.reduce_mean(tf.square(tf.matmul(rows, v) - y))
optimizer = tf.train.AdamOptimizer(0.05)
pairs = optimizer.compute_gradients(loss)
clipped = [(tf.cond(training, lambda g=g: tf.clip_by_norm(g, 0.5), lambda g=g: g), var) for g, var in pairs]
train_op = optimizer.apply_gradients(clipped)
late = tf.get_variable('late', [2], initializer=tf.random_uniform_initializer())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(*sess.run([w, u, v, late]))
    for step in range(6):
        value, _ = sess.run([loss, train_op], {x: data, y: target, training: step % 2 == 0})
        print(step, '%.5f' % value)
    print([np.round(part, 4).tolist() for part in sess.run([w, u, v])])
# Steps: 6
