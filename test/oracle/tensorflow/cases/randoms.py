"""@file Oracle cases: random ops with seeds, two runs each, so that the counter is checked too; dropout; initializers."""

from .writing import Cases, ulps

TAIL = """
with new_session() as s:
    if tf.global_variables():
        s.run(tf.global_variables_initializer())
    for run in (1, 2):
        out('run %d' % run, s.run(y))
"""
OPS = {
    'random_uniform': 'tf.random_uniform(%s, dtype=F%s)',
    'random_normal': 'tf.random_normal(%s, dtype=F%s)',
    'truncated_normal': 'tf.truncated_normal(%s, dtype=F%s)',
}
INITIALIZERS = {
    'random_normal_initializer': 'tf.random_normal_initializer(stddev=0.1, seed=3, dtype=F)',
    'random_uniform_initializer': 'tf.random_uniform_initializer(-0.5, 0.5, seed=3, dtype=F)',
    'truncated_normal_initializer': 'tf.truncated_normal_initializer(stddev=0.1, seed=3, dtype=F)',
    'glorot_uniform_initializer': 'tf.glorot_uniform_initializer(seed=3, dtype=F)',
    'glorot_normal_initializer': 'tf.glorot_normal_initializer(seed=3, dtype=F)',
    'uniform_unit_scaling_initializer': 'tf.uniform_unit_scaling_initializer(seed=3, dtype=F)',
    'variance_scaling_initializer': 'tf.variance_scaling_initializer(scale=2.0, seed=3, dtype=F)',
    'constant_initializer': 'tf.constant_initializer(0.3, dtype=F)',
    'zeros_initializer': 'tf.zeros_initializer(dtype=F)',
    'ones_initializer': 'tf.ones_initializer(dtype=F)',
}


def cases():
    c = Cases()
    for op, call in OPS.items():
        bound = None if op == 'random_uniform' else ulps(2, 'log, sin and cos of Box and Muller')
        for name, head, dims, extra in (
            ('op seed', '', [5], ', seed=7'),
            ('graph and op seed', 'tf.set_random_seed(42)', [2, 3], ', seed=7'),
            ('graph seed only', 'tf.set_random_seed(42)', [7], ''),
            (
                'graph seed, third op',
                'tf.set_random_seed(1)\na = tf.constant(1.0)\nb = a + 1.0',
                [3],
                '',
            ),
            ('seed 0', 'tf.set_random_seed(0)', [4], ', seed=0'),
            ('negative seed', '', [4], ', seed=-5'),
            ('large seed', '', [4], ', seed=123456789012'),
            ('many', '', [300], ', seed=11'),
            ('scalar', '', [], ', seed=2'),
            ('empty', '', [0], ', seed=2'),
        ):
            if name == 'many' and op != 'truncated_normal':
                dims = [70]
            c.program(op, name, head + '\ny = ' + call % (dims, extra) + TAIL, bound=bound)
        c.program(
            op,
            'two in one graph',
            'tf.set_random_seed(3)\ny = [%s, %s]' % (call % ([3], ''), call % ([3], '')) + TAIL,
            bound=bound,
        )
    c.program(
        'random_uniform', 'bounds', 'y = tf.random_uniform([6], -2.0, 5.0, dtype=F, seed=4)' + TAIL
    )
    c.program(
        'random_uniform',
        'maxval only',
        'y = tf.random_uniform([6], maxval=0.1, dtype=F, seed=4)' + TAIL,
    )
    c.program(
        'random_uniform',
        'integers',
        'y = tf.random_uniform([9], 0, 10, dtype=F, seed=4)' + TAIL,
        ['int32', 'int64'],
    )
    c.program(
        'random_normal',
        'mean and deviation',
        'y = tf.random_normal([6], 1.5, 0.2, dtype=F, seed=4)' + TAIL,
        bound=ulps(2, 'Box and Muller'),
    )
    c.program(
        'truncated_normal',
        'mean and deviation',
        'y = tf.truncated_normal([6], 1.5, 0.2, dtype=F, seed=4)' + TAIL,
        bound=ulps(2, 'Box and Muller'),
    )
    c.program(
        'random_shuffle', 'vector', 'y = tf.random_shuffle(tf.range(9), seed=4)' + TAIL, ['int32']
    )
    c.program(
        'random_shuffle',
        'rows',
        'y = tf.random_shuffle(tf.reshape(tf.range(10), [5, 2]), seed=4)' + TAIL,
        ['int32'],
    )
    c.program(
        'multinomial',
        'logits',
        'y = tf.multinomial(tf.log([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]]), 8, seed=4)' + TAIL,
        ['int64'],
    )
    for name, call in (
        ('keep_prob', 'tf.nn.dropout(x, 0.5, seed=3)'),
        ('keep_prob by name', 'tf.nn.dropout(x, keep_prob=0.8, seed=3)'),
        ('rate', 'tf.nn.dropout(x, rate=0.3, seed=3)'),
        ('keep all', 'tf.nn.dropout(x, 1.0, seed=3)'),
        ('noise shape', 'tf.nn.dropout(x, 0.5, noise_shape=[4, 1], seed=3)'),
        ('keep_prob as a tensor', 'tf.nn.dropout(x, keep_prob=tf.constant(0.6, F), seed=3)'),
    ):
        head = 'x = tf.constant([[1.0, 2.0, 3.0]] * 4, F) * 0.7\nd = ' + call
        c.program('dropout', name, head + '\ny = [d, tf.gradients(d, x)[0]]' + TAIL)
    c.program(
        'dropout',
        'graph seed only',
        'tf.set_random_seed(5)\nx = tf.ones([8], F)\ny = tf.nn.dropout(x, 0.5)' + TAIL,
    )
    for name, call in INITIALIZERS.items():
        bound = ulps(2, 'Box and Muller') if 'normal' in name or 'variance' in name else None
        c.program(
            'initializer',
            name,
            'y = tf.get_variable("v", [3, 4], F, initializer=%s)' % call + TAIL,
            bound=bound,
        )
    c.program(
        'initializer',
        'get_variable without one',
        'tf.set_random_seed(9)\ny = tf.get_variable("v", [3, 4], F)' + TAIL,
    )
    c.program(
        'initializer',
        'variables keep their draw',
        'v = tf.Variable(tf.random_uniform([3], dtype=F, seed=8))\ny = v * 1.0' + TAIL,
    )
    return c.cases
