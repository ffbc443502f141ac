import tensorflow as tf
v = tf.Variable(0, dtype=tf.float32, name='v')
step = tf.Variable(0, trainable=False)
ema = tf.train.ExponentialMovingAverage(0.99, step)
loss = tf.square(v - 10.)
train_step = tf.train.GradientDescentOptimizer(0.25).minimize(loss, global_step=step)
with tf.control_dependencies([train_step]):
    train_op = ema.apply([v])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([v, ema.average(v)]))
    for i in range(6):
        sess.run(train_op)
        print(sess.run([v, ema.average(v), step]))
print(ema.average_name(v))
print([x.name for x in tf.global_variables()])
# Steps: 6
