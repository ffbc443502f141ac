"""@file Oracle cases: segments, blocks, rolls, partitions, bins, scatters, sparse tensors."""

from .writing import Cases, INF, NAN, f, i32, i64, of_terms, rnd, ulps

SUMS = of_terms(4, 'order of a long sum')
NEAR = ulps(4, 'a product over the rows in another order', gradient=8)

REFUSED = """
def attempt(name, make):
    with tf.Graph().as_default():
        try:
            made = make()
            with tf.Session() as session:
                session.run(tf.global_variables_initializer())
                session.run(made)
            out(name, 'no error')
        except Exception as error:
            out(name, type(error).__name__ + ': ' + str(error).split('\\n')[0])

def v():
    return tf.Variable(tf.zeros([3, 2]))

attempt('sorted', lambda: tf.segment_max(tf.ones([3]), [1, 0, 2]))
attempt('size', lambda: tf.segment_max(tf.ones([3]), [0, 0]))
attempt('range', lambda: tf.unsorted_segment_max(tf.ones([3]), [0, 5, 1], 3))
attempt('space', lambda: tf.space_to_depth(tf.ones([1, 3, 4, 1]), 2))
attempt('depth', lambda: tf.depth_to_space(tf.ones([1, 2, 2, 3]), 2))
attempt('blocks', lambda: tf.space_to_batch(tf.ones([1, 3, 4, 1]), [[0, 0], [0, 0]], 2))
attempt('batch', lambda: tf.batch_to_space(tf.ones([3, 2, 2, 1]), [[0, 0], [0, 0]], 2))
attempt('lengths', lambda: tf.reverse_sequence(tf.ones([2, 3]), [1, 7], 1))
attempt('partition', lambda: tf.dynamic_partition(tf.ones([2]), [0, 5], 2))
attempt('bins', lambda: tf.histogram_fixed_width([1.0], [1.0, 0.0], 3))
attempt('no bins', lambda: tf.histogram_fixed_width([1.0], [0.0, 1.0], 0))
attempt('scatter', lambda: tf.scatter_nd_update(v(), [[7]], [[1.0, 2.0]]))
attempt('scatter shapes', lambda: tf.scatter_nd_add(v(), [[0], [1]], [[1.0, 2.0]]))
attempt('scatter mul', lambda: tf.scatter_mul(v(), [4], [[1.0, 2.0]]))
attempt('tensor scatter', lambda: tf.tensor_scatter_update(tf.zeros([3]), [[5]], [1.0]))
attempt('dense order', lambda: tf.sparse_to_dense([[1, 0], [0, 1]], [2, 2], [1.0, 2.0]))
attempt('dense repeated', lambda: tf.sparse_to_dense([[1, 0], [1, 0]], [2, 2], [1.0, 2.0]))
attempt('direction', lambda: tf.sort([1.0], direction='UP'))
attempt('side', lambda: tf.searchsorted([1.0], [1.0], side='up'))
attempt('sparse input', lambda: tf.sparse_tensor_to_dense(tf.ones([2])))
attempt('no gradient', lambda: tf.gradients(tf.segment_prod(tf.zeros([3]), [0, 0, 1]), [tf.zeros([3])]))
"""

WRITES = """
v = tf.Variable(np.arange(8, dtype=dtype).reshape(4, 2) + 1)
u = tf.constant([[2.0, 4.0], [0.5, 8.0], [1.0, 3.0]], F)
with new_session() as session:
    session.run(tf.global_variables_initializer())
    for name in ('mul', 'div', 'min', 'max'):
        out(name, session.run(getattr(tf, 'scatter_' + name)(v, [0, 2, 0], u)))
        out(name + ' of one', session.run(getattr(tf, 'scatter_' + name)(v, [1], tf.constant(3.0, F))))
    out('nd update', session.run(tf.scatter_nd_update(v, [[0], [3]], u[:2])))
    out('nd add', session.run(tf.scatter_nd_add(v, [[0], [0], [1]], u)))
    out('nd sub', session.run(tf.scatter_nd_sub(v, [[1, 1], [2, 0]], u[0])))
    out('after', session.run(v))
"""


def cases():
    c = Cases()
    segments(c)
    moves(c)
    counts(c)
    sparse(c)
    c.program('scatters', 'all', WRITES)
    c.program('rearranging refused', 'all', REFUSED, dtypes=('float32',))
    return c.cases


