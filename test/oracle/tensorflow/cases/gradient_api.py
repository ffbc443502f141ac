"""@file Oracle cases: gradient functions of the program, overrides, custom_gradient, sums in another order, second derivatives."""

from .writing import Cases

OVERRIDE = """
@tf.RegisterGradient('{name} of ' + dtype)
def own(op, grad):
    {body}
x = tf.constant({x}, F)
graph = tf.get_default_graph()
with graph.gradient_override_map({{'{op}': '{name} of ' + dtype}}):
    y = {y}
g = tf.gradients(y * tf.constant(1.7, F), x)[0]
with new_session() as s:
    out('y, g', s.run([y, g]))
"""
BORROWED = """
x = tf.constant([1.5, -0.25, 0.0, 3.0], F)
with tf.get_default_graph().gradient_override_map({{'{op}': '{by}'}}):
    y = {y}
g = tf.gradients(tf.square(y) * 0.3, x)[0]
with new_session() as s:
    out('y, g', s.run([y, g]))
"""
CUSTOM = """
x = tf.constant([0.3, -2.0, 7.5], F)
z = tf.constant([1.1, 0.7, -0.9], F)
{source}
g = tf.gradients(y, [x, z])
h = tf.gradients([one for one in g if one is not None], x)
with new_session() as s:
    out('y', s.run(y))
    for i, one in enumerate(g):
        if one is not None:
            out('g%d' % i, s.run(one))
    for one in h:
        if one is not None:
            out('h', s.run(one))
"""
SUMS = """
x = tf.placeholder(F, {shape})
terms = [tf.sin(x), tf.exp(x) * 1e3, x * x * 1e-3, tf.sqrt(x + 3.0) * 7.0, tf.cos(x) * 1e5, tf.tanh(x)]
y = tf.add_n([t * (k + 0.1) for k, t in enumerate(terms)])
g = tf.gradients(y, x, aggregation_method={method}, gate_gradients={gate})[0]
with new_session() as s:
    out('g', s.run(g, {{x: [[0.1, 1.3, -0.7], [2.2, 0.0, 1e-3]]}}))
"""
ROWS = """
w = tf.Variable([[0.5, -1.5], [2.0, 0.1], [-0.7, 0.3]], dtype=F)
i = tf.constant([2, 0, 2])
y = {y}
g = tf.convert_to_tensor(tf.gradients(y, w)[0])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('g', s.run(g))
"""
SECOND = """
x = tf.constant([0.4, -1.3, 2.1], F)
y = {y}
g = tf.gradients(y, x)[0]
h = tf.gradients(g * tf.constant([1.0, -2.0, 0.5], F), x)[0]
with new_session() as s:
    out('g, h', s.run([g, h]))
"""
CLAMPED = """
@tf.custom_gradient
def clamp(v):
    return tf.identity(v), lambda dy: tf.clip_by_value(dy, -0.5, 0.5)
y = clamp(x * z) * tf.constant([0.2, 1.0, -3.0], F)
"""
TWO = """
@tf.custom_gradient
def f(a, b):
    def grad(da, db):
        return da * b + 2.0 * db, da * a - db
    return (a * b, a - b), grad
p, q = f(x, z)
y = p * p + q
"""
LOG1PEXP = """
@tf.custom_gradient
def log1pexp(v):
    e = tf.exp(v)
    return tf.log(1 + e), lambda dy: dy * (1 - 1 / (1 + e))
y = log1pexp(x * 30.0) + z
"""


def cases():
    c = Cases()
    vector = '[1.5, -0.25, 0.0, 3.0]'
    bodies = {
        'a guided relu': (
            'Relu',
            'tf.nn.relu(x * 2.0)',
            'return tf.where(grad > 0.0, grad * tf.cast(op.outputs[0] > 0.0, F), tf.zeros_like(grad))',
        ),
        'a reversed gradient': ('Identity', 'tf.identity(x)', 'return -0.3 * grad'),
        'a constant': ('Square', 'tf.square(x)', 'return tf.ones_like(op.inputs[0]) / 3.0'),
        'None': ('Square', 'tf.square(x) + x', 'return None'),
        'a clip': ('Exp', 'tf.exp(x)', 'return tf.clip_by_norm(grad * op.outputs[0], 1.0)'),
    }
    for name, (op, y, body) in bodies.items():
        source = OVERRIDE.format(name=name, op=op, y=y, body=body, x=vector)
        c.program('RegisterGradient', name, source)
    for op, by, y in (
        ('Sign', 'Identity', 'tf.sign(x)'),
        ('Round', 'Identity', 'tf.round(x)'),
        ('Floor', 'Identity', 'tf.floor(x * 3.0)'),
        ('Relu', 'Identity', 'tf.nn.relu(x)'),
        ('Sign', 'Tanh', 'tf.sign(x)'),
    ):
        c.program('gradient_override_map', '%s by %s' % (op, by), BORROWED.format(op=op, by=by, y=y))
    for name, source in (('a clamp', CLAMPED), ('of two', TWO), ('log1pexp', LOG1PEXP)):
        c.program('custom_gradient', name, CUSTOM.format(source=source))
    for method in (0, 1, 2):
        for shape in ('[2, 3]', '[None, 3]'):
            for gate in (False, True):
                name = 'method %d, %s%s' % (method, shape, ', gated' if gate else '')
                bound = {'ulp': 2, 'reason': 'sin, cos, exp and tanh of two libraries'}
                c.program(
                    'aggregation', name, SUMS.format(method=method, shape=shape, gate=gate), bound=bound
                )
    for y in (
        'tf.gather(w, i) * 1.3',
        'tf.reduce_sum(tf.gather(w, i)) + tf.reduce_sum(w * w)',
        'tf.gather(w * 3.0, i) * tf.constant([[0.1, 0.7]], F)',
        'tf.gather(tf.reshape(w, [-1]), i) * 0.7',
        'tf.gather(tf.nn.relu(w), i) * tf.gather(w, i)',
        'tf.gather(w + w, i) - tf.gather(w, [1, 1, 1])',
    ):
        c.program('rows and dense', y, ROWS.format(y=y))
    for y in ('x * x * x', 'x / (1.0 + x * x)', 'tf.square(x) * tf.abs(x)', 'tf.sqrt(x * x + 1.0)'):
        c.program('second derivative', y, SECOND.format(y=y))
    return c.cases
