import numpy as np
import tensorflow as tf
from tensorflow.python.framework import ops

# A NumPy function with a gradient of its own: the pattern of harpone's gist.
def py_func(func, inp, Tout, stateful=True, name=None, grad=None):
    rnd_name = 'PyFuncGrad' + str(np.random.randint(0, 1000000))
    tf.RegisterGradient(rnd_name)(grad)
    g = tf.get_default_graph()
    with g.gradient_override_map({"PyFunc": rnd_name}):
        return tf.py_func(func, inp, Tout, stateful=stateful, name=name)

def mysquare(x, name=None):
    with ops.name_scope(name, "Mysquare", [x]) as name:
        sqr_x = py_func(lambda v: np.square(v), [x], [tf.float32], name=name, grad=_MySquareGrad)
        return sqr_x[0]

def _MySquareGrad(op, grad):
    x = op.inputs[0]
    return grad * 20 * x  # add a "small" error just to see the difference

seen = []
def spy(v):
    seen.append(v.sum())
    return v

np.random.seed(3)
x = tf.Variable([1., 2.], name='x')
y = mysquare(x)
watched = tf.py_func(spy, [x], tf.float32)
loss = tf.reduce_sum(y)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([x, y, tf.gradients(y, x)[0]]))
    for _ in range(4):
        _, l = sess.run([train, loss])
        print(l)
        sess.run(watched)
    print(sess.run(x))
print(seen)
# Steps: 4
