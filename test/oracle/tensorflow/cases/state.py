"""@file Oracle cases: variables, assignments, control dependencies, reads and writes in one run, learning-rate schedules."""

from .writing import Cases, ulps

HEAD = """
v = tf.Variable([1.0, -2.0, 0.1], dtype=F, name='v')
n = tf.Variable(5, name='n')
s = new_session()
s.run(tf.global_variables_initializer())
"""
PROGRAMS = {
    'assign': """
a = tf.assign(v, [3.0, 4.0, 5.0])
out('before', s.run(v))
out('given', s.run(a))
out('after', s.run(v))
""",
    'assign a computed value': """
a = v.assign(v * 0.1)
for _ in range(3):
    out('given', s.run(a))
""",
    'assign_add': """
a = tf.assign_add(v, [0.1, 0.2, 0.3])
for _ in range(4):
    out('given', s.run(a))
out('after', s.run(v))
""",
    'assign_sub': """
a = v.assign_sub([0.1, 0.2, 0.3])
for _ in range(4):
    out('given', s.run(a))
out('after', s.run(v))
""",
    'counter': """
a = n.assign_add(1)
out('given', [s.run(a), s.run(a), s.run(n)])
""",
    'assign changes the shape': """
a = tf.assign(v, [1.0, 2.0], validate_shape=False)
out('given', s.run(a))
out('after', s.run(tf.reduce_sum(v)))
""",
    'scatter': """
out('update', s.run(tf.scatter_update(v, [0, 2], [7.0, 8.0])))
out('add', s.run(tf.scatter_add(v, [1, 1], [0.1, 0.2])))
out('sub', s.run(tf.scatter_sub(v, [0], [0.5])))
""",
    'group': """
g = tf.group(tf.assign_add(v, [1.0, 1.0, 1.0]), tf.assign(n, 9))
out('result', s.run(g))
out('after', s.run([v, n]))
""",
    'control dependencies': """
a = tf.assign_add(n, 10)
with tf.control_dependencies([a]):
    r = n.read_value() * 2
out('read', s.run(r))
out('after', s.run(n))
""",
    'identity in control dependencies': """
a = tf.assign_add(n, 1)
with tf.control_dependencies([a]):
    r = tf.identity(n)
out('read', [s.run(r), s.run(r)])
""",
    'initial value of another variable': """
u = tf.Variable(v.initialized_value() * 2.0)
s.run(u.initializer)
out('u', s.run(u))
""",
    'initializer runs again': """
s.run(tf.assign(v, [9.0, 9.0, 9.0]))
s.run(tf.global_variables_initializer())
out('after', s.run(v))
""",
    'load and eval': """
v.load([5.0, 6.0, 7.0], s)
out('eval', v.eval(session=s))
""",
    'count_up_to': """
c = n.count_up_to(7)
out('c', [s.run(c), s.run(c), s.run(n)])
""",
    'is_variable_initialized': """
u = tf.Variable(1.0, name='u')
out('u', s.run([tf.is_variable_initialized(v), tf.is_variable_initialized(u)]))
out('names', s.run(tf.report_uninitialized_variables()).tolist() == [b'u'])
""",
    'feeds override a variable': """
out('fed', s.run(v * 2.0, {v: [1.0, 1.0, 1.0]}))
out('after', s.run(v))
""",
    'feeds override a middle tensor': """
m = v + 1.0
out('fed', s.run(m * 2.0, {m: [1.0, 2.0, 3.0]}))
""",
    'fetches of many kinds': """
got = s.run({'a': v, 'b': [n, (n + 1, v * 2.0)]})
out('a', got['a'])
out('b', got['b'][0])
out('c', list(got['b'][1]))
""",
    'names and shapes': """
out('variable', [v.name, v.op.name, tf.Variable(1.0).name, tf.Variable(1.0).name])
out('tensors', [(v * 2.0).name, (v * 2.0).name, tf.constant(1.0).name, (v + v).op.type])
out('shape', v.get_shape().as_list())
""",
    'scopes': """
with tf.variable_scope('a'):
    w = tf.get_variable('w', [2], F, initializer=tf.zeros_initializer())
    with tf.name_scope('b'):
        t = w * 2.0
        u = tf.Variable(1.0)
        x = tf.get_variable('x', [])
with tf.variable_scope('a', reuse=True):
    again = tf.get_variable('w', [2], F)
out('names', [w.name, t.name, u.name, x.name, again.name])
out('same', again is w)
out('all', [k.name for k in tf.global_variables()])
""",
    'exponential moving average': """
e = tf.train.ExponentialMovingAverage(0.9)
a = e.apply([v])
s.run(tf.variables_initializer([e.average(v)]))
for k in range(3):
    s.run(tf.assign_add(v, [1.0, 0.5, -0.25]))
    s.run(a)
    out('average', s.run(e.average(v)))
out('name', e.average_name(v))
""",
    'exponential moving average with steps': """
e = tf.train.ExponentialMovingAverage(0.999, num_updates=n)
a = e.apply([v])
s.run(tf.global_variables_initializer())
for k in range(3):
    s.run(tf.assign_add(v, [1.0, 0.5, -0.25]))
    s.run(a)
    out('average', s.run(e.average(v)))
""",
}
SCHEDULE = """
g = tf.Variable(0, trainable=False)
r = %s
with new_session() as s:
    for k in (0, 1, 5, 9, 10, 15, 16, 25, 40):
        out('rate', s.run(r, {g: k}))
"""
SCHEDULES = {
    'exponential_decay': 'tf.train.exponential_decay(0.1, g, 10, 0.96)',
    'exponential_decay staircase': 'tf.train.exponential_decay(0.1, g, 10, 0.96, staircase=True)',
    'natural_exp_decay': 'tf.train.natural_exp_decay(0.1, g, 10, 0.5)',
    'inverse_time_decay': 'tf.train.inverse_time_decay(0.1, g, 10, 0.5)',
    'polynomial_decay': 'tf.train.polynomial_decay(0.1, g, 20, 0.01, power=2.0)',
    'polynomial_decay cycle': 'tf.train.polynomial_decay(0.1, g, 20, 0.01, power=1.0, cycle=True)',
    'piecewise_constant': 'tf.train.piecewise_constant(g, [5, 15], [1.0, 0.5, 0.1])',
    'cosine_decay': 'tf.train.cosine_decay(0.1, g, 30)',
}


def cases():
    c = Cases()
    for name, source in PROGRAMS.items():
        c.program('state', name, HEAD + source)
    for name, call in SCHEDULES.items():
        source = SCHEDULE % call
        c.program('schedule', name, source, ['float32'], bound=ulps(2, 'pow, exp or cos'))
    return c.cases
