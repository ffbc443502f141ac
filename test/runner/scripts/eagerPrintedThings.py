"""What tensors and variables look like, and what Python may do with them."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
print(tf.executing_eagerly())
a = tf.constant([[1, 2], [3, 4]])
b = tf.add(a, 1)
print(a, b, a * b, a @ b, a - 1, 2 ** a, a / 2, a // 2, a % 2, -a, a > b, a[0], a[:, 1], a[1, 1])
print(np.multiply(a, b), a.numpy().sum(), np.array(a).dtype)
print(a.shape, a.dtype, a.ndim, len(a), a.get_shape().as_list(), tf.shape(a), tf.rank(a).numpy())
c = tf.constant(7.5)
print(c, float(c), int(c), bool(c), '{:.2f} {}'.format(c, c), '%.1f' % c, round(float(c)), max(c, 2.0))
for row in a:
    print(row, [int(cell) for cell in row])
x, y = a
print(x.numpy(), y.numpy(), [10, 20, 30][tf.constant(1)], list(range(tf.constant(3))))
v = tf.Variable([1.0, 2.0], name='v')
print(v, v + 1, v[0], v.numpy(), v.shape, v.dtype, v.name, v.trainable)
print(v.assign([5.0, 6.0]), v.assign_add([1.0, 1.0]).numpy(), v.read_value(), tf.assign(v, [0.0, 1.0]).numpy())
print(tf.constant('text'), tf.constant(True), tf.constant([b'a', b'bc']), tf.zeros([0]), tf.constant(1, tf.int64))


def fizzbuzz(max_num):
    counter = tf.constant(0)
    max_num = tf.convert_to_tensor(max_num)
    for num in range(1, max_num.numpy() + 1):
        num = tf.constant(num)
        if int(num % 3) == 0 and int(num % 5) == 0:
            print('FizzBuzz')
        elif int(num % 3) == 0:
            print('Fizz')
        elif int(num % 5) == 0:
            print('Buzz')
        else:
            print(num.numpy())
        counter += 1
    return counter


print(fizzbuzz(15))
print(tf.cond(c > 7.0, lambda: tf.constant(1), lambda: tf.constant(2)))
print(tf.while_loop(lambda i, s: i < 5, lambda i, s: (i + 1, s + i), [tf.constant(0), tf.constant(0)])[1])
print(tf.map_fn(lambda t: t * t, tf.constant([1.0, 2.0])), tf.scan(lambda s, t: s + t, tf.range(4)))
print(tf.case([(c < 1.0, lambda: tf.constant('low')), (c < 9.0, lambda: tf.constant('middle'))], default=lambda: tf.constant('high')))
print(tf.py_func(lambda t: t * np.float32(2), [c], tf.float32), tf.where([True, False], [1, 2], [3, 4]))
for error in ('tf.placeholder(tf.float32)', 'a.name', 'a.op', 'a.graph', 'a.eval()', 'a + tf.ones([3], tf.int32)', 'tf.Session().run(a)'):
    try:
        eval(error)
    except Exception as raised:
        print(type(raised).__name__, raised)
with tf.Graph().as_default():
    print(tf.executing_eagerly(), tf.constant(1.0))
    with tf.Session() as session:
        print(session.run(tf.constant(2.0) * 3.0))
print(tf.executing_eagerly(), tf.trainable_variables(), tf.global_variables_initializer())
# Steps: 0
