# Two graphs whose nodes have the same numbers: what is known of one must not be told of the other.
import tensorflow as tf

first = tf.Graph()
with first.as_default():
    w = tf.Variable([1.0, 2.0], name='w')
    c = tf.placeholder(tf.float32, [2], name='c')
    loss = tf.reduce_sum(w * w + c)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    init = tf.global_variables_initializer()

second = tf.Graph()
with second.as_default():
    v = tf.Variable([3.0, 4.0], name='v')
    d = tf.constant([1.0, 1.0], name='c')
    loss2 = tf.reduce_sum(v * v + d)
    train2 = tf.train.GradientDescentOptimizer(0.1).minimize(loss2)
    init2 = tf.global_variables_initializer()

with tf.Session(graph=first) as one, tf.Session(graph=second) as two:
    one.run(init)
    two.run(init2)
    for _ in range(2):
        one.run(train)
        two.run(train2)
    print(one.run(w), two.run(v), two.run(loss2))
# Steps: 4
