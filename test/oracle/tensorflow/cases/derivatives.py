"""@file Oracle cases: tf.gradients itself: what is None, total and partial derivatives, sums, second derivatives."""

from .writing import Cases

HEAD = """
x = tf.Variable([1.5, -2.0, 0.5], dtype=F, name='x')
w = tf.Variable([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.0]], dtype=F, name='w')
z = tf.Variable(3.0, dtype=F, name='z')
i = tf.Variable(2, name='i')
ph = tf.placeholder(F, [3], name='ph')
def show(label, ys, xs, **options):
    found = tf.gradients(ys, xs, **options)
    with new_session() as session:
        session.run(tf.global_variables_initializer())
        present = [g for g in found if g is not None]
        values = session.run(present, {ph: [1.0, 2.0, 3.0]}) if present else []
    rest = iter(values)
    for position, g in enumerate(found):
        if g is None:
            out('%s %d' % (label, position), None)
        elif isinstance(g, tf.IndexedSlices):
            v = next(rest)
            out('%s %d slices' % (label, position), [v.values, v.indices])
        else:
            out('%s %d' % (label, position), next(rest))
"""

# name: the calls. Each `show` is one tf.gradients.
CALLS = {
    'no path': "show('g', x * 2.0, [x, w, z, ph])",
    'not the tensor that was used': "show('g', tf.reduce_sum(x), [x + 0.0, x])",
    'through argmax': "show('g', tf.cast(tf.argmax(x, 0), F), x)",
    'through a comparison': "show('g', tf.cast(x > 0.0, F) * z, [x, z])",
    'through a cast to int and back': "show('g', tf.cast(tf.cast(x, tf.int32), F), x)",
    'an int variable': "show('g', tf.cast(i, F) * z, [i, z])",
    'stop_gradient': "show('g', tf.stop_gradient(x) * z + tf.stop_gradient(z), [x, z])",
    'stop_gradient on one of two paths': "show('g', x * tf.stop_gradient(x), x)",
    'zeros of the sign, none of the floor': """
show('s', tf.sign(x), x)
show('f', tf.floor(x), x)
show('c', tf.ceil(x), x)
show('r', tf.round(x), x)
show('i', tf.rint(x), x)
""",
    'floor division and modulus': """
show('d', x // 2.0, x)
show('m', x % 2.0, x)
show('n', x % z, [x, z])
""",
    'shape, size, rank, likes': """
show('g', [tf.cast(tf.shape(x), F), tf.cast(tf.size(x), F), tf.zeros_like(x), tf.ones_like(x)], x)
""",
    'one_hot, range, fill': """
show('h', tf.one_hot(i, 3, on_value=z, off_value=tf.zeros([], F), dtype=F), [z, i])
show('f', tf.fill([2], z), z)
""",
    'condition of where': "show('g', tf.where(x > 0.0, x, ph), [x, ph])",
    'assign': "show('g', tf.assign(z, z * 2.0) * 3.0, z)",
    'random': "show('g', tf.random_normal([3], mean=z, dtype=F, seed=1) * 0.0, z)",
    'unconnected zeros': """
show('g', x * 2.0, [x, w, z], unconnected_gradients=tf.UnconnectedGradients.ZERO)
show('t', x * 2.0, [w], unconnected_gradients='zero')
""",
    'ys is xs': """
show('g', x, x)
show('s', z, [z, x])
""",
    'a list of ys': "show('g', [x * 2.0, tf.reduce_sum(w), z * z], [x, w, z])",
    'ys twice': "show('g', [z, z], z)",
    'xs twice': "show('g', x * z, [x, x, z])",
    'a vector is summed': "show('g', x * z, z)",
    'grad_ys': """
show('g', x * z, [x, z], grad_ys=[tf.constant([1.0, -2.0, 0.5], F)])
show('h', [x, z], [x, z], grad_ys=[None, tf.constant(7.0, F)])
""",
    'total derivative, then partial': """
y = 2.0 * z
show('t', z + y, [z, y])
show('p', z + y, [z, y], stop_gradients=[z, y])
""",
    'stop_gradients of a middle tensor': """
y = z * z
show('g', y * z, [y, z], stop_gradients=[y])
show('h', y * z, [y, z], stop_gradients=y)
""",
    'with respect to a tensor': """
y = x * x
show('g', tf.reduce_sum(y * 3.0), [y, x])
""",
    'many uses are summed': "show('g', x + x * z + tf.reduce_sum(x) + tf.square(x), [x, z])",
    'second derivative': """
y = tf.reduce_sum(x * x * x) * z
g = tf.gradients(y, [x, z])
show('xx', g[0], [x, z])
show('zz', g[1], [x, z])
""",
    'second derivative of a smooth function': """
y = tf.reduce_sum(tf.square(x) / z)
g = tf.gradients(y, x)[0]
show('h', g, [x, z])
""",
    'third derivative': """
y = z * z * z * z
for k in range(4):
    y = tf.gradients(y, z)[0]
    show('d%d' % (k + 1), y, [])
show('d5', y, z)
""",
    'hessians': """
h = tf.hessians(tf.reduce_sum(x * x * x) * z, x)
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('h', s.run(h))
""",
    'gather gives slices': "show('g', tf.reduce_sum(tf.gather(w, [1, 1, 0]) * 3.0), w)",
    'slices from two gathers': """
show('g', tf.reduce_sum(tf.gather(w, [1, 0])) + tf.reduce_sum(tf.gather(w, [2]) * 2.0), w)
""",
    'slices and a dense one': """
show('g', tf.reduce_sum(tf.gather(w, [1, 1])) + tf.reduce_sum(w * w), w)
""",
    'gather of a computed tensor': "show('g', tf.reduce_sum(tf.gather(w * 2.0, [1, 1, 0])), w)",
    'split, one output used': """
a, b = tf.split(w, 2, axis=1)
show('g', tf.reduce_sum(b * 2.0), w)
""",
    'unstack, one output used': """
a = tf.unstack(x)
show('g', a[1] * z, [x, z])
""",
    'through control dependencies': """
with tf.control_dependencies([tf.identity(z)]):
    y = x * 2.0
show('g', y, [x, z])
""",
    'through tf.tuple and group': """
a, b = tf.tuple([x * 2.0, z * z])
show('g', tf.reduce_sum(a) * b, [x, z])
""",
    'gate_gradients and aggregation': """
y = x * z + x
show('g', y, [x, z], gate_gradients=True)
for method in (0, 1, 2):
    show('m%d' % method, y + x * x, [x, z], aggregation_method=method)
""",
    'abs, max, min, relu at a tie': """
t = tf.constant([0.0, 1.0, -0.0], F)
show('abs', tf.abs(t), t)
show('max', tf.maximum(t, t * 2.0), t)
show('min', tf.minimum(t, t * 2.0), t)
show('relu', tf.nn.relu(t), t)
""",
    'norm at zero': """
t = tf.constant([0.0, 0.0], F)
show('n', tf.sqrt(tf.reduce_sum(tf.square(t))), t)
show('s', tf.sqrt(t), t)
show('l', tf.log(t), t)
show('d', 1.0 / t, t)
""",
    'pow at zero': """
t = tf.constant([0.0, 0.0, 2.0, -2.0], F)
p = tf.constant([0.0, 2.0, 3.0, 3.0], F)
show('p', t ** p, [t, p])
""",
    'compute_gradients': """
pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(tf.reduce_sum(x) * z)
out('none', [1.0 if g is None else 0.0 for g, _ in pairs])
out('names', [v.name for _, v in pairs])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('g', s.run([g for g, _ in pairs if g is not None]))
""",
    'grad_loss': """
optimizer = tf.train.GradientDescentOptimizer(0.1)
weights = tf.constant([1.0, 2.0, -1.0], F)
pairs = optimizer.compute_gradients(x * z, var_list=[z, x], grad_loss=weights)
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('g', s.run([g for g, _ in pairs]))
""",
    'custom_gradient': """
@tf.custom_gradient
def f(a):
    def grad(dy):
        return dy * 7.0
    return a * 2.0, grad
show('g', f(x), x)
""",
    'gradient_override_map': """
@tf.RegisterGradient('Seven' + dtype)
def seven(op, grad):
    return grad * 7.0
with tf.get_default_graph().gradient_override_map({'Square': 'Seven' + dtype}):
    y = tf.square(x)
show('g', y, x)
show('h', tf.square(x), x)
""",
    'cond': """
y = tf.cond(z > 1.0, lambda: x * 2.0, lambda: x * z)
show('g', y, [x])
""",
}


def cases():
    c = Cases()
    for name, calls in CALLS.items():
        c.program('tf.gradients', name, HEAD + calls)
    return c.cases
