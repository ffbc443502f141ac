import tensorflow as tf
lim = tf.placeholder_with_default(2.0, [])
w = tf.Variable([[1., 2.], [3., 4.]], name='w')
u = tf.Variable([6., 8.], name='u')
s = tf.Variable([1., -1., 1.], name='s')
loss = tf.reduce_sum(w ** 3) + tf.reduce_sum(u ** 2) + 100 * tf.reduce_sum(s)
opt = tf.train.GradientDescentOptimizer(0.1)
gv = opt.compute_gradients(loss, [w, u, s])
new = [(tf.clip_by_norm(gv[0][0], 3.0, axes=[1]), w),
       (tf.clip_by_average_norm(gv[1][0], 1.0), u),
       (tf.clip_by_norm(gv[2][0], lim), s)]
train = opt.apply_gradients(new, name='go')
print(train.name, train.type)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for k in range(3):
        sess.run(train, {lim: 1.0 + k})
        print(sess.run([w, u, s]))
# Steps: 3
