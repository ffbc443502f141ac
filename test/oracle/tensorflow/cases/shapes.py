"""@file Oracle cases: ops that move numbers and compute none; their gradients add at most."""

from .writing import Cases, NAN, b, f, i32, i64, of_terms, rnd

# name: (expression of a, shape of a)
OF_ONE = {
    'reshape': [
        ('tf.reshape(a, [3, 2])', [2, 3]),
        ('tf.reshape(a, [-1])', [2, 3]),
        ('tf.reshape(a, [])', [1]),
        ('tf.reshape(a, [2, -1, 1])', [4]),
        ('tf.reshape(a, [0, 4])', [0]),
    ],
    'transpose': [
        ('tf.transpose(a)', [2, 3]),
        ('tf.transpose(a)', [2, 3, 4]),
        ('tf.transpose(a, [1, 2, 0])', [2, 3, 2]),
        ('tf.transpose(a, perm=[0, 2, 1])', [2, 3, 2]),
        ('tf.transpose(a)', [4]),
    ],
    'expand_dims': [
        ('tf.expand_dims(a, 0)', [3]),
        ('tf.expand_dims(a, -1)', [2, 3]),
        ('tf.expand_dims(a, 1)', [2, 3]),
        ('a[:, tf.newaxis]', [3]),
        ('a[None]', [3]),
    ],
    'squeeze': [
        ('tf.squeeze(a)', [1, 3, 1]),
        ('tf.squeeze(a, [0])', [1, 3, 1]),
        ('tf.squeeze(a, axis=-1)', [1, 3, 1]),
    ],
    'tile': [
        ('tf.tile(a, [2])', [3]),
        ('tf.tile(a, [2, 3])', [2, 2]),
        ('tf.tile(a, [1, 1])', [2, 2]),
        ('tf.tile(a, [0, 2])', [2, 2]),
    ],
    'slice': [
        ('tf.slice(a, [1], [2])', [5]),
        ('tf.slice(a, [0, 1], [2, -1])', [3, 4]),
        ('tf.slice(a, [1, 1], [0, 2])', [3, 4]),
    ],
    'strided_slice': [
        ('a[1]', [4]),
        ('a[-1]', [4]),
        ('a[1:3]', [5]),
        ('a[::2]', [5]),
        ('a[::-1]', [5]),
        ('a[3:0:-2]', [5]),
        ('a[:, 1]', [3, 4]),
        ('a[1, :]', [3, 4]),
        ('a[..., 0]', [2, 3, 2]),
        ('a[1:, ..., None, :1]', [2, 3, 2]),
        ('a[:, ::2]', [2, 5]),
        ('a[2:1]', [4]),
        ('tf.strided_slice(a, [0, 0], [2, 4], [1, 3])', [2, 4]),
        ('tf.strided_slice(a, [1, 0], [2, 3], shrink_axis_mask=1)', [3, 3]),
        ('a[0][1]', [2, 3]),
        ('a[:-1] - a[1:]', [5]),
    ],
    'split': [
        ('tf.split(a, 2)', [4]),
        ('tf.split(a, 3, axis=1)', [2, 6]),
        ('tf.split(a, [1, 3], axis=1)', [2, 4]),
        ('tf.split(a, [2, -1])', [5, 2]),
        ('tf.split(a, 2, axis=1)[0]', [2, 4]),
    ],
    'unstack': [
        ('tf.unstack(a)', [3, 2]),
        ('tf.unstack(a, axis=1)', [3, 2]),
        ('tf.unstack(a, num=3)[1]', [3, 2]),
    ],
    'pad': [
        ('tf.pad(a, [[1, 2]])', [3]),
        ('tf.pad(a, [[0, 1], [2, 0]])', [2, 2]),
        ('tf.pad(a, [[1, 1]], constant_values=7)', [2]),
        ('tf.pad(a, [[1, 1]], mode="REFLECT")', [3]),
        ('tf.pad(a, [[2, 1], [1, 1]], mode="SYMMETRIC")', [2, 3]),
        ('tf.pad(a, [[2, 2]], "reflect")', [3]),
    ],
    'reverse': [
        ('tf.reverse(a, [0])', [3, 2]),
        ('tf.reverse(a, [0, 1])', [3, 2]),
        ('tf.reverse(a, [-1])', [3, 2]),
    ],
    'broadcast_to': [('tf.broadcast_to(a, [2, 3])', [3]), ('tf.broadcast_to(a, [2, 3])', [])],
    'likes': [
        ('[tf.zeros_like(a), tf.ones_like(a)]', [2, 2]),
        ('tf.fill([2, 2], a)', []),
        ('tf.identity(a)', [3]),
        ('tf.stop_gradient(a)', [3]),
        ('a * tf.stop_gradient(a)', [3]),
        ('tf.identity_n([a, a])', [2]),
    ],
    'queries': [
        ('[tf.shape(a), tf.size(a), tf.rank(a)]', [2, 3]),
        ('tf.shape(a, out_type=tf.int64)', [0, 3]),
    ],
    'diag': [
        ('tf.diag(a)', [3]),
        ('tf.diag_part(a)', [3, 3]),
        ('tf.matrix_diag(a)', [2, 2]),
        ('tf.matrix_diag_part(a)', [3, 3]),
        ('tf.matrix_diag_part(a)', [2, 3]),
    ],
    'stack of itself': [('tf.stack([a, a, a])', [2]), ('tf.concat([a, a], 0)', [2, 2])],
}


