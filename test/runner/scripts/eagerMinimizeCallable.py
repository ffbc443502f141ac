"""minimize and compute_gradients of a function, a global step, rates that are functions, clips in between."""

import tensorflow as tf

tf.enable_eager_execution()
x = tf.Variable([1.0, -2.0], name='x')
y = tf.Variable(0.5, name='y')
unused = tf.Variable(1.0, name='unused')
global_step = tf.train.get_or_create_global_step()


def loss():
    return tf.reduce_sum(x * x) * y + tf.square(y - 3.0)


rate = tf.train.exponential_decay(0.1, global_step, 2, 0.5)
optimizer = tf.train.GradientDescentOptimizer(rate)
for _ in range(4):
    optimizer.minimize(loss, global_step=global_step)
    print(global_step.numpy(), rate().numpy(), loss().numpy(), x.numpy(), y.numpy())
adam = tf.train.AdamOptimizer(lambda: 0.01 * tf.cast(global_step, tf.float32))
for _ in range(3):
    pairs = adam.compute_gradients(loss, [x, y, unused])
    print([None if g is None else g.numpy().tolist() for g, v in pairs])
    clipped = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs if g is not None]
    adam.apply_gradients(clipped, global_step=global_step)
print(x.numpy(), y.numpy(), adam.get_slot(x, 'm').numpy(), [v.name for v in adam.variables()])
momentum = tf.train.MomentumOptimizer(0.01, 0.9, use_nesterov=True)
momentum.minimize(loss, var_list=[y])
print(x.numpy(), y.numpy(), momentum.get_slot(x, 'momentum'))
try:
    momentum.minimize(loss())
except RuntimeError as error:
    print(error)
# Steps: 8
