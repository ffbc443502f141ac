"""@file Oracle cases: arithmetic of two operands, broadcasting, comparisons, integer arithmetic."""

from .writing import Cases, INF, NAN, b, f, f32, f64, i32, i64, of_terms, rnd, ulps

EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3e38, INF, -INF, NAN]
LEFT = [x for x in EDGES for _ in EDGES]
RIGHT = EDGES * len(EDGES)
INTS = [0, 1, -1, 2, -2, 7, -7, 2147483647, -2147483648]
DENORMAL = [1e-40, -1e-40, 1e-45, 2e-38, -2e-38, 1.5e-38]

ARITHMETIC = {
    'add': 'a + b',
    'subtract': 'a - b',
    'multiply': 'a * b',
    'divide': 'a / b',
    'realdiv': 'tf.realdiv(a, b)',
    'div_no_nan': 'tf.div_no_nan(a, b)',
    'floordiv': 'a // b',
    'floormod': 'a % b',
    'maximum': 'tf.maximum(a, b)',
    'minimum': 'tf.minimum(a, b)',
    'squared_difference': 'tf.squared_difference(a, b)',
    'truncatemod': 'tf.truncatemod(a, b)',
}
COMPARISONS = ('equal', 'not_equal', 'less', 'less_equal', 'greater', 'greater_equal')


def cases():
    c = Cases()
    for op, expr in ARITHMETIC.items():
        c.op(op, 'all pairs of edges', expr, a=f(LEFT), b=f(RIGHT))
        c.op(op, 'random', expr, a=rnd(op, [13]), b=rnd(op + 'b', [13]))
        c.op(
            op, 'wide magnitudes', expr, a=rnd(op, [6], -1e6, 1e6), b=rnd(op + 'b', [6], 1e-4, 2e-4)
        )
        c.op(op, 'row against column', expr, a=rnd(op, [3, 1]), b=rnd(op + 'b', [1, 4]))
        c.op(op, 'vector against matrix', expr, a=rnd(op, [3]), b=rnd(op + 'b', [2, 3]))
        c.op(op, 'scalar against rank 3', expr, a=rnd(op, []), b=rnd(op + 'b', [2, 1, 3]))
        c.op(op, 'rank 3 against middle', expr, a=rnd(op, [2, 3, 2]), b=rnd(op + 'b', [3, 1]))
        c.op(op, 'ones in both', expr, a=rnd(op, [1, 1]), b=rnd(op + 'b', [1]))
        c.op(op, 'empty', expr, a=f([], [0, 3]), b=rnd(op, [3]))
        c.op(
            op,
            'denormal',
            expr,
            a=f(DENORMAL),
            b=f([1.0, 2.0, 1.0, 0.5, -1.75e-38, 1.25]),
            dtypes=['float32'],
        )
    c.op('add', 'with a Python number', 'a + 0.1', a=rnd('py', [5]))
    c.op('subtract', 'from a Python number', '1 - a', a=rnd('py', [5]))
    c.op('multiply', 'by a Python number', '0.1 * a', a=rnd('py', [5]))
    c.op('divide', 'by a Python number', 'a / 3.0', a=rnd('py', [5]))
    c.op('divide', 'of a Python number', '1.0 / a', a=rnd('py', [5]))
    c.op(
        'divide',
        'of integers is float64',
        'a / b',
        ['int32'],
        a=i32([1, 7, -7, 0]),
        b=i32([3, 2, 2, 5]),
    )
    c.op(
        'add_n',
        'five terms',
        'tf.add_n([a, b, c, d, e])',
        a=rnd('n1', [4]),
        b=rnd('n2', [4]),
        c=rnd('n3', [4]),
        d=rnd('n4', [4]),
        e=rnd('n5', [4]),
    )
    c.op(
        'add_n',
        'ten terms',
        'tf.add_n([a, b, a, b, a, b, a, b, a, b])',
        a=rnd('n1', [7]),
        b=rnd('n2', [7]),
    )
    c.op('add_n', 'one term', 'tf.add_n([a])', a=rnd('n1', [4]))
    c.op(
        'accumulate_n',
        'three terms',
        bound=of_terms(1, 'added in the order in which they arrive'),
        expr='tf.accumulate_n([a, b, c])',
        a=rnd('n1', [4]),
        b=rnd('n2', [4]),
        c=rnd('n3', [4]),
    )
    for op in COMPARISONS:
        c.op(op, 'all pairs of edges', 'tf.%s(a, b)' % op, a=f(LEFT), b=f(RIGHT))
        c.op(op, 'broadcast', 'tf.%s(a, b)' % op, a=f([[1.0], [2.0]]), b=f([1.0, 2.0, 3.0]))
        c.op(
            op,
            'integers',
            'tf.%s(a, b)' % op,
            ['int32', 'int64'],
            a=f([1, 2, -3, 3]),
            b=f([1, 3, 2, -3]),
        )
    c.op(
        'comparison',
        'operators',
        '[a < b, a <= b, a > b, a >= b]',
        a=f([1.0, 2.0, 3.0]),
        b=f([2.0, 2.0, 2.0]),
    )
    for op in ('logical_and', 'logical_or', 'logical_xor'):
        c.op(
            op,
            'truth table',
            'tf.%s(a, b)' % op,
            ['bool'],
            a=b([False, False, True, True]),
            b=b([False, True, False, True]),
        )
    c.op('logical_not', 'both', 'tf.logical_not(a)', ['bool'], a=b([False, True]))
    pairs = [(x, y) for x in INTS for y in INTS if y != 0 and not (x == -2147483648 and y == -1)]
    for op in (
        'add',
        'subtract',
        'multiply',
        'floordiv',
        'floormod',
        'maximum',
        'minimum',
        'truncatediv',
        'truncatemod',
    ):
        expr = ARITHMETIC.get(op, 'tf.%s(a, b)' % op)
        # The C++ of floordiv adds |x| and |y|: undefined where that overflows, so not a reference.
        held = [p for p in pairs if op != 'floordiv' or abs(p[0]) + abs(p[1]) < 2147483648]
        c.op(
            op,
            'integers, overflow wraps',
            expr,
            ['int32'],
            a=i32([x for x, _ in held]),
            b=i32([y for _, y in held]),
        )
        c.op(
            op,
            'small int64',
            expr,
            ['int64'],
            a=i64([7, -7, 7, -7, 4000000000]),
            b=i64([2, 2, -2, -2, 3]),
        )
    for op in ('negative', 'abs', 'sign', 'square'):
        c.op(op, 'integers', 'tf.%s(a)' % op, ['int32', 'int64'], a=f([0, 1, -1, 5, -7]))
    powers(c)
    return c.cases


