"""@file Oracle cases: every optimizer of tf.train, 20 steps; the variable and every slot after each step, bit for bit."""

import random

from .writing import Cases, ulps

STEPS = 20

# The gradient of sum(w·c) is c: numbers of mixed sign and size, with zeros, reach the kernel as they are.
FED = """
w = tf.Variable({start}, dtype=F, name='w')
c = tf.placeholder(F, [{width}])
loss = tf.reduce_sum(w * c)
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.minimize(loss, global_step=step)
fed = {fed}
"""
APPLIED = """
w = tf.Variable({start}, dtype=F, name='w')
c = tf.placeholder(F, [{width}])
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.apply_gradients([(c, w)], global_step=step)
fed = {fed}
"""
TWO = """
w = tf.Variable([0.5, -1.5, 2.0], dtype=F, name='w')
b = tf.Variable(0.25, dtype=F, name='b')
c = tf.placeholder(F, [3])
loss = tf.square(w[0] * b + w[1] - c[0]) + tf.square(w[2] * b - c[1]) * 0.5 + tf.square(b - c[2]) * 0.1
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
train = optimizer.minimize(loss, global_step=step)
fed = {fed}
"""
CLIPPED = """
w = tf.Variable([0.5, -1.5, 2.0], dtype=F, name='w')
b = tf.Variable(0.25, dtype=F, name='b')
c = tf.placeholder(F, [3])
loss = tf.reduce_sum(w * c) * b
step = tf.train.get_or_create_global_step()
optimizer = {optimizer}
pairs = optimizer.compute_gradients(loss)
train = optimizer.apply_gradients([({clip}, v) for g, v in pairs], global_step=step)
fed = {fed}
"""
LOOP = """
variables = sorted([v for v in tf.global_variables() if v is not step], key=lambda v: v.name)
out('names', [v.name for v in variables])
out('slot names', optimizer.get_slot_names())
out('operation', train.name)
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('0', s.run(variables))
    for k in range(len(fed)):
        s.run(train, {feeds})
        out('%d' % (k + 1), s.run(variables))
    out('global step', s.run(step))
"""
DENSE = 'tf.train.'
OPTIMIZERS = {
    'GradientDescent': ['GradientDescentOptimizer(0.1)'],
    'Momentum': ['MomentumOptimizer(0.1, 0.9)', 'MomentumOptimizer(0.05, 0.5)'],
    'Nesterov': ['MomentumOptimizer(0.1, 0.9, use_nesterov=True)'],
    'Adam': [
        'AdamOptimizer()',
        'AdamOptimizer(0.1)',
        'AdamOptimizer(0.05, beta1=0.5, beta2=0.99, epsilon=1e-3)',
    ],
    'Adagrad': ['AdagradOptimizer(0.1)', 'AdagradOptimizer(0.5, initial_accumulator_value=1.0)'],
    'AdagradDA': [
        'AdagradDAOptimizer(0.1, step)',
        'AdagradDAOptimizer(0.1, step, l1_regularization_strength=0.1, l2_regularization_strength=0.2)',
    ],
    'Adadelta': ['AdadeltaOptimizer()', 'AdadeltaOptimizer(1.0, rho=0.9, epsilon=1e-6)'],
    'RMSProp': [
        'RMSPropOptimizer(0.01)',
        'RMSPropOptimizer(0.05, decay=0.8, momentum=0.7, epsilon=1e-6)',
    ],
    'RMSProp centered': [
        'RMSPropOptimizer(0.01, centered=True)',
        'RMSPropOptimizer(0.01, momentum=0.5, centered=True, epsilon=1e-3)',
    ],
    'Ftrl': [
        'FtrlOptimizer(0.1)',
        'FtrlOptimizer(0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2)',
        'FtrlOptimizer(0.1, learning_rate_power=-0.7)',
        'FtrlOptimizer(0.1, l2_shrinkage_regularization_strength=0.1)',
    ],
    'ProximalGradientDescent': [
        'ProximalGradientDescentOptimizer(0.1)',
        'ProximalGradientDescentOptimizer(0.1, 0.05, 0.2)',
    ],
    'ProximalAdagrad': [
        'ProximalAdagradOptimizer(0.1)',
        'ProximalAdagradOptimizer(0.1, 0.1, 0.05, 0.2)',
    ],
}
# These two hand an uncast float32 rate to the kernel: float64 variables raise.
ONLY_FLOAT32 = ('ProximalGradientDescent', 'ProximalAdagrad')
# The one kernel that calls pow and not sqrt.
POWER = 'learning_rate_power'


