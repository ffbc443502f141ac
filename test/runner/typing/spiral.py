import numpy as np
import tensorflow as tf

STEPS, RATE = 3, 0.05
LIMIT = 0.5  # of the global norm, "é" and 𝒳 in a comment


def dense(inputs, units, name, activation=None):
    """A layer: inputs·w + b."""
    width = int(inputs.shape[1])
    with tf.variable_scope(name):
        w = tf.get_variable('w', [width, units],
                            initializer=tf.glorot_uniform_initializer(seed=7))
        b = tf.get_variable('b', [units], initializer=tf.zeros_initializer())
        z = tf.matmul(inputs, w) + b
    return z if activation is None else activation(z)


def penalty(variables, scale=1e-3):
    total = tf.constant(0.0)
    for v in variables:
        total += scale * tf.nn.l2_loss(v)
    return total


rng = np.random.RandomState(0)
turn = np.linspace(0.0, 3.0, 6).astype(np.float32)
points = np.stack([turn * np.cos(turn), turn * np.sin(turn)], axis=1)
labels = (turn > 1.5).astype(np.float32).reshape(-1, 1)

x = tf.placeholder(tf.float32, [None, 2], name='x')
t = tf.placeholder(tf.float32, [None, 1], name='t')

hidden = dense(x, 4, 'hidden', tf.tanh)
logits = dense(hidden, 1, 'logits'); scale = tf.constant(2.0)
losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=logits)
data_loss = tf.reduce_mean(losses)
weights = [v for v in tf.trainable_variables() if 'w' in v.name]
loss = data_loss + penalty(weights)
right = tf.equal(tf.cast(logits > 0.0, tf.float32), t)
accuracy = tf.reduce_mean(tf.cast(right, tf.float32))

optimizer = tf.train.AdamOptimizer(RATE)
pairs = optimizer.compute_gradients(loss)
gradients, variables = zip(*pairs)
clipped, norm = tf.clip_by_global_norm(gradients, LIMIT)
train_op = optimizer.apply_gradients(zip(clipped, variables))

margin = tf.abs(logits) * scale
closest = tf.reduce_min(margin)
spread = tf.nn.moments(hidden, axes=[0, 1])[1]

with tf.Session() as session:
    print('variables', [v.op.name for v in variables])
    session.run(tf.global_variables_initializer())
    feed = {x: points, t: labels}
    for step in range(STEPS):
        _, value, now = session.run([train_op, loss, norm], feed)
        print('step', step, '%.4f' % value, now)
    print(session.run([accuracy, closest, spread], feed))
