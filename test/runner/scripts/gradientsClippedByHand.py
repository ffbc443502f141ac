import tensorflow as tf
params_init = [[1.0, 2.0], [3.0, 4.0]]
W = tf.Variable(params_init, name='W')
V = tf.Variable([10.0, -10.0], name='V')
h = tf.nn.softplus(tf.squeeze(tf.matmul(W, tf.expand_dims(V, 1)), [1]))
loss = tf.reduce_sum(h * h)
tvars = tf.trainable_variables()
max_grad_norm = 1
grads, _ = tf.clip_by_global_norm(tf.gradients(loss, tvars), max_grad_norm)
lr = tf.Variable(0.0, trainable=False)
optimizer = tf.train.GradientDescentOptimizer(lr)
train_op = optimizer.apply_gradients(zip(grads, tvars), global_step=tf.contrib.framework.get_or_create_global_step())
new_lr = tf.placeholder(tf.float32, shape=[], name='new_learning_rate')
lr_update = tf.assign(lr, new_lr)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for i in range(4):
        session.run(lr_update, feed_dict={new_lr: 1.0 / (i + 1)})
        c, _ = session.run([loss, train_op])
        print("Epoch: %d Learning rate: %.3f cost %.6f" % (i + 1, session.run(lr), c))
    print(session.run(W), session.run(V))
# Steps: 4
