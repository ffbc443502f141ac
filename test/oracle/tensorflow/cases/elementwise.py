"""@file Oracle cases: functions of one operand, activations, where, rounding."""

from .writing import Cases, INF, NAN, b, f, flushed, rnd, ulps

EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3e38, -3e38, INF, -INF, NAN]
DENORMAL = [1e-40, -1e-40, 1e-45, 2e-38, -2e-38]
# Correctly rounded or bit operations.
EXACT = (
    'negative',
    'abs',
    'sign',
    'square',
    'sqrt',
    'reciprocal',
    'floor',
    'ceil',
    'round',
    'rint',
)
EXACT_NN = ('relu', 'relu6')
SQRT = ulps(3, 'Eigen\'s vector sqrt is rsqrtps and one Newton step, eight at a time', gradient=4)
# name: (module, low, high of the ordinary range)
SMOOTH = {
    'rsqrt': ('math', 0.01, 9),
    'exp': ('math', -5, 5),
    'expm1': ('math', -3, 3),
    'log': ('math', 0.01, 9),
    'log1p': ('math', -0.9, 5),
    'sin': ('math', -9, 9),
    'cos': ('math', -9, 9),
    'tan': ('math', -1.4, 1.4),
    'tanh': ('math', -4, 4),
    'sigmoid': ('math', -9, 9),
    'asin': ('math', -0.99, 0.99),
    'acos': ('math', -0.99, 0.99),
    'atan': ('math', -5, 5),
    'sinh': ('math', -4, 4),
    'cosh': ('math', -4, 4),
    'asinh': ('math', -5, 5),
    'acosh': ('math', 1.01, 9),
    'atanh': ('math', -0.98, 0.98),
    'erf': ('math', -3, 3),
    'erfc': ('math', -3, 3),
    'log_sigmoid': ('math', -9, 9),
    'softplus': ('nn', -20, 20),
    'softsign': ('nn', -5, 5),
    'elu': ('nn', -4, 4),
    'selu': ('nn', -4, 4),
}


# Measured; the gradient multiplies and divides by functions that are off by two each.
GRADIENT_ULPS = {'rsqrt': 6, 'asinh': 9, 'acosh': 5, 'asin': 3, 'tan': 5}


def cases():
    c = Cases()
    for op in EXACT + EXACT_NN:
        expr = 'tf.nn.%s(a)' % op if op in EXACT_NN else 'tf.math.%s(a)' % op
        bound = SQRT if op == 'sqrt' else None
        edges = [x for x in EDGES if op != 'sqrt' or str(x) != '-0.0']
        c.op(op, 'edges', expr, a=f(edges), bound=bound)
        c.op(op, 'random', expr, a=rnd(op, [17], -9, 9), bound=bound)
        c.op(op, 'denormal', expr, ['float32'], a=f(DENORMAL), bound=bound)
        c.op(op, 'empty', expr, a=f([], [0]))
    # The vector kernels (eight floats at a time) answer 0 and +Infinity; the scalar ones are IEEE's.
    c.op('sqrt', 'negative zero', 'tf.sqrt(a)', a=f([-0.0]))
    c.op('rsqrt', 'negative zero', 'tf.rsqrt(a)', a=f([-0.0]))
    c.op(
        'round',
        'halves go to even',
        'tf.round(a)',
        a=f([0.5, 1.5, 2.5, -0.5, -1.5, 8388609.0, 0.49999997]),
    )
    c.op(
        'rint',
        'halves go to even',
        'tf.rint(a)',
        a=f([0.5, 1.5, 2.5, -0.5, -1.5, 8388609.0, 0.49999997]),
    )
    c.op('leaky_relu', 'edges', 'tf.nn.leaky_relu(a)', a=f(EDGES))
    c.op('leaky_relu', 'alpha', 'tf.nn.leaky_relu(a, alpha=0.01)', a=rnd('lr', [9]))
    c.op('relu6', 'borders', 'tf.nn.relu6(a)', a=f([0.0, 6.0, 5.9999995, 6.0000005, -0.0]))
    c.op('crelu', 'random', 'tf.nn.crelu(a)', a=rnd('cr', [2, 3]))
    for op, (module, low, high) in SMOOTH.items():
        expr = 'tf.%s.%s(a)' % (module, op)
        bound = ulps(
            3 if op == 'log_sigmoid' else 2, 'transcendental', gradient=GRADIENT_ULPS.get(op, 2)
        )
        edges = [x for x in EDGES if op != 'rsqrt' or str(x) != '-0.0']
        c.op(op, 'edges', expr, a=f(edges), bound=bound)
        c.op(op, 'random', expr, a=rnd(op, [33], low, high), bound=bound)
        c.op(op, 'small', expr, a=f([1e-4, -1e-4, 1e-8, -1e-8, 3e-20]), bound=bound)
        c.op(
            op,
            'large',
            expr,
            a=f([20.0, -20.0, 50.0, -50.0, 88.0, -88.0, 100.0, -100.0, 710.0, -710.0]),
            bound=flushed(bound),
        )
        c.op(op, 'matrix with a tail', expr, a=rnd(op + 'm', [3, 5], low, high), bound=bound)
    c.op(
        'sigmoid',
        'through tf.sigmoid and tf.nn',
        '[tf.sigmoid(a), tf.nn.sigmoid(a)]',
        a=rnd('s', [5]),
        bound=ulps(2, 'transcendental'),
    )
    c.op(
        'atan2',
        'quadrants',
        'tf.atan2(a, b)',
        a=f([1.0, 1.0, -1.0, -1.0, 0.0]),
        b=f([1.0, -1.0, 1.0, -1.0, 1.0]),
        bound=ulps(1, 'transcendental'),
    )
    c.op('is_nan', 'edges', '[tf.is_nan(a), tf.is_inf(a), tf.is_finite(a)]', a=f(EDGES))
    where(c)
    return c.cases


def where(c):
    picks = b([True, False, True])
    c.op('where', 'three arguments', 'tf.where(p, a, b)', p=picks, a=rnd('w', [3]), b=rnd('x', [3]))
    c.op(
        'where',
        'rows by a vector',
        'tf.where(p, a, b)',
        p=picks,
        a=rnd('w', [3, 2]),
        b=rnd('x', [3, 2]),
    )
    c.op(
        'where',
        'scalar condition',
        'tf.where(p, a, b)',
        p=b(True),
        a=rnd('w', [3, 2]),
        b=rnd('x', [3, 2]),
    )
    c.op(
        'where',
        'NaN in the branch not taken',
        'tf.where(a > 0, a, b)',
        a=f([1.0, -1.0, 2.0]),
        b=f([NAN, 5.0, INF]),
    )
    c.op(
        'where',
        'its own derivative of the branch not taken',
        'tf.where(a > 0, tf.sqrt(a), tf.zeros_like(a))',
        a=f([4.0, -1.0, 0.0]),
    )
    c.op(
        'where',
        'double where',
        'tf.where(a > 0, tf.log(tf.where(a > 0, a, tf.ones_like(a))), tf.zeros_like(a))',
        a=f([4.0, -1.0, 0.0]),
        bound=ulps(1, 'log'),
    )
    c.op(
        'where',
        'coordinates',
        'tf.where(p)',
        ['int32'],
        p=b([[True, False], [False, True], [True, True]]),
    )
