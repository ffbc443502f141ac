"""Nested tapes: a gradient penalty in the loss, Newton steps, and what a tape does not watch."""

import tensorflow as tf

tf.enable_eager_execution()
x = tf.Variable(3.0, name='x')
for i in range(4):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x * x * x - 2.0 * x
        first = inner.gradient(y, x)
    second = outer.gradient(first, x)
    x.assign_sub(first / second)
    print(i, y.numpy(), first.numpy(), second.numpy(), x.numpy())

w = tf.Variable([[0.5, -0.3], [0.8, 0.1]], name='w')
data = tf.constant([[1.0, 2.0], [3.0, -1.0]])
optimizer = tf.train.AdagradOptimizer(0.1)
for i in range(3):
    with tf.GradientTape() as tape:
        with tf.GradientTape() as inner:
            inner.watch(data)
            out = tf.reduce_sum(tf.sigmoid(tf.matmul(data, w)))
        slope = inner.gradient(out, data)
        penalty = tf.reduce_mean(tf.square(tf.norm(slope, axis=1) - 1.0))
        loss = out + 0.5 * penalty
    grads = tape.gradient(loss, [w])
    optimizer.apply_gradients(zip(grads, [w]))
    print(i, loss.numpy(), penalty.numpy(), grads[0].numpy().tolist())

c = tf.constant(2.0)
with tf.GradientTape() as tape:
    tape.watch(c)
    with tape.stop_recording():
        hidden = c * 5.0
    z = c * c + hidden
print(tape.gradient(z, c).numpy())
with tf.GradientTape() as tape:
    tape.watch(c)
    z = c * c
    tape.reset()
    tape.watch(c)
    z2 = z + c
print(tape.gradient(z2, c).numpy())
with tf.GradientTape(watch_accessed_variables=False) as tape:
    tape.watch(x)
    z = x * w[0, 0]
print([v.name for v in tape.watched_variables()])
print([None if g is None else g.numpy() for g in tape.gradient(z, [x, w])])
hessian_rows = []
with tf.GradientTape(persistent=True) as outer:
    v = tf.constant([1.0, 2.0])
    outer.watch(v)
    with tf.GradientTape() as inner:
        inner.watch(v)
        f = v[0] * v[0] * v[1]
    g = inner.gradient(f, v)
    g0, g1 = g[0], g[1]
print(outer.gradient(g0, v).numpy(), outer.gradient(g1, v).numpy())
# Steps: 7
