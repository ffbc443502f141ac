"""@file Oracle cases: reductions, argmax, matmul, cumulative sums, moments, norms."""

from .writing import Cases, INF, NAN, b, f, i32, of_terms, rnd, ulps

SUMS = {'reduce_sum': 2, 'reduce_mean': 2}
PICKS = ('reduce_max', 'reduce_min')
ORDER = 'order of the terms'
DIMS = {
    'vector': ([5], None),
    'long vector': ([37], None),
    'matrix': ([3, 4], None),
    'rows': ([3, 4], 0),
    'columns': ([3, 4], 1),
    'last by -1': ([3, 4], -1),
    'wide columns': ([2, 21], 1),
    'tall rows': ([21, 2], 0),
    'rank 3 middle': ([2, 5, 3], 1),
    'rank 3 two axes': ([2, 5, 3], [0, 2]),
    'rank 3 last two': ([2, 5, 3], [1, 2]),
    'no axes': ([2, 3], []),
    'rank 4 ends': ([2, 3, 2, 3], [0, 3]),
    'scalar': ([], None),
}


def cases():
    c = Cases()
    for op in tuple(SUMS) + PICKS + ('reduce_prod',):
        bound = None if op in PICKS else of_terms(4, ORDER)
        for name, (dims, axis) in DIMS.items():
            low = 0.5 if op == 'reduce_prod' else -3.0
            c.op(
                op,
                name,
                'tf.%s(a, axis=%r)' % (op, axis),
                bound=bound,
                a=rnd(name, dims, low, 3.0 if low < 0 else 1.5),
            )
        c.op(
            op, 'keepdims', 'tf.%s(a, axis=1, keepdims=True)' % op, bound=bound, a=rnd('k', [3, 4])
        )
        c.op(op, 'keepdims of all', 'tf.%s(a, keepdims=True)' % op, bound=bound, a=rnd('k', [3, 4]))
        c.op(
            op,
            'old argument names',
            'tf.%s(a, reduction_indices=[0], keep_dims=True)' % op,
            bound=bound,
            a=rnd('k', [3, 4]),
        )
        c.op(op, 'empty', 'tf.%s(a)' % op, bound=bound, a=f([], [0]))
        c.op(op, 'empty rows', 'tf.%s(a, axis=0)' % op, bound=bound, a=f([], [0, 3]))
        c.op(op, 'inf', 'tf.%s(a)' % op, a=f([1.0, INF, 2.0]))
        c.op(op, 'inf and -inf', 'tf.%s(a)' % op, a=f([1.0, INF, -INF]))
        c.op(
            op,
            'integers',
            'tf.%s(a, axis=0)' % op,
            ['int32', 'int64'],
            a=f([[1, -2, 7], [4, 5, 6]]),
        )
    for op in ('reduce_sum', 'reduce_mean', 'reduce_prod'):
        c.op(op, 'NaN', 'tf.%s(a)' % op, a=f([1.0, NAN, 2.0]))
    c.op(
        'reduce_sum',
        'cancelling',
        'tf.reduce_sum(a)',
        bound=of_terms(4, ORDER),
        a=f([1e8, 1.0, -1e8, 0.5, 3e7, -3e7, 0.25]),
    )
    c.op(
        'reduce_sum',
        'thousand',
        'tf.reduce_sum(a)',
        ['float32'],
        bound=of_terms(8, ORDER),
        a=rnd('t', [1000]),
    )
    c.op(
        'reduce_mean', 'integers toward zero', 'tf.reduce_mean(a)', ['int32'], a=i32([1, 2, 4, -12])
    )
    for op in PICKS:
        c.op(op, 'ties share', 'tf.%s(a)' % op, a=f([2.0, 5.0, 5.0, 2.0, 2.0]))
        c.op(op, 'ties in rows', 'tf.%s(a, axis=1)' % op, a=f([[1.0, 1.0, 0.0], [0.0, -0.0, 0.0]]))
    c.op('reduce_prod', 'one zero', 'tf.reduce_prod(a)', a=f([2.0, 0.0, 4.0]))
    c.op(
        'reduce_prod',
        'two zeros',
        'tf.reduce_prod(a, axis=1)',
        a=f([[2.0, 0.0, 0.0], [1.0, 2.0, 3.0]]),
    )
    for op in ('reduce_all', 'reduce_any'):
        for axis in (None, 0, 1):
            c.op(
                op,
                'axis %s' % axis,
                'tf.%s(a, axis=%r)' % (op, axis),
                ['bool'],
                a=b([[True, False], [True, True], [True, False]]),
            )
    for op in ('argmax', 'argmin'):
        for axis in (0, 1, -1):
            c.op(op, 'axis %d' % axis, 'tf.%s(a, axis=%d)' % (op, axis), a=rnd('arg', [3, 4]))
        c.op(op, 'ties give the first', 'tf.%s(a, 0)' % op, a=f([1.0, 3.0, 3.0, 1.0]))
        c.op(op, 'int32 output', 'tf.%s(a, 1, output_type=tf.int32)' % op, a=rnd('arg', [2, 3]))
        c.op(op, 'no axis', 'tf.%s(a)' % op, a=rnd('arg', [3, 2]))
    c.op(
        'reduce_logsumexp',
        'columns',
        'tf.reduce_logsumexp(a, axis=1)',
        a=rnd('l', [3, 4]),
        bound=ulps(4, 'exp, log', 1),
    )
    c.op(
        'reduce_logsumexp',
        'huge',
        'tf.reduce_logsumexp(a)',
        a=f([1000.0, 1000.0, -1000.0]),
        bound=ulps(4, 'exp, log', 1),
    )
    for op in ('reduce_variance', 'reduce_std'):
        c.op(op, 'all', 'tf.math.%s(a)' % op, a=rnd('v', [7]), bound=ulps(8, ORDER, 0.1))
    c.op(
        'count_nonzero',
        'columns',
        'tf.count_nonzero(a, axis=1)',
        a=f([[0.0, 1.0, -0.0], [NAN, 2.0, 3.0]]),
    )
    matrices(c)
    others(c)
    return c.cases


