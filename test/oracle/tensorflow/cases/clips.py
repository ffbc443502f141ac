"""@file Oracle cases: the five clips and global_norm, forward and gradient, at every edge of their definition."""

from .writing import Cases, INF, NAN, f, i64, rnd


def cases():
    c = Cases()
    by_value(c)
    by_norm(c)
    by_global_norm(c)
    by_average_norm(c)
    slices(c)
    return c.cases


def by_value(c):
    clip = 'tf.clip_by_value(a, %s)'
    edges = f([0.0, -0.0, 1.0, -1.0, 0.9999999, 1.0000001, 5.0, -5.0, INF, -INF, NAN])
    c.op('clip_by_value', 'edges, bounds inclusive', clip % '-1.0, 1.0', a=edges)
    c.op('clip_by_value', 'minimum above maximum gives the minimum', clip % '2.0, -2.0', a=edges)
    c.op('clip_by_value', 'equal bounds', clip % '0.5, 0.5', a=edges)
    c.op('clip_by_value', 'infinite bounds', clip % 'float("-inf"), float("inf")', a=edges)
    c.op('clip_by_value', 'NaN bounds', clip % 'float("nan"), float("nan")', a=f([1.0, -1.0, NAN]))
    c.op(
        'clip_by_value',
        'named arguments',
        'tf.clip_by_value(a, clip_value_min=-0.1, clip_value_max=0.3)',
        a=rnd('cv', [3, 4]),
    )
    c.op('clip_by_value', 'tensor bounds', clip % 'lo, hi', a=rnd('cv', [5]), lo=f(-1.0), hi=f(1.5))
    c.op(
        'clip_by_value',
        'bounds per element',
        clip % 'lo, hi',
        a=rnd('cv', [4]),
        lo=f([-1.0, -0.5, 0.0, 1.0]),
        hi=f([0.0, 0.5, 1.0, 2.0]),
    )
    c.op(
        'clip_by_value',
        'bounds per column',
        clip % 'lo, 2.0',
        a=rnd('cv', [3, 2]),
        lo=f([-1.0, 0.0]),
    )
    c.op(
        'clip_by_value',
        'ties with tensor bounds',
        clip % 'lo, hi',
        a=f([1.0, -1.0, 0.0]),
        lo=f([1.0, -1.0, -1.0]),
        hi=f([1.0, 1.0, 0.0]),
    )
    c.op('clip_by_value', 'scalar', clip % '-1.0, 1.0', a=f(12.0))
    c.op('clip_by_value', 'empty', clip % '-1.0, 1.0', a=f([], [0]))
    c.op('clip_by_value', 'integers', clip % '-1, 2', ['int32', 'int64'], a=f([-5, -1, 0, 2, 7]))


def by_norm(c):
    clip = 'tf.clip_by_norm(a, %s)'
    fixed = (
        ('scaled, 3-4-5', '2.5', [3.0, 4.0]),
        ('not fired still multiplies and divides', '6.0', [0.1, 0.2, 0.7]),
        ('norm equals the limit', '5.0', [3.0, 4.0]),
        ('scalar', '6.0', 10.0),
        ('negative scalar', '6.0', -10.0),
        ('zero tensor', '1.0', [0.0, 0.0]),
        ('signed zeros', '1.0', [0.0, -0.0]),
        ('limit 0', '0.0', [3.0, 4.0]),
        ('limit 0 of zeros', '0.0', [0.0, 0.0]),
        ('negative limit', '-1.0', [3.0, 4.0]),
        ('inf', '1.0', [1.0, INF]),
        ('two infinities', '1.0', [INF, -INF]),
        ('NaN', '1.0', [1.0, NAN]),
        ('limit inf', 'float("inf")', [3.0, 4.0]),
        ('limit NaN', 'float("nan")', [3.0, 4.0]),
        ('squares overflow in float32', '1.0', [1e20, 1e20]),
        ('squares underflow in float32', '1.0', [1e-25, 1e-25]),
    )
    for name, limit, data in fixed:
        c.op('clip_by_norm', name, clip % limit, a=f(data))
    for limit in ('0.1', '1.0', '3.7', '100.0'):
        c.op('clip_by_norm', 'random, limit %s' % limit, clip % limit, a=rnd('cn', [3, 4]))
    c.op('clip_by_norm', 'axes 0', clip % '1.5, axes=[0]', a=rnd('cn', [3, 4]))
    c.op('clip_by_norm', 'axes 1', clip % '1.5, axes=1', a=rnd('cn', [3, 4]))
    c.op('clip_by_norm', 'axes -1', clip % '1.5, axes=-1', a=rnd('cn', [2, 2, 3]))
    c.op('clip_by_norm', 'both axes', clip % '1.5, [0, 1]', a=rnd('cn', [3, 4]))
    c.op('clip_by_norm', 'a row of zeros', clip % '1.0, axes=[1]', a=f([[0.0, 0.0], [3.0, 4.0]]))
    c.op('clip_by_norm', 'tensor limit', clip % 'n', a=f([3.0, 4.0]), n=f(2.5))
    c.op('clip_by_norm', 'limit as an integer', clip % '6', a=f([3.0, 4.0, 12.0]))
    c.op('clip_by_norm', 'empty', clip % '1.0', a=f([], [0]))