def segments(c):
    x = rnd('seg', [6, 3])
    ties = f([[1.0, 2.0], [1.0, 2.0], [3.0, -1.0], [3.0, 0.0]])
    gaps = i32([0, 0, 1, 3, 3, 3])
    for op in ('sum', 'mean', 'max', 'min'):
        expr = 'tf.segment_%s(a, i)' % op
        c.op('segment_' + op, 'gap', expr, bound=SUMS, a=x, i=gaps)
        c.op('segment_' + op, 'ties', expr, bound=SUMS, a=ties, i=i64([0, 0, 1, 1]))
        c.op('segment_' + op, 'empty', expr, grad=False, a=f([], [0, 2]), i=i32([], [0]))
    c.op('segment_prod', 'gap', 'tf.segment_prod(a, i)', grad=False, bound=NEAR, a=x, i=gaps)
    mixed = i32([2, 0, -1, 2, 3, 0])
    for op in ('sum', 'max', 'min', 'prod', 'mean', 'sqrt_n'):
        expr = 'tf.unsorted_segment_%s(a, i, 5)' % op
        bound = NEAR if op == 'prod' else None if op in ('max', 'min') else SUMS
        c.op('unsorted_segment_' + op, 'gap', expr, bound=bound, a=x, i=mixed)
        c.op('unsorted_segment_' + op, 'vector', expr, bound=bound, a=rnd('uv', [4]), i=i32([1, 1, 0, 4]))
    c.op(
        'unsorted_segment_prod',
        'zeros',
        'tf.unsorted_segment_prod(a, i, 3)',
        bound=NEAR,
        a=f([0.0, 2.0, 0.0, 0.0, 3.0, 4.0]),
        i=i32([0, 0, 1, 1, 2, 2]),
    )
    c.op('unsorted_segment_max', 'ints', 'tf.unsorted_segment_max(a, i, 3)', ['int32'], a=i32([3, 1, 2]), i=i32([0, 0, 1]))
    odd = f([NAN, 1.0, INF, -INF])
    c.op('segment_sum', 'odd', 'tf.segment_sum(a, i)', a=odd, i=i32([0, 0, 1, 1]))
    for op in ('sum', 'mean', 'sqrt_n'):
        c.op(
            'sparse_segment_' + op,
            'picked rows',
            'tf.sparse_segment_%s(a, j, i)' % op,
            bound=of_terms(4, 'the divisor is applied to the sum or to each term'),
            a=x,
            j=i32([5, 0, 0, 2, 1]),
            i=i32([0, 0, 1, 1, 3]),
        )


def moves(c):
    x = rnd('sp', [2, 4, 4, 4])
    c.op('space_to_depth', '2', 'tf.space_to_depth(a, 2)', a=x)
    c.op('depth_to_space', '2', 'tf.depth_to_space(a, 2)', a=x)
    c.op('space_to_batch', 'padded', 'tf.space_to_batch(a, [[1, 1], [2, 0]], 2)', a=x)
    c.op('space_to_batch', 'unequal', 'tf.space_to_batch_nd(a, [2, 3], [[0, 0], [2, 0]])', a=x)
    c.op('space_to_batch', 'one axis', 'tf.space_to_batch_nd(a, [2], [[0, 2]])', a=x)
    c.op('batch_to_space', 'cropped', 'tf.batch_to_space(a, [[1, 0], [0, 2]], 2)', a=rnd('bs', [8, 2, 3, 2]))
    c.op('roll', 'one', 'tf.roll(a, 1, 0)', a=rnd('r1', [4]))
    c.op('roll', 'two', 'tf.roll(a, [1, -2], [0, 1])', a=rnd('r2', [3, 4]))
    c.op('roll', 'twice the same', 'tf.roll(a, [2, 5], [-1, 1])', a=rnd('r3', [2, 3]))
    c.op('reverse_sequence', 'rows', 'tf.reverse_sequence(a, i, 1)', a=rnd('rs', [3, 4, 2]), i=i32([2, 4, 0]))
    c.op(
        'reverse_sequence',
        'columns',
        'tf.reverse_sequence(a, i, seq_axis=0, batch_axis=1)',
        a=rnd('rt', [3, 2]),
        i=i64([3, 1]),
    )
    c.op('dynamic_partition', 'three', 'tf.dynamic_partition(a, i, 3)', a=rnd('dp', [4, 2]), i=i32([2, 0, 0, 2]))
    c.op('dynamic_partition', 'vector', 'tf.dynamic_partition(a, i, 2)', a=rnd('dv', [3]), i=i32([1, 0, 1]))
    c.op('batch_gather', 'rows', 'tf.batch_gather(a, i)', a=rnd('bg', [2, 3, 2]), i=i32([[2, 0], [1, 1]]))
    for op in ('update', 'add', 'sub'):
        expr = 'tf.tensor_scatter_%s(a, i, d)' % op
        c.op('tensor_scatter_' + op, 'rows', expr, bound=SUMS, a=rnd('ts', [4, 2]), d=rnd('tu', [2, 2]), i=i32([[3], [1]]))
        c.op('tensor_scatter_' + op, 'elements', expr, bound=SUMS, a=rnd('te', [2, 2]), d=rnd('tf', [2]), i=i32([[0, 1], [1, 0]]))


