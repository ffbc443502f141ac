"""@file Oracle cases: softmax, cross-entropies, small models whose gradients pass several ops."""

from .writing import Cases, INF, f, i32, i64, of_terms, rnd, ulps

COMPOSED = 'exp, log and a sum'
HUGE = [[1000.0, -1000.0, 0.0], [88.0, 89.0, 90.0], [-1e30, 0.0, 1e30]]


def cases():
    c = Cases()
    near = ulps(4, COMPOSED, 0.125)
    for op in ('softmax', 'log_softmax'):
        expr = 'tf.nn.%s(a)' % op
        c.op(op, 'random', expr, bound=near, a=rnd(op, [4, 5]))
        c.op(op, 'vector', expr, bound=near, a=rnd(op, [6]))
        c.op(op, 'rank 3', expr, bound=near, a=rnd(op, [2, 2, 3]))
        c.op(op, 'axis 0', 'tf.nn.%s(a, axis=0)' % op, bound=near, a=rnd(op, [4, 3]))
        c.op(op, 'huge', expr, bound=near, a=f(HUGE))
        c.op(op, 'equal logits', expr, bound=near, a=f([[2.0, 2.0, 2.0]]))
        c.op(op, 'one class', expr, bound=near, a=f([[3.0], [-4.0]]))
        c.op(op, 'minus infinity', expr, bound=near, a=f([[-INF, 0.0, 1.0]]))
    labels = rnd('labels', [4, 5], 0.0, 0.4)
    for op in ('softmax_cross_entropy_with_logits', 'softmax_cross_entropy_with_logits_v2'):
        expr = 'tf.nn.%s(labels=l, logits=a)' % op
        c.op(op, 'soft labels', expr, bound=near, a=rnd('x', [4, 5]), l=labels)
        c.op(
            op,
            'one-hot labels',
            expr,
            bound=near,
            a=rnd('x', [3, 3]),
            l=f([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]),
        )
        c.op(
            op,
            'huge logits',
            expr,
            bound=near,
            a=f(HUGE),
            l=f([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.5, 0.5]]),
        )
        c.op(
            op, 'mean of it', 'tf.reduce_mean(%s)' % expr, bound=near, a=rnd('x', [4, 5]), l=labels
        )
    c.op(
        'softmax_cross_entropy_with_logits_v2',
        'rank 3',
        'tf.nn.softmax_cross_entropy_with_logits_v2(labels=l, logits=a)',
        bound=near,
        a=rnd('x', [2, 2, 3]),
        l=rnd('labels', [2, 2, 3], 0, 0.5),
    )
    c.op(
        'softmax_cross_entropy_with_logits_v2',
        'axis 0',
        'tf.nn.softmax_cross_entropy_with_logits_v2(labels=l, logits=a, axis=0)',
        bound=near,
        a=rnd('x', [3, 2]),
        l=rnd('labels', [3, 2], 0, 0.5),
    )
    sparse = 'tf.nn.sparse_softmax_cross_entropy_with_logits(labels=l, logits=a)'
    c.op(
        'sparse_softmax_cross_entropy_with_logits',
        'matrix',
        sparse,
        bound=near,
        a=rnd('x', [4, 5]),
        l=i32([0, 4, 2, 2]),
    )
    c.op(
        'sparse_softmax_cross_entropy_with_logits',
        'int64 labels',
        sparse,
        bound=near,
        a=rnd('x', [4, 5]),
        l=i64([1, 3, 2, 0]),
    )
    c.op(
        'sparse_softmax_cross_entropy_with_logits',
        'vector',
        sparse,
        bound=near,
        a=rnd('x', [5]),
        l=i32(3),
    )
    c.op(
        'sparse_softmax_cross_entropy_with_logits',
        'rank 3',
        sparse,
        bound=near,
        a=rnd('x', [2, 2, 3]),
        l=i32([[0, 1], [2, 2]]),
    )
    c.op(
        'sparse_softmax_cross_entropy_with_logits',
        'huge',
        sparse,
        bound=near,
        a=f(HUGE),
        l=i32([0, 2, 1]),
    )
    sigmoid = 'tf.nn.sigmoid_cross_entropy_with_logits(labels=l, logits=a)'
    c.op(
        'sigmoid_cross_entropy_with_logits',
        'random',
        sigmoid,
        bound=near,
        a=rnd('s', [3, 4]),
        l=rnd('sl', [3, 4], 0, 1),
    )
    c.op(
        'sigmoid_cross_entropy_with_logits',
        'edges',
        sigmoid,
        bound=near,
        a=f([0.0, -0.0, 100.0, -100.0, INF, 0.0]),
        l=f([0.0, 1.0, 0.0, 1.0, 1.0, 0.5]),
    )
    weighted = 'tf.nn.weighted_cross_entropy_with_logits(targets=l, logits=a, pos_weight=3.0)'
    c.op(
        'weighted_cross_entropy_with_logits',
        'random',
        weighted,
        bound=near,
        a=rnd('s', [6]),
        l=rnd('sl', [6], 0, 1),
    )
    c.op(
        'log_poisson_loss',
        'random',
        'tf.nn.log_poisson_loss(l, a)',
        bound=near,
        a=rnd('s', [6]),
        l=rnd('sl', [6], 0, 5),
    )
    models(c)
    return c.cases


