import tensorflow as tf
tf.set_random_seed(4)
def add_gradient_noise(t, stddev=1e-3, name=None):
    with tf.name_scope(name, "add_gradient_noise", [t, stddev]) as name:
        t = tf.convert_to_tensor(t, name="t")
        gn = tf.random_normal(tf.shape(t), stddev=stddev)
        return tf.add(t, gn, name=name)
a = tf.Variable([1., 2., 3.], name='a')
b = tf.Variable(0.5, name='b')
loss = tf.reduce_mean(tf.square(a * b - [3., 2., 1.]))
opt = tf.train.AdamOptimizer(learning_rate=0.1)
grads_and_vars = opt.compute_gradients(loss)
grads_and_vars = [(tf.clip_by_norm(g, 0.5), v) for g, v in grads_and_vars]
grads_and_vars = [(add_gradient_noise(g), v) for g, v in grads_and_vars]
grads_and_vars = [(g * 2.0 if v is b else g, v) for g, v in grads_and_vars]
train_op = opt.apply_gradients(grads_and_vars, name="train_op")
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        print(i, *sess.run([loss, a, b]))
        sess.run(train_op)
# Steps: 5