def powers(c):
    loose = ulps(1, 'pow of two C libraries')
    c.op('pow', 'all pairs of edges', 'a ** b', bound=loose, a=f(LEFT), b=f(RIGHT))
    c.op(
        'pow',
        'positive bases',
        'tf.pow(a, b)',
        bound=loose,
        a=rnd('p', [16], 0.1, 5),
        b=rnd('q', [16]),
    )
    c.op(
        'pow',
        'whole exponents',
        'a ** b',
        bound=loose,
        a=rnd('p', [8]),
        b=f([0.0, 1.0, 2.0, 3.0, -1.0, -2.0, 5.0, 0.5]),
    )
    c.op('pow', 'square by operator', 'a ** 2', bound=loose, a=rnd('p', [8]))
    c.op('pow', 'cube', 'tf.pow(a, 3)', bound=loose, a=rnd('p', [8]))
    c.op('pow', 'root', 'tf.pow(a, 0.5)', bound=loose, a=f([0.0, 1.0, 2.0, 4.0, -1.0, 0.25]))
    c.op('pow', 'of a number', '2.0 ** a', bound=loose, a=rnd('p', [8]))
    c.op('pow', 'broadcast', 'a ** b', bound=loose, a=rnd('p', [3, 1], 0.5, 3), b=rnd('q', [4]))
    c.op('pow', 'integers', 'a ** b', ['int32'], a=i32([2, -3, 0, 5, 7]), b=i32([10, 3, 0, 1, 0]))
    c.op('truediv', 'floats', 'tf.truediv(a, b)', a=rnd('t', [6]), b=rnd('u', [6]))
    c.op('div', 'python 2 division', 'tf.div(a, b)', a=rnd('t', [6]), b=rnd('u', [6]))
    c.op(
        'div',
        'integers floor',
        'tf.div(a, b)',
        ['int32'],
        a=i32([7, -7, 7, -7]),
        b=i32([2, 2, -2, -2]),
    )
    c.op(
        'cast',
        'float32 to float64 to float32',
        'tf.cast(tf.cast(a, tf.float64) / 3, tf.float32)',
        ['float32'],
        a=rnd('c', [6]),
    )
    c.op(
        'cast',
        'float64 to float32',
        'tf.cast(a, tf.float32)',
        ['float64'],
        a=f64([0.1, 1e40, -1e40, 1.0000000596046448, 16777217.0, NAN, INF]),
    )
    c.op(
        'cast',
        'float to int truncates',
        'tf.cast(a, tf.int32)',
        a=f([0.0, -0.0, 0.9, -0.9, 2.5, -2.5, 1e9, -1e9]),
    )
    c.op('cast', 'float to int64', 'tf.cast(a, tf.int64)', a=f([0.9, -0.9, 2.5, 1e12, -1e12]))
    c.op(
        'cast',
        'int to float',
        'tf.cast(a, tf.float32)',
        ['int32'],
        a=i32([0, 1, -1, 16777217, 2147483647]),
    )
    c.op('cast', 'bool to float', 'tf.cast(a, F)', a=b([True, False]))
    c.op('cast', 'float to bool', 'tf.cast(a, tf.bool)', a=f([0.0, -0.0, 0.1, -3.0, NAN]))
    c.op(
        'cast',
        'mixed gradient',
        'tf.cast(a, tf.float64) * b',
        ['float32'],
        a=f32([0.1, 0.2, -0.3]),
        b=f64([0.1, 0.2, -0.3]),
    )
    c.op('cast', 'to_float and to_int32', '[tf.to_float(a), tf.to_int32(a)]', a=rnd('c', [5]))
    c.op('cast', 'saturate', 'tf.saturate_cast(a, tf.int32)', a=f([1e12, -1e12, 5.5, -5.5]))
    c.op(
        'xdivy',
        'zeros',
        'tf.math.xdivy(a, b)',
        a=f([0.0, 0.0, 1.0, 2.0, -0.0]),
        b=f([0.0, 5.0, 0.0, 3.0, NAN]),
    )
    c.op(
        'xlogy',
        'zeros',
        'tf.math.xlogy(a, b)',
        a=f([0.0, 0.0, 1.0, 2.0]),
        b=f([0.0, 5.0, 0.0, 3.0]),
        bound=ulps(1, 'log'),
    )
    c.op(
        'multiply_no_nan',
        'zeros',
        'tf.math.multiply_no_nan(a, b)',
        a=f([NAN, INF, 2.0, 1.0]),
        b=f([0.0, 0.0, 3.0, NAN]),
    )
