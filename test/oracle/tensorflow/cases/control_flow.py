"""@file Oracle cases: tf.cond, tf.case, tf.while_loop, TensorArray, map_fn, scan and the folds, with their gradients."""

from .writing import Cases

PROGRAM = """
x = tf.placeholder(F, {shape})
w = tf.Variable([1.25, -0.7, 0.4], dtype=F)
{source}
found = tf.gradients(y, [x, w])
kept = [tf.convert_to_tensor(g) for g in found if g is not None]
with new_session() as s:
    s.run(tf.global_variables_initializer())
    for values in {points}:
        out('y, g', s.run([y] + kept, {{x: values}}))
"""
ROW = '[[1.5, -0.3, 0.7], [-0.2, -0.9, 0.1], [3.0, 0.25, -2.0]]'
ROWS = '[[[1.5, -0.3, 0.7], [-0.2, -0.9, 0.1]], [[3.0, 0.25, -2.0]]]'
#: Exact arithmetic in the float type: sums and products of few terms, in TensorFlow's order.
EXACT = {
    'cond': 'y = tf.cond(x[0] > 0.0, lambda: x * w, lambda: x - w)',
    'cond of one side': 'y = tf.cond(x[0] > 0.0, lambda: x * w, lambda: tf.constant([1.0, 2.0, 3.0], F))',
    'cond of outer tensors': 'y = tf.cond(x[0] > 0.0, lambda: x, lambda: w)',
    'nested cond': (
        'y = tf.cond(x[0] > 0.0, lambda: tf.cond(x[1] > 0.0, lambda: x * w * w, lambda: x + w), '
        'lambda: x - w)'
    ),
    'case': 'y = tf.case([(x[0] < 0.0, lambda: x * w), (x[0] < 2.0, lambda: x + w)], default=lambda: w)',
    'while': '_, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * w + x), [0, x])',
    'while of two': (
        '_, y, z = tf.while_loop(lambda i, a, b: i < 3, lambda i, a, b: (i + 1, b * w, a - b), '
        '[0, x, w])\ny = y + z'
    ),
    'while that ends by its value': (
        'y = tf.while_loop(lambda v: tf.reduce_max(v) < 50.0, lambda v: v * v + 1.0, [x]) * w'
    ),
    'while that does not run': (
        '_, y = tf.while_loop(lambda i, v: i < 0, lambda i, v: (i + 1, v * w), [0, x])'
    ),
    'while with maximum iterations': (
        'y = tf.while_loop(lambda v: tf.reduce_max(v) < 50.0, lambda v: v * w, [x], '
        'maximum_iterations=2)'
    ),
    'while that starts anew': '_, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, x * w), [0, x])',
    'nested while': (
        'def body(i, v):\n'
        '    _, u = tf.while_loop(lambda j, u: j < i, lambda j, u: (j + 1, u * w + x), [0, v])\n'
        '    return i + 1, u * w\n'
        '_, y = tf.while_loop(lambda i, v: i < 3, body, [0, x])'
    ),
    'cond in while': (
        'def body(i, v):\n'
        '    return i + 1, tf.cond(v[0] > 1.0, lambda: v - x, lambda: v * w)\n'
        '_, y = tf.while_loop(lambda i, v: i < 4, body, [0, x])'
    ),
    'while in cond': (
        'y = tf.cond(x[0] > 0.0, lambda: tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * w), '
        '[0, x])[1], lambda: x)'
    ),
    'gradient inside while': (
        'def body(i, v):\n'
        '    return i + 1, v - 0.125 * tf.gradients(v * v * w, v)[0]\n'
        '_, y = tf.while_loop(lambda i, v: i < 3, body, [0, x])\n'
        'y = tf.stop_gradient(y) * w'
    ),
    'rows in while': (
        'def body(i, v):\n'
        '    return i + 1, v + tf.gather(w, [i, 0, i]) * x\n'
        '_, y = tf.while_loop(lambda i, v: i < 3, body, [0, x])'
    ),
    'TensorArray': (
        't = tf.TensorArray(F, 3).unstack(x)\n'
        't2 = tf.TensorArray(F, 2).write(0, t.read(2) * w).write(1, t.read(0) + w)\n'
        'y = t2.stack()'
    ),
}
OF_ROWS = {
    'map_fn': 'y = tf.map_fn(lambda row: row * w, x)',
    'scan': 'y = tf.scan(lambda a, row: a * w + row, x)',
    'scan from the end': 'y = tf.scan(lambda a, row: a - row * w, x, initializer=w, reverse=True)',
    'foldl': 'y = tf.foldl(lambda a, row: a * w + row, x)',
    'foldr': 'y = tf.foldr(lambda a, row: a - row * w, x, initializer=w)',
    'shape that grows': (
        '_, y = tf.while_loop(lambda i, v: i < 2, lambda i, v: (i + 1, tf.concat([v, v * w], 0)), [0, x], '
        'shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 3])])'
    ),
    'while of unknown shape': (
        '_, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * x * w), [0, x])'
    ),
    'split and concat': (
        'y = tf.TensorArray(F, 2, infer_shape=False).split(x * w, [1, tf.shape(x)[0] - 1]).concat() * x'
    ),
}
EFFECTS = """
p = tf.placeholder(tf.bool, [])
v = tf.Variable([1.0, 2.5], dtype=F)
a = tf.cond(p, lambda: tf.assign(v, v * 3.0), lambda: tf.assign_sub(v, [0.25, 0.5]))
def body(i):
    with tf.control_dependencies([tf.assign_add(v, v * 0.1)]):
        return i + 1
n = tf.while_loop(lambda i: v[0] < 20.0, body, [0])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    for choice in (True, False, False, True):
        out('a', s.run(a, {p: choice}))
        out('v', s.run(v))
    out('n', s.run(n))
    out('v', s.run(v))
"""
RANDOM = """
_, y = tf.while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v + tf.random_uniform([2], dtype=F, seed=5)), [0, tf.zeros([2], F)])
with new_session() as s:
    for _ in range(3):
        out('y', s.run(y))
"""


def cases():
    c = Cases()
    for name, source in EXACT.items():
        c.program('control flow', name, PROGRAM.format(shape='[3]', source=source, points=ROW))
    for name, source in OF_ROWS.items():
        c.program('control flow', name, PROGRAM.format(shape='[None, 3]', source=source, points=ROWS))
    c.program('control flow', 'assignments', EFFECTS)
    c.program('control flow', 'random numbers', RANDOM)
    return c.cases