ROOT = 'vector sqrt is rsqrtps and one Newton step'
ROOTS = {
    op: ulps(2, ROOT)
    for op in ('Adagrad', 'AdagradDA', 'RMSProp', 'RMSProp centered', 'ProximalAdagrad')
}
ROOTS.update({'Adadelta': ulps(5, ROOT), 'Ftrl': ulps(6, ROOT)})


def numbers(seed, rows, width):
    source = random.Random(seed)
    made = [[float('%.4g' % source.uniform(-2, 2)) for _ in range(width)] for _ in range(rows)]
    made[3][0] = 0.0
    made[5][0] = made[6][0] = 0.0
    made[7][-1] = 1e-6
    made[11][-1] = 100.0
    return made


def cases():
    c = Cases()
    plain = dict(
        start=[1.0, -2.0, 0.3, 0.0], width=4, fed=numbers('fed', STEPS, 4), feeds='{c: fed[k]}'
    )
    for op, calls in OPTIMIZERS.items():
        dtypes = ['float32'] if op in ONLY_FLOAT32 else ['float32', 'float64']
        for call in calls:
            bound = ulps(8, 'pow of two C libraries, 20 steps', 0.01) if POWER in call else None
            add(c, op, call, FED, dtypes, bound, plain, optimizer=DENSE + call)
        first = calls[0]
        add(
            c,
            op,
            'applied as given: ' + first,
            APPLIED,
            ['float32'],
            None,
            dict(plain, fed=plain['fed'][:4]),
            optimizer=DENSE + first,
        )
        # Eight floats at a time go through Eigen's vector sqrt, the rest through the scalar one.
        wide = dict(
            start=[round(0.3 * k - 1.1, 1) for k in range(11)],
            width=11,
            fed=numbers('wide', 12, 11)[:6],
            feeds='{c: fed[k]}',
        )
        add(
            c,
            op,
            'eleven elements: ' + first,
            FED,
            ['float32'],
            ROOTS.get(op),
            wide,
            optimizer=DENSE + first,
        )
        two = dict(fed=numbers('two', STEPS, 3), feeds='{c: fed[k]}', width=3)
        if op in ('GradientDescent', 'Momentum', 'Nesterov', 'Adam'):
            add(
                c,
                op,
                'two variables: ' + first,
                TWO,
                ['float32', 'float64'],
                None,
                two,
                optimizer=DENSE + first,
            )
    variants(c, plain)
    return c.cases


def variants(c, plain):
    two = dict(
        fed=numbers('clip', 8 + 12, 3)[:8],
        feeds='{c: fed[k]}',
        optimizer='tf.train.AdamOptimizer(0.1)',
    )
    for clip in ('tf.clip_by_norm(g, 0.5)', 'tf.clip_by_value(g, -0.5, 0.5)', 'g * 0.5'):
        add(c, 'Adam', 'after ' + clip, CLIPPED, ['float32'], None, two, clip=clip)
    decayed = 'tf.train.%s(tf.train.exponential_decay(0.1, step, 3, 0.5, staircase=True)%s)'
    add(
        c,
        'GradientDescent',
        'decaying rate',
        FED,
        ['float32', 'float64'],
        None,
        plain,
        optimizer=decayed % ('GradientDescentOptimizer', ''),
    )
    add(
        c,
        'Momentum',
        'decaying rate',
        FED,
        ['float32'],
        None,
        plain,
        optimizer=decayed % ('MomentumOptimizer', ', 0.9'),
    )
    add(
        c,
        'Adam',
        'rate as a tensor',
        FED,
        ['float32'],
        None,
        plain,
        optimizer='tf.train.AdamOptimizer(tf.constant(0.01))',
    )
    add(
        c,
        'Adam',
        'rate as a callable',
        FED,
        ['float32'],
        None,
        plain,
        optimizer='tf.train.AdamOptimizer(lambda: 0.01)',
    )
    wild = dict(
        plain,
        fed=[
            [float('inf'), float('nan'), 1e30, -1e-30],
            [1.0, 1.0, 1.0, 1.0],
            [0.0, 0.0, 0.0, 0.0],
        ],
    )
    for op in ('GradientDescent', 'Momentum', 'Adam'):
        add(
            c,
            op,
            'Inf, NaN, huge and tiny gradients',
            FED.replace('fed = ', 'inf, nan = float("inf"), float("nan")\nfed = '),
            ['float32'],
            None,
            wild,
            optimizer=DENSE + OPTIMIZERS[op][0],
        )


def add(c, op, name, template, dtypes, bound, facts, **more):
    values = dict(facts, **more)
    feeds = values.pop('feeds')
    c.program(
        'optimizer ' + op,
        name,
        template.format(**values) + LOOP.replace('{feeds}', feeds),
        dtypes,
        bound,
    )