def matrices(c):
    near = of_terms(4, 'order of the products')
    for ta in (False, True):
        for tb in (False, True):
            for n, k, m in ((2, 3, 4), (1, 1, 1), (5, 9, 7), (1, 8, 3), (3, 8, 1)):
                c.op(
                    'matmul',
                    '%dx%dx%d %s%s' % (n, k, m, 'T' if ta else '-', 'T' if tb else '-'),
                    'tf.matmul(a, b, transpose_a=%s, transpose_b=%s)' % (ta, tb),
                    bound=near,
                    a=rnd('ma', [k, n] if ta else [n, k]),
                    b=rnd('mb', [m, k] if tb else [k, m]),
                )
    c.op(
        'matmul',
        'long',
        'tf.matmul(a, b)',
        ['float32'],
        bound=of_terms(12, 'order of the products'),
        a=rnd('ml', [2, 130]),
        b=rnd('mr', [130, 2]),
    )
    c.op('matmul', 'operator', 'a @ b', bound=near, a=rnd('ma', [2, 3]), b=rnd('mb', [3, 2]))
    c.op(
        'matmul',
        'batch',
        'tf.matmul(a, b)',
        bound=near,
        a=rnd('ba', [2, 3, 4]),
        b=rnd('bb', [2, 4, 2]),
    )
    c.op(
        'matmul',
        'batch transposed',
        'tf.matmul(a, b, transpose_b=True)',
        bound=near,
        a=rnd('ba', [2, 3, 4]),
        b=rnd('bb', [2, 5, 4]),
    )
    c.op(
        'matmul',
        'integers',
        'tf.matmul(a, b)',
        ['int32'],
        a=i32([[1, 2], [3, 4]]),
        b=i32([[5, 6], [7, 8]]),
    )
    c.op('matmul', 'inner dimension 0', 'tf.matmul(a, b)', a=f([], [2, 0]), b=f([], [0, 3]))
    c.op(
        'matmul',
        'NaN stays in its row',
        'tf.matmul(a, b)',
        a=f([[NAN, 1.0], [2.0, 3.0]]),
        b=f([[1.0, 2.0], [3.0, 4.0]]),
    )
    c.op(
        'tensordot',
        'axes 1',
        'tf.tensordot(a, b, 1)',
        bound=near,
        a=rnd('ba', [2, 3, 4]),
        b=rnd('bb', [4, 2]),
    )
    c.op(
        'xw_plus_b',
        'layer',
        'tf.nn.xw_plus_b(a, b, d)',
        bound=near,
        a=rnd('xa', [3, 4]),
        b=rnd('xb', [4, 2]),
        d=rnd('xd', [2]),
    )
    c.op(
        'bias_add',
        'matrix',
        'tf.nn.bias_add(a, b)',
        bound=of_terms(2, ORDER),
        a=rnd('xa', [5, 3]),
        b=rnd('xb', [3]),
    )


