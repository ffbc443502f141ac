"""@file Oracle cases: tf.keras.optimizers, 20 steps, dense and in rows, edge values; every slot, bit for bit."""

from .edge_updates import EDGES
from .optimizers import STEPS, numbers
from .writing import Cases, ulps

OPTIMIZERS = {
    'SGD': ['SGD(0.1)', 'SGD(0.1, momentum=0.9)', 'SGD(0.05, momentum=0.5, nesterov=True)', 'SGD(0.1, decay=0.1)'],
    'RMSprop': [
        'RMSprop(0.01)',
        'RMSprop(0.05, rho=0.8, momentum=0.7, epsilon=1e-6)',
        'RMSprop(0.01, centered=True)',
        'RMSprop(0.01, momentum=0.5, centered=True, epsilon=1e-3)',
    ],
    'Adam': ['Adam()', 'Adam(0.05, beta_1=0.5, beta_2=0.99, epsilon=1e-3)', 'Adam(0.1, amsgrad=True)'],
    'Adagrad': ['Adagrad(0.1)', 'Adagrad(0.5, initial_accumulator_value=1.0)'],
    'Adadelta': ['Adadelta()', 'Adadelta(1.0, rho=0.9, epsilon=1e-6)'],
    'Adamax': ['Adamax(0.1)', 'Adamax(0.05, beta_1=0.5, beta_2=0.9, epsilon=1e-3)'],
    'Nadam': ['Nadam(0.1)', 'Nadam(0.05, beta_1=0.5, beta_2=0.99, epsilon=1e-3)'],
    'Ftrl': [
        'Ftrl(0.1)',
        'Ftrl(0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2)',
    ],
}
SCHEDULES = [
    'ExponentialDecay(0.1, 3, 0.5, staircase=True)',
    'PiecewiseConstantDecay([2, 5], [0.1, 0.05, 0.01])',
    'PolynomialDecay(0.1, 10, power=2.0)',
    'InverseTimeDecay(0.1, 4, 0.5)',
]
START = """
w = tf.Variable({start}, dtype=F, name='w', use_resource=True)
c = tf.placeholder(F, [{width}])
optimizer = tf.keras.optimizers.{optimizer}
train = optimizer.{train}
inf, nan = float('inf'), float('nan')
fed = {fed}
"""
ROWS = """
w = tf.Variable({start}, dtype=F, name='w', use_resource=True)
i = tf.placeholder(tf.int32, [3])
c = tf.placeholder(F, {width})
optimizer = tf.keras.optimizers.{optimizer}
train = optimizer.{train}
inf, nan = float('inf'), float('nan')
fed = {fed}
rows = [[0, 2, 2], [1, 1, 1], [2, 0, 1], [0, 0, 2]]
"""
LOOP = """
variables = [w] + list(optimizer.weights)
out('names', [v.name for v in variables])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('0', s.run(variables))
    for k in range(len(fed)):
        s.run(train, {feeds})
        out('%d' % (k + 1), s.run(variables))
"""
APPLY = 'apply_gradients([(c, w)])'
SLICES = 'apply_gradients([(tf.IndexedSlices(c, i, tf.shape(w)), w)])'
UPDATES = 'get_updates(tf.reduce_sum(w * c), [w])'
UPDATES_OF_ROWS = 'get_updates(tf.reduce_sum(tf.gather(w, i) * c), [w])'


POWERS = ulps(16, 'pow of two C libraries in float64', 0.1)


def add(c, op, name, template, dtypes, feeds, **values):
    """One program per type; a power of a beta in float64 is of the C library."""
    text = template.format(**values) + LOOP.replace('{feeds}', feeds)
    for dtype in dtypes:
        has_powers = dtype == 'float64' and op in ('Adam', 'Adamax', 'Nadam')
        bound = POWERS if has_powers else None
        c.program('keras ' + op, '%s of %s' % (name, dtype), text, [dtype], bound)


def cases():
    c = Cases()
    both = ['float32', 'float64']
    dense = dict(feeds='{c: fed[k]}', start=[1.0, -2.0, 0.3, 0.0], width=4)
    rows = dict(feeds='{i: rows[k % 4], c: fed[k]}', start=[[0.5, -1.5], [2.0, 0.1], [-0.7, 0.3]])
    plain = numbers('fed', STEPS, 4)
    pairs = [[r[:2], r[2:4], r[4:6]] for r in numbers('rows', 12, 6)]
    narrow = [[[number] for number in row[:3]] for row in EDGES]
    for op, calls in OPTIMIZERS.items():
        for call in calls:
            add(c, op, call, START, both, optimizer=call, train=APPLY, fed=plain, **dense)
            add(c, op, 'edges: ' + call, START, both, optimizer=call, train=APPLY, fed=EDGES, **dense)
            title = 'rows: ' + call
            add(c, op, title, ROWS, both, optimizer=call, train=SLICES, fed=pairs, width=[3, 2], **rows)
            title = 'rows, edges: ' + call
            single = dict(rows, start=[[0.5], [-1.5], [2.0]], width=[3, 1])
            add(c, op, title, ROWS, both, optimizer=call, train=SLICES, fed=narrow, **single)
    for clip in ('clipnorm=0.5', 'clipvalue=0.5', 'clipnorm=1.0, clipvalue=0.3'):
        call = 'Adam(0.1, %s)' % clip
        add(c, 'Adam', call, START, both, optimizer=call, train=UPDATES, fed=plain, **dense)
        title = 'rows: ' + call
        add(c, 'Adam', title, ROWS, ['float32'], optimizer=call, train=UPDATES_OF_ROWS, fed=pairs, width=[3, 2], **rows)
    for schedule in SCHEDULES:
        call = 'SGD(tf.keras.optimizers.schedules.%s)' % schedule
        add(c, 'SGD', call, START, ['float32'], optimizer=call, train=APPLY, fed=plain, **dense)
    return c.cases
