import tensorflow as tf
counter = tf.Variable(0, name='counter')
total = tf.Variable(0, trainable=False, dtype=tf.int64)
inc = tf.assign_add(counter, 1)
addt = total.assign_add(5)
w = tf.Variable(1.0)
loss = (w - tf.to_float(counter)) ** 2
with tf.control_dependencies([inc]):
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=[w])
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for _ in range(3):
    sess.run(train)
    print(sess.run(addt))
print(sess.run([counter, total]), sess.run(w) > 0)
print(counter, total)
state = tf.Variable(0)
one = tf.constant(1)
new_value = tf.add(state, one)
update = tf.assign(state, new_value)
sess.run(state.initializer)
for _ in range(3):
    sess.run(update)
    print(sess.run(state))
# Steps: 3
