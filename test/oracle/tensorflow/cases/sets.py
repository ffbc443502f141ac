"""@file Oracle cases: operations on sets, dense and sparse, their sizes; ranks of targets."""

from .writing import Cases, INF, NAN, f, i32, i64

SPARSE = 'tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.constant([3, 1, 4], tf.int64), [2, 3])'
OTHER = 'tf.SparseTensor([[0, 0], [0, 2], [1, 1]], tf.constant([1, 2, 7], tf.int64), [2, 3])'


def parts(expr):
    return '(lambda r: [r.indices, r.values, r.dense_shape, tf.sets.size(r)])(%s)' % expr


def cases():
    c = Cases()
    a = i64([[3, 1, 3, 2], [4, 4, 0, -1]])
    b = i64([[1, 5], [4, -1]])
    for name, expr in (
        ('intersection', 'tf.sets.intersection(%s, %s)'),
        ('union', 'tf.sets.union(%s, %s)'),
        ('a minus b', 'tf.sets.difference(%s, %s)'),
        ('b minus a', 'tf.sets.difference(%s, %s, aminusb=False)'),
    ):
        c.op('sets', name, parts(expr % ('a', 'b')), ['float32'], grad=False, a=a, b=b)
        c.op('sets', name + ', second sparse', parts(expr % ('a', SPARSE)), ['float32'], grad=False, a=a)
        c.op('sets', name + ', first sparse', parts(expr % (SPARSE, 'a')), ['float32'], grad=False, a=a)
        c.op('sets', name + ', sparse', parts(expr % (SPARSE, OTHER)), ['float32'], grad=False)
    nothing = i64([[5, 6], [7, 8]])
    c.op('sets', 'empty', parts('tf.sets.intersection(a, b)'), ['float32'], grad=False, a=b, b=nothing)
    cube = i32([[[1, 2], [2, 2]], [[0, 0], [3, 1]]])
    c.op('sets', 'three dimensions', parts('tf.sets.union(a, a)'), ['float32'], grad=False, a=cube)
    odd = f([[0.5, NAN, 0.1], [0.5, INF, 0.1], [0.2, 0.2, 0.2], [0.1, 0.2, 0.3]])
    c.op('in_top_k', 'odd', 'tf.nn.in_top_k(a, i, 2)', ['float32'], grad=False, a=odd, i=i64([0, 0, 2, 7]))
    c.op('in_top_k', 'none', 'tf.nn.in_top_k(a, i, tf.constant(0))', ['float32'], grad=False, a=odd, i=i32([0, 0, 2, 1]))
    return c.cases