def counts(c):
    c.op('unique_with_counts', 'ints', 'list(tf.unique_with_counts(a))', ['int32'], a=i32([3, 1, 3, 2, 1]))
    c.op('bincount', 'ints', 'tf.bincount(i)', ['int32'], i=i32([3, 1, 1, 0]))
    c.op('bincount', 'weights', 'tf.bincount(i, w)', w=rnd('bw', [4]), i=i32([3, 1, 1, 0]), bound=SUMS)
    c.op('bincount', 'lengths', 'tf.bincount(i, minlength=6, maxlength=7)', ['int32'], i=i32([3, 1, 1, 9]))
    values = f([-1.0, 0.0, 0.5, 1.0, 4.9, 5.0, 99.0])
    c.op('histogram_fixed_width', 'five', 'tf.histogram_fixed_width(a, tf.constant([0.0, 5.0], F), 5)', a=values)
    c.op('histogram_fixed_width', 'bins', 'tf.histogram_fixed_width_bins(a, tf.constant([0.0, 5.0], F), 5)', a=values)
    x = rnd('so', [3, 4])
    c.op('sort', 'rows', 'tf.sort(a)', a=x)
    c.op('sort', 'columns, descending', "tf.sort(a, 0, 'DESCENDING')", a=x)
    c.op('argsort', 'rows', 'tf.argsort(a)', a=x)
    c.op('argsort', 'columns', 'tf.argsort(a, axis=0)', a=x)
    edges = f([[0.0, 1.0, 1.0, 3.0]])
    wanted = f([[1.0, -1.0, 2.0, 9.0]])
    for side in ('left', 'right'):
        c.op('searchsorted', side, 'tf.searchsorted(a, d, side=%r)' % side, a=edges, d=wanted)
    c.op('unravel_index', 'two', 'tf.unravel_index(i, [2, 3])', ['int32'], i=i32([4, 2]))
    c.op('confusion_matrix', 'plain', 'tf.confusion_matrix(i, j)', ['int32'], i=i32([0, 1, 2, 1]), j=i32([0, 2, 2, 1]))
    c.op(
        'confusion_matrix',
        'weights',
        'tf.confusion_matrix(i, j, 4, dtype=tf.float32, weights=[0.5, 1.0, 2.0, 1.0])',
        ['float32'],
        i=i32([0, 1, 2, 1]),
        j=i32([0, 2, 2, 2]),
    )


def sparse(c):
    made = 'tf.SparseTensor([[0, 1], [1, 2], [2, 0]], v, [3, 4])'
    v, d = rnd('sv', [3]), rnd('sd', [4, 2])
    c.op('sparse_tensor_to_dense', 'zeros', 'tf.sparse_tensor_to_dense(%s)' % made, v=v)
    c.op('sparse_tensor_to_dense', 'ones', 'tf.sparse_tensor_to_dense(%s, 1.0)' % made, v=v)
    c.op('sparse_to_dense', 'vector', 'tf.sparse_to_dense([[1], [3]], [5], v)', v=rnd('sw', [2]), bound=SUMS)
    c.op('sparse_to_dense', 'one value', 'tf.sparse_to_dense([[0, 1], [1, 0]], [2, 2], 1.0, 0.5)')
    c.op('sparse_tensor_dense_matmul', 'plain', 'tf.sparse_tensor_dense_matmul(%s, d)' % made, bound=SUMS, v=v, d=d)
    c.op(
        'sparse_tensor_dense_matmul',
        'both adjoint',
        'tf.sparse_tensor_dense_matmul(%s, d, adjoint_a=True, adjoint_b=True)' % made,
        bound=SUMS,
        v=v,
        d=rnd('se', [2, 3]),
    )
    for name, rest in (('all', ''), ('axis 1', ', 1'), ('kept', ', 0, keepdims=True')):
        c.op('sparse_reduce_sum', name, 'tf.sparse_reduce_sum(%s%s)' % (made, rest), bound=SUMS, v=v)
    c.op('sparse_add', 'dense', 'tf.sparse_add(d, %s)' % made, v=v, d=rnd('sf', [3, 4]), bound=SUMS)
