import tensorflow as tf
x = tf.Variable([4., -3., 0.2])
y = tf.Variable(2.0, name='y')
unused = tf.Variable(1.0, name='unused')
cost = tf.reduce_sum(x ** 2) * y
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01)
gvs = optimizer.compute_gradients(cost)
print(gvs[2])
capped_gvs = [(tf.clip_by_value(grad, -1., 1.), var) for grad, var in gvs if grad is not None]
train_op = optimizer.apply_gradients(capped_gvs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train_op)
        print(sess.run([x, y, cost]))
    print(sess.run(capped_gvs))
# Steps: 3