def cases():
    c = Cases()
    adds = of_terms(1, 'the gradient adds up copies')
    for op, expressions in OF_ONE.items():
        for expr, dims in expressions:
            bound = (
                adds if op in ('tile', 'pad', 'broadcast_to', 'likes', 'stack of itself') else None
            )
            c.op(op, '%s of %s' % (expr, dims), expr, bound=bound, a=rnd(expr, dims))
    c.op(
        'reshape',
        'by a tensor',
        'tf.reshape(a, tf.stack([tf.shape(a)[1], -1]))',
        a=rnd('r', [2, 3]),
    )
    c.op(
        'reshape',
        'integers',
        'tf.reshape(a, [2, 2])',
        ['int32', 'int64', 'bool'],
        a=f([1, 0, 3, 4]),
    )
    for axis in (0, 1, -1):
        c.op(
            'concat',
            'axis %d' % axis,
            'tf.concat([a, b], %d)' % axis,
            a=rnd('ca', [2, 3]),
            b=rnd('cb', [2, 3]),
        )
        c.op(
            'stack',
            'axis %d' % axis,
            'tf.stack([a, b], axis=%d)' % axis,
            a=rnd('ca', [2, 3]),
            b=rnd('cb', [2, 3]),
        )
    c.op('concat', 'unequal', 'tf.concat([a, b, a], 1)', a=rnd('ca', [2, 3]), b=rnd('cb', [2, 1]))
    c.op('concat', 'with an empty', 'tf.concat([a, b], 0)', a=rnd('ca', [2, 3]), b=f([], [0, 3]))
    c.op('concat', 'one', 'tf.concat([a], 0)', a=rnd('ca', [2]))
    c.op('stack', 'scalars', 'tf.stack([a, b])', a=rnd('sa', []), b=rnd('sb', []))
    c.op(
        'gather',
        'repeated rows',
        'tf.gather(a, i)',
        bound=adds,
        a=rnd('g', [4, 3]),
        i=i32([2, 0, 2, 2]),
    )
    c.op(
        'gather',
        'matrix of indices',
        'tf.gather(a, i)',
        bound=adds,
        a=rnd('g', [4]),
        i=i64([[0, 3], [3, 1]]),
    )
    c.op(
        'gather',
        'axis 1',
        'tf.gather(a, i, axis=1)',
        bound=adds,
        a=rnd('g', [2, 4]),
        i=i32([3, 3, 1]),
    )
    c.op('gather', 'scalar index', 'tf.gather(a, i)', a=rnd('g', [4, 2]), i=i32(2))
    c.op('gather', 'none', 'tf.gather(a, i)', a=rnd('g', [4, 2]), i=i32([], [0]))
    c.op(
        'gather_nd',
        'elements',
        'tf.gather_nd(a, i)',
        bound=adds,
        a=rnd('g', [3, 3]),
        i=i32([[0, 0], [2, 1], [0, 0]]),
    )
    c.op(
        'gather_nd', 'rows', 'tf.gather_nd(a, i)', bound=adds, a=rnd('g', [3, 3]), i=i32([[2], [1]])
    )
    c.op(
        'embedding_lookup',
        'ids',
        'tf.nn.embedding_lookup(a, i)',
        bound=adds,
        a=rnd('g', [4, 2]),
        i=i32([1, 1, 3]),
    )
    c.op(
        'scatter_nd',
        'repeats add',
        'tf.scatter_nd(i, a, [5])',
        bound=adds,
        a=rnd('s', [3]),
        i=i32([[1], [3], [1]]),
    )
    c.op(
        'boolean_mask',
        'rows',
        'tf.boolean_mask(a, p)',
        a=rnd('bm', [3, 2]),
        p=b([True, False, True]),
    )
    c.op('one_hot', 'plain', 'tf.one_hot(i, 3, dtype=F)', i=i32([0, 2, -1, 3]))
    c.op(
        'one_hot',
        'on and off',
        'tf.one_hot(i, 3, on_value=5.0, off_value=-1.0)',
        ['float32'],
        i=i32([0, 2]),
    )
    c.op('one_hot', 'axis 0', 'tf.one_hot(i, 3, axis=0)', ['float32'], i=i32([0, 2]))
    c.op('one_hot', 'matrix of indices', 'tf.one_hot(i, 2)', ['float32'], i=i64([[0, 1], [1, 0]]))
    c.op('top_k', 'two', 'tf.nn.top_k(a, 2)', a=rnd('tk', [2, 4]))
    c.op('top_k', 'ties give the lower index', 'tf.nn.top_k(a, 3)', a=f([1.0, 2.0, 2.0, 1.0]))
    c.op(
        'in_top_k',
        'two',
        'tf.nn.in_top_k(a, i, 2)',
        ['float32'],
        grad=False,
        a=f([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]]),
        i=i32([0, 1]),
    )
    c.op('range', 'several', '[tf.range(5), tf.range(2, 11, 3), tf.range(5, 0, -2)]', ['int32'])
    c.op(
        'range', 'floats', 'tf.range(tf.constant(0.0, F), tf.constant(1.0, F), tf.constant(0.3, F))'
    )
    c.op('linspace', 'five', 'tf.linspace(tf.constant(0.0, F), tf.constant(1.0, F), 5)')
    c.op(
        'constant',
        'kinds',
        '[tf.constant(1.5), tf.constant([1, 2]), tf.constant(True), tf.constant([[0.1, 0.2]], dtype=F)]'
        ' + [tf.constant(7.0, shape=[2, 2]), tf.zeros([2], F), tf.ones([2, 1], F), tf.eye(2, dtype=F)]',
    )
    c.op('eye', 'not square', 'tf.eye(2, 3)', ['float32'])
    c.op('unique', 'first seen first', 'list(tf.unique(a))', ['int32'], a=i32([3, 1, 3, 2, 1]))
    c.op('invert_permutation', 'three', 'tf.invert_permutation(a)', ['int32'], a=i32([2, 0, 1]))
    c.op(
        'setdiff1d',
        'both outputs',
        'list(tf.setdiff1d(a, d))',
        ['int32'],
        a=i32([1, 2, 3, 4]),
        d=i32([2, 4]),
    )
    c.op(
        'dynamic_stitch',
        'later wins',
        'tf.dynamic_stitch([i, j], [a, d])',
        a=rnd('ds', [2]),
        d=rnd('dt', [2]),
        i=i32([0, 2]),
        j=i32([1, 2]),
    )
    c.op('check_numerics', 'passes', 'tf.check_numerics(a, "bad")', a=rnd('cn', [3]))
    c.op('sequence_mask', 'lengths', 'tf.sequence_mask(i, 4)', ['int32'], i=i32([1, 3, 0]))
    c.op('meshgrid', 'two', 'tf.meshgrid(a, d)', bound=adds, a=rnd('mg', [2]), d=rnd('mh', [3]))
    c.op('shape arithmetic', 'batch size', 'a / tf.cast(tf.shape(a)[0], F)', a=rnd('sh', [3, 2]))
    c.op('NaN', 'moves untouched', 'tf.transpose(tf.stack([a, a]))', a=f([NAN, 1.0]))
    return c.cases