def models(c):
    near = ulps(2, 'matmul, ' + COMPOSED, 0.5)
    c.op(
        'model',
        'linear regression',
        'tf.reduce_mean(tf.square(tf.matmul(x, w) + d - y))',
        bound=of_terms(4, 'matmul, sum'),
        x=rnd('lx', [8, 3]),
        w=rnd('lw', [3, 1]),
        d=rnd('ld', [1]),
        y=rnd('ly', [8, 1]),
    )
    c.op(
        'model',
        'softmax regression',
        'tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=l, logits=tf.matmul(x, w) + d))',
        bound=near,
        x=rnd('sx', [5, 4]),
        w=rnd('sw', [4, 3]),
        d=rnd('sd', [3]),
        l=rnd('sl', [5, 3], 0, 0.7),
    )
    c.op(
        'model',
        'clipped log',
        '-tf.reduce_mean(tf.reduce_sum(l * tf.log(tf.clip_by_value(tf.nn.softmax(a), 1e-10, 1.0)), 1))',
        bound=near,
        a=rnd('cl', [4, 3]),
        l=rnd('sl', [4, 3], 0, 0.7),
    )
    c.op(
        'model',
        'two layers',
        'tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu(tf.matmul(x, w)), v) - y))',
        bound=of_terms(4, 'matmul, sum'),
        x=rnd('tx', [6, 3]),
        w=rnd('tw', [3, 5]),
        v=rnd('tv', [5, 2]),
        y=rnd('ty', [6, 2]),
    )
    c.op(
        'model',
        'tanh layer with decay',
        'tf.reduce_sum(tf.square(tf.tanh(tf.matmul(x, w)) - y)) + 0.01 * tf.nn.l2_loss(w)',
        bound=of_terms(4, 'matmul, tanh'),
        x=rnd('hx', [4, 3]),
        w=rnd('hw', [3, 2], -0.7, 0.7),
        y=rnd('hy', [4, 2]),
    )
    c.op(
        'model',
        'huber by where',
        'tf.reduce_sum(tf.where(tf.abs(a) < 1.0, 0.5 * tf.square(a), tf.abs(a) - 0.5))',
        bound=of_terms(4, 'sum'),
        a=f([0.0, 0.5, 1.0, -1.0, 3.0, -2.5]),
    )
    c.op(
        'model',
        'sum used twice',
        'tf.reduce_sum(a * a + a) * tf.reduce_sum(a)',
        bound=of_terms(4, 'sum'),
        a=rnd('tw', [5]),
    )