def by_global_norm(c):
    clip = '(lambda g, n: [t for t in g if t is not None] + [n])(*tf.clip_by_global_norm(%s))'
    pair = dict(a=f([3.0, 4.0]), b=f([[12.0]]))
    c.op('clip_by_global_norm', 'norm 13 to 6.5', clip % '[a, b], 6.5', **pair)
    c.op('clip_by_global_norm', 'not fired', clip % '[a, b], 20.0', **pair)
    c.op('clip_by_global_norm', 'norm equals the limit', clip % '[a, b], 13.0', **pair)
    for limit in (41, 47, 55, 61, 82):
        c.op(
            'clip_by_global_norm',
            'limit %d: not exactly 1' % limit,
            clip % '[a, b], %d.0' % limit,
            **pair
        )
    c.op('clip_by_global_norm', 'limit 0', clip % '[a, b], 0.0', **pair)
    c.op('clip_by_global_norm', 'negative limit', clip % '[a, b], -1.0', **pair)
    c.op('clip_by_global_norm', 'limit inf', clip % '[a, b], float("inf")', **pair)
    c.op('clip_by_global_norm', 'None keeps its place', clip % '[a, None, b], 6.5', **pair)
    c.op('clip_by_global_norm', 'tuple', clip % '(a, b), 6.5', **pair)
    c.op('clip_by_global_norm', 'zeros', clip % '[a], 1.0', a=f([0.0, 0.0]))
    c.op(
        'clip_by_global_norm',
        'inf makes everything NaN',
        clip % '[a, b], 1.0',
        a=f([1.0, INF]),
        b=f(2.0),
    )
    c.op(
        'clip_by_global_norm',
        'NaN makes everything NaN',
        clip % '[a, b], 1.0',
        a=f([1.0, NAN]),
        b=f(2.0),
    )
    c.op(
        'clip_by_global_norm',
        'squares overflow in float32',
        clip % '[a, b], 1.0',
        a=f([1e20]),
        b=f(2.0),
    )
    c.op(
        'clip_by_global_norm',
        'use_norm given',
        clip % '[a, b], 6.5, use_norm=tf.constant(26.0, F)',
        **pair
    )
    c.op(
        'clip_by_global_norm',
        'use_norm infinite',
        clip % '[a, b], 6.5, use_norm=tf.constant(float("inf"), F)',
        **pair
    )
    c.op(
        'clip_by_global_norm',
        'use_norm 0',
        clip % '[a, b], 6.5, use_norm=tf.constant(0.0, F)',
        **pair
    )
    for limit in ('0.1', '1.0', '5.0', '100.0'):
        c.op(
            'clip_by_global_norm',
            'random, limit ' + limit,
            clip % '[a, b, d], %s' % limit,
            a=rnd('ga', [3, 4]),
            b=rnd('gb', [5]),
            d=rnd('gd', []),
        )
    c.op('global_norm', '3-4-12', 'tf.global_norm([a, b])', **pair)
    c.op('global_norm', 'None is ignored', 'tf.global_norm([None, a, b])', **pair)
    c.op('global_norm', 'zero has a NaN gradient', 'tf.global_norm([a])', a=f([0.0, 0.0]))
    c.op('global_norm', 'random', 'tf.global_norm([a, b])', a=rnd('ga', [3, 4]), b=rnd('gb', [5]))
    c.op('global_norm', 'one scalar', 'tf.global_norm([a])', a=f(-0.7))
    c.op('global_norm', 'only None', 'tf.global_norm([None])', ['float32'])
    c.op('global_norm', 'empty list', 'tf.global_norm([])', ['float32'])


def by_average_norm(c):
    clip = 'tf.clip_by_average_norm(a, %s)'
    for name, limit, data in (
        ('scaled', '1.25', [3.0, 4.0]),
        ('not fired', '6.0', [3.0, 4.0]),
        ('equals the limit', '2.5', [3.0, 4.0]),
        ('zero tensor has a NaN gradient', '1.0', [0.0, 0.0]),
        ('limit 0', '0.0', [3.0, 4.0]),
        ('inf', '1.0', [1.0, INF]),
        ('NaN', '1.0', [1.0, NAN]),
        ('scalar', '6.0', 10.0),
        ('negative limit', '-1.0', [3.0, 4.0]),
    ):
        c.op('clip_by_average_norm', name, clip % limit, ['float32'], a=f(data))  # float64 raises
    for limit in ('0.1', '0.5', '10.0'):
        c.op(
            'clip_by_average_norm',
            'random, limit ' + limit,
            clip % limit,
            ['float32'],
            a=rnd('ca', [3, 4]),
        )


def slices(c):
    """Gradients of a gather: clips work on the rows as they come, repeats not summed."""
    made = 'tf.IndexedSlices(a, i, tf.constant([4, 1]))'
    rows = dict(a=f([[3.0], [3.0], [-8.0]]), i=i64([1, 1, 3]))
    for name, expr in (
        ('clip_by_norm', 'tf.clip_by_norm(%s, 4.0)' % made),
        ('clip_by_value', 'tf.clip_by_value(%s, -2.0, 2.0)' % made),
        ('clip_by_global_norm', 'tf.clip_by_global_norm([%s], 4.0)[0][0]' % made),
    ):
        c.op(name, 'IndexedSlices', '(lambda s: [s.values, s.indices])(%s)' % expr, **rows)
    c.op('global_norm', 'IndexedSlices', 'tf.global_norm([%s])' % made, **rows)