def others(c):
    near = of_terms(2, ORDER)
    for name, extra in (
        ('plain', ''),
        ('exclusive', ', exclusive=True'),
        ('reverse', ', reverse=True'),
        ('both', ', exclusive=True, reverse=True'),
    ):
        c.op('cumsum', name, 'tf.cumsum(a, axis=1%s)' % extra, bound=near, a=rnd('cs', [2, 6]))
        c.op(
            'cumprod',
            name,
            'tf.cumprod(a, axis=0%s)' % extra,
            bound=of_terms(4, ORDER),
            a=rnd('cp', [4, 2], 0.5, 2),
        )
    c.op('cumsum', 'vector', 'tf.cumsum(a)', bound=near, a=rnd('cs', [9]))
    c.op('moments', 'rows', 'tf.nn.moments(a, [0])', bound=ulps(8, ORDER, 0.5), a=rnd('mo', [7, 3]))
    c.op(
        'moments',
        'all, kept',
        'tf.nn.moments(a, [0, 1], keep_dims=True)',
        bound=ulps(8, ORDER, 0.5),
        a=rnd('mo', [4, 3]),
    )
    c.op(
        'batch_normalization',
        'from moments',
        'tf.nn.batch_normalization(a, m, v, o, s, 1e-3)',
        bound=of_terms(4, 'rsqrt, ' + ORDER),
        a=rnd('bn', [4, 3]),
        m=rnd('bm', [3]),
        v=rnd('bv', [3], 0.5, 2),
        o=rnd('bo', [3]),
        s=rnd('bs', [3]),
    )
    c.op('l2_loss', 'matrix', 'tf.nn.l2_loss(a)', bound=near, a=rnd('l2', [3, 5]))
    c.op('l2_loss', 'long', 'tf.nn.l2_loss(a)', bound=near, a=rnd('l2', [101]))
    c.op('l2_loss', 'edges', 'tf.nn.l2_loss(a)', a=f([0.0, -0.0, INF, NAN]))
    c.op('norm', 'euclidean', 'tf.norm(a)', bound=ulps(3, ORDER), a=rnd('no', [3, 4]))
    c.op('norm', 'columns', 'tf.norm(a, axis=1)', bound=ulps(3, ORDER), a=rnd('no', [3, 4]))
    c.op('norm', 'zero has a NaN gradient', 'tf.norm(a)', a=f([0.0, 0.0]))
    for order in ('1', '2', 'np.inf'):
        c.op(
            'norm',
            'ord ' + order,
            'tf.norm(a, ord=%s)' % order,
            bound=ulps(3, ORDER),
            a=rnd('no', [5]),
        )
    c.op(
        'l2_normalize',
        'columns',
        'tf.nn.l2_normalize(a, axis=1)',
        bound=of_terms(8, ORDER),
        a=rnd('ln', [3, 4]),
    )
    c.op('l2_normalize', 'zero', 'tf.nn.l2_normalize(a, axis=0)', a=f([0.0, 0.0]))
    c.op(
        'unsorted_segment_sum',
        'repeats',
        'tf.unsorted_segment_sum(a, s, 4)',
        bound=near,
        a=rnd('us', [5, 2]),
        s=i32([0, 2, 0, 3, 0]),
    )
    c.op(
        'segment_sum',
        'sorted',
        'tf.segment_sum(a, s)',
        bound=near,
        a=rnd('us', [5, 2]),
        s=i32([0, 0, 1, 1, 2]),
    )
    c.op(
        'mse',
        'mean of squares',
        'tf.reduce_mean(tf.square(a - b))',
        bound=of_terms(8, ORDER),
        a=rnd('ms', [20]),
        b=rnd('mt', [20]),
    )
    c.op('trace', 'square', 'tf.trace(a)', bound=near, a=rnd('tr', [3, 3]))
