import tensorflow as tf
table = tf.constant([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]])
rows = tf.constant([2, 0, 2])
makers = {
    'AdamW': lambda: tf.contrib.opt.AdamWOptimizer(0.01, learning_rate=0.1),
    'MomentumW': lambda: tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9),
    'Nadam': lambda: tf.contrib.opt.NadamOptimizer(0.1),
    'AdaMax': lambda: tf.contrib.opt.AdaMaxOptimizer(0.1),
    'LazyAdam': lambda: tf.contrib.opt.LazyAdamOptimizer(0.1),
    'AddSign': lambda: tf.contrib.opt.AddSignOptimizer(0.1),
    'PowerSign': lambda: tf.contrib.opt.PowerSignOptimizer(0.1),
}
train = []
for name in sorted(makers):
    with tf.variable_scope(name):
        dense = tf.get_variable('dense', initializer=[1.0, -2.0], constraint=lambda v: tf.clip_by_value(v, -1.9, 0.95))
        looked_up = tf.get_variable('rows', initializer=table)
        loss = tf.reduce_sum(dense * [0.3, -0.7]) + tf.reduce_sum(tf.gather(looked_up, rows) * [[1.0, 2.0], [0.5, -1.0], [0.25, 4.0]])
        train.append(makers[name]().minimize(loss, var_list=[dense, looked_up]))
w = tf.Variable([[3.0, 4.0], [0.3, 0.4]], name='w')
wrapped = tf.contrib.opt.VariableClippingOptimizer(tf.train.GradientDescentOptimizer(0.1), {w: [1]}, 1.0)
train.append(wrapped.minimize(tf.reduce_sum(w * w), var_list=[w]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for op in train:
        for _ in range(3):
            sess.run(op)
    for v in tf.trainable_variables():
        print(v.name, sess.run(v))
# Steps: 24
