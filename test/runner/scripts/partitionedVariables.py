"""Variables in parts: an embedding and dense layers trained shard by shard; what they say when misused."""

import numpy as np
import tensorflow as tf

tf.set_random_seed(7)
with tf.variable_scope('net', partitioner=tf.fixed_size_partitioner(3)) as scope:
    table = tf.get_variable('table', [7, 4])
    x = tf.nn.embedding_lookup(table, [0, 3, 6, 3, 5], partition_strategy='div')
    hidden = tf.layers.dense(x, 6, tf.tanh, name='hidden', kernel_regularizer=tf.contrib.layers.l2_regularizer(0.01))
    free = tf.get_variable('free', [], initializer=tf.zeros_initializer())
    w = tf.get_variable('w', [6, 2], initializer=tf.truncated_normal_initializer(stddev=0.5), use_resource=True)
    y = tf.matmul(hidden, w) + free
print(type(table).__name__, len(table), table.name, table.dtype, table.shape, free, y, x)
for part in table:
    print(part, part._get_save_slice_info().spec)
for operation in tf.get_default_graph().get_operations()[:40]:
    print(operation.name, operation.type)
print(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
loss = tf.reduce_mean(tf.squared_difference(y, [[1.0, 0.0]] * 5)) + tf.losses.get_regularization_loss()
optimizer = tf.train.MomentumOptimizer(0.2, 0.9)
pairs = optimizer.compute_gradients(loss)
for gradient, variable in pairs:
    print(variable.name, gradient)
pairs = [(tf.clip_by_norm(gradient, 0.5), variable) for gradient, variable in pairs]
train_op = optimizer.apply_gradients(pairs)
missing = tf.report_uninitialized_variables()
only = tf.report_uninitialized_variables(list(table)[:2], name='only')
print([variable.name for variable in tf.global_variables()], missing, only)

with tf.variable_scope('net', reuse=True):
    print(tf.get_variable('table', [7, 4]) is table)


def attempt(*arguments, **options):
    try:
        with tf.variable_scope('net', reuse=options.pop('reuse', None)):
            made = tf.get_variable(*arguments, **options)
        print([part.shape.as_list() for part in made])
    except Exception as error:
        print(type(error).__name__, error)


fixed = tf.fixed_size_partitioner
attempt('table', [7, 4], reuse=True, partitioner=fixed(2))
attempt('table', [7, 5], reuse=True, partitioner=fixed(3))
attempt('gone', [7, 5], reuse=True, partitioner=fixed(3))
attempt('table', [7, 4])
attempt('a', [4, 3], partitioner=lambda shape, dtype: [2, 3])
attempt('b', [4, 3], partitioner=lambda shape, dtype: [1, 3])
attempt('c', [4, 3], partitioner=lambda shape, dtype: 3)
attempt('d', [4, 3], partitioner=lambda shape, dtype: [5, 1])
attempt('d2', [4, 3], partitioner=lambda shape, dtype: [0, 1])
attempt('d3', [4, 3], partitioner=lambda shape, dtype: [1])
attempt('e', [4], partitioner=5)
attempt('f', partitioner=fixed(2), initializer=tf.zeros([4]))
attempt('g', partitioner=fixed(2), initializer=[1.0, 2.0])
attempt('h', [400, 200], partitioner=tf.variable_axis_size_partitioner(100000))
attempt('i', [400, 200], partitioner=tf.min_max_variable_partitioner(4, 0, 100000))
attempt('j', [2, 9], partitioner=fixed(4, axis=1), initializer=tf.orthogonal_initializer())
attempt('k', [4, 4], partitioner=fixed(2), initializer=tf.initializers.identity())
whole = table.as_tensor()
assigns = table.assign(tf.ones([7, 4]))
saver = tf.train.Saver(list(table))

with tf.Session() as sess:
    print(sess.run(missing)[:4], sess.run(only))
    sess.run(list(table)[0].initializer)
    print(sess.run(only))
    sess.run(tf.global_variables_initializer())
    print(sess.run(missing))
    print(sess.run(whole))
    for _ in range(5):
        print('%.4f' % sess.run([loss, train_op])[0])
    print(np.round(sess.run(whole), 4), np.round(sess.run(list(w)), 4))
    sess.run(assigns)
    print(sess.run(tf.reduce_sum(table)))
# Steps: 5
