"""tf.custom_gradient under eager execution: a gradient clipped on the way back, with variables, and nested."""

import tensorflow as tf

tf.enable_eager_execution()


@tf.custom_gradient
def clip_gradient_by_norm(x, norm):
    y = tf.identity(x)

    def grad_fn(dresult):
        return [tf.clip_by_norm(dresult, norm), None]

    return y, grad_fn


@tf.custom_gradient
def log1pexp(x):
    e = tf.exp(x)

    def grad(dy):
        return dy * (1 - 1 / (1 + e))

    return tf.log(1 + e), grad


scale = tf.Variable(2.0, name='scale')


@tf.custom_gradient
def scaled(x):
    y = x * scale

    def grad(dy, variables=None):
        return dy * 10.0, [tf.reduce_sum(dy * x) * 0.5 for v in variables]

    return y, grad


w = tf.Variable([3.0, 4.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
for i in range(4):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(log1pexp(clip_gradient_by_norm(w * w, 0.5)))
    grads = tape.gradient(loss, [w])
    optimizer.apply_gradients(zip(grads, [w]))
    print(i, loss.numpy(), grads[0].numpy())
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(scaled(w) * 3.0)
print([g.numpy().tolist() for g in tape.gradient(loss, [w, scale])])
grad_log1pexp = tf.contrib.eager.gradients_function(log1pexp)
print(grad_log1pexp(0.)[0].numpy(), grad_log1pexp(100.)[0].numpy())
# Steps: 4
