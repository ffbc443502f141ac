"""A tf.function within a graph: variables, tensors and colocation from outside; draws that no gradient needs."""

import tensorflow as tf

tf.enable_eager_execution()
weight = tf.Variable(2.0, name='weight')


@tf.function
def noisy(x):
    scale = tf.cond(x > 0, lambda: tf.constant(1.5), lambda: tf.constant(2.0))
    noise = tf.cond(x > 0, lambda: tf.random_uniform([]), lambda: tf.constant(0.0))
    return weight * x * scale, tf.stop_gradient(noise) >= 0.0


@tf.function
def product(x):
    unused = tf.cond(x > 0, lambda: tf.random_uniform([]), lambda: tf.constant(0.0))
    return weight * x * 1.5


with tf.GradientTape() as tape:
    loss = product(tf.constant(3.0))
print(loss.numpy(), tape.gradient(loss, weight).numpy())

with tf.Graph().as_default():
    start = tf.constant(1.0, name='start')
    v = tf.Variable([1.0, 2.0], name='v', use_resource=False)

    @tf.function
    def around(x):
        graph = tf.get_default_graph()
        with graph.colocate_with(start):
            doubled = x * 2.0
        with graph.colocate_with(v.op):
            same = tf.identity(doubled, name='same')
        print(doubled.op.colocation_groups(), same.op.colocation_groups())
        return tf.reduce_sum(same * v)

    loss = around(start + 2.0)
    gradient = tf.gradients(loss, v)[0]
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    w = tf.Variable([1.0, -2.0], name='w', use_resource=False)
    cost = tf.reduce_sum(tf.square(w))
    try:
        tf.keras.optimizers.SGD(0.1, momentum=0.9).get_updates(cost, [w])
    except ValueError as error:
        print(error)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        print(sess.run([loss, gradient]))
        sess.run(step)
        print(sess.run([v, loss]))
# Steps: 1
