"""@file Oracle cases: gathers by batch, lookups by sparse ids, rows of sparse tensors, slices made by hand."""

from .writing import Cases, f, i32, i64, rnd, ulps

SPARSE = 's = tf.SparseTensor([[0, 0], [0, 2], [1, 1], [3, 0]], tf.constant(%s, tf.int64), [4, 4])\n'
WEIGHTS = 'w = tf.SparseTensor([[0, 0], [0, 2], [1, 1], [3, 0]], tf.constant(%s, F), [4, 4])\n'
LOOKUP = """
e = tf.Variable(tf.constant([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75], [3.0, 4.0, -5.0], [0.1, 0.2, 0.3], [7.0, -8.0, 9.0], [1.0, 1.0, 1.0]], F))
h = tf.constant([[1.0, 2.0, 3.0], [-0.5, 0.5, 0.25], [0.7, -0.2, 0.1], [2.0, -1.0, 0.5]], F)
y = tf.nn.%s
g = tf.gradients(tf.reduce_sum(y * h[:tf.shape(y)[0]]), e)[0]
train = tf.train.GradientDescentOptimizer(0.5).apply_gradients([(g, e)])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('y', s.run(y))
    out('g', s.run(tf.convert_to_tensor(g)))
    s.run(train)
    out('e', s.run(e))
"""


def cases():
    c = Cases()
    gathers(c)
    lookups(c)
    rows(c)
    slices(c)
    return c.cases


def gathers(c):
    x, i = rnd('x', [2, 3, 4]), i32([[0, 2], [1, 1]])
    c.op('gather', 'batch', 'tf.gather(a, i, batch_dims=1)', a=x, i=i)
    c.op('gather', 'batch, last axis', 'tf.gather(a, i, axis=2, batch_dims=1)', a=x, i=i)
    c.op('gather', 'batch from the end', 'tf.gather(a, i, batch_dims=-1, axis=1)', a=x, i=i)
    c.op('gather', 'int64 indices, batch', 'tf.gather(a, i, batch_dims=1)', a=x, i=i64([[0, 2, 2], [1, 1, 1]]))
    c.op('gather', 'indices of rank 3, batch', 'tf.gather(a, i, batch_dims=1)', a=x, i=i32([[[0, 2], [2, 2]], [[1, 1], [0, 0]]]))
    c.op('gather', 'no indices, batch', 'tf.gather(a, i, batch_dims=1)', a=x, i=i32([], [2, 0]))
    c.op('gather_nd', 'batch', 'tf.gather_nd(a, i, batch_dims=1)', a=x, i=i32([[[0, 1], [2, 3]], [[1, 1], [1, 1]]]))
    c.op('gather_nd', 'batch of rows', 'tf.gather_nd(a, i, batch_dims=1)', a=x, i=i64([[1], [2]]))
    c.op('gather_nd', 'one column', 'tf.gather_nd(a, i)', a=x, i=i64([[1], [0], [1]]))


def lookups(c):
    near = ulps(1, 'the sum of a segment')
    for combiner in ('sum', 'mean', 'sqrtn'):
        call = "embedding_lookup_sparse(e, s, None, combiner='%s')" % combiner
        c.program('embedding_lookup_sparse', combiner, SPARSE % [1, 3, 3, 5] + LOOKUP % call, bound=near)
        call = "embedding_lookup_sparse(e, s, w, combiner='%s')" % combiner
        head = SPARSE % [1, 3, 3, 5] + WEIGHTS % [1.0, 2.5, -0.5, 3.0]
        c.program('embedding_lookup_sparse', combiner + ' weighted', head + LOOKUP % call, bound=near)
        call = "embedding_lookup_sparse(e, s, w, combiner='%s', max_norm=1.5)" % combiner
        c.program('embedding_lookup_sparse', combiner + ' within a norm', head + LOOKUP % call, bound=near)
        call = "safe_embedding_lookup_sparse(e, s, combiner='%s')" % combiner
        c.program('safe_embedding_lookup_sparse', combiner, SPARSE % [1, -3, 3, 5] + LOOKUP % call, bound=near)
        call = "safe_embedding_lookup_sparse(e, s, w, combiner='%s', default_id=2)" % combiner
        head = SPARSE % [1, 3, -3, 5] + WEIGHTS % [1.0, 2.5, -0.5, 3.0]
        c.program('safe_embedding_lookup_sparse', combiner + ' weighted', head + LOOKUP % call, bound=near)


def rows(c):
    sparse = 's = tf.SparseTensor([[0, 0], [0, 2], [2, 1]], tf.constant([1.0, 2.0, 3.0], F), [5, 4])\n'
    tail = """
with new_session() as session:
    for k, part in enumerate((t.indices, t.values, t.dense_shape)):
        out('part %d' % k, session.run(part))
"""
    for op, call in (
        ('sparse_reshape', '(s, [4, 5])'),
        ('sparse_reshape', '(s, [-1, 2])'),
        ('sparse_reshape', '(s, [20])'),
        ('sparse_reshape', '(s, [5, 4])'),
        ('sparse_reshape', '(s, [2, 2, -1])'),
        ('sparse_retain', '(s, [True, False, True])'),
        ('sparse_retain', '(s, [False, False, False])'),
        ('sparse_fill_empty_rows', '(s, 7.0)[0]'),
    ):
        c.program(op, call, sparse + 't = tf.%s%s' % (op, call) + tail)
    c.program(
        'sparse_fill_empty_rows',
        'gradient',
        """
v = tf.constant([1.0, 2.0, 3.0, 4.0], F)
d = tf.constant(-1.0, F)
s = tf.SparseTensor([[2, 1], [0, 0], [2, 0], [0, 3]], v, [5, 4])
t, empty = tf.sparse_fill_empty_rows(s, d)
g = tf.gradients(tf.reduce_sum(t.values * tf.constant([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0], F)), [v, d])
with new_session() as session:
    for k, part in enumerate((t.indices, t.values, empty, g[0], g[1])):
        out('part %d' % k, session.run(part))
""",
    )


def slices(c):
    for name, call in (
        ('clip_by_value', 'tf.clip_by_value(h, -1.0, 1.5)'),
        ('clip_by_norm', 'tf.clip_by_norm(h, 2.0)'),
        ('clip_by_average_norm', 'tf.clip_by_average_norm(h, 0.1)'),
        ('clip_by_global_norm', 'tf.clip_by_global_norm([h], 2.0)[0][0]'),
    ):
        c.program(
            name,
            'slices made by hand, a row twice',
            """
e = tf.Variable(tf.zeros([4, 2], F))
h = tf.IndexedSlices(tf.constant([[1.0, -2.0], [3.0, 0.5], [0.25, 2.0]], F), tf.constant([0, 2, 0]), tf.constant([4, 2]))
c = %s
train = tf.train.GradientDescentOptimizer(0.5).apply_gradients([(c, e)])
adam = tf.train.AdamOptimizer(0.5).apply_gradients([(c, e)])
with new_session() as s:
    s.run(tf.global_variables_initializer())
    out('dense', s.run(tf.convert_to_tensor(c)))
    s.run(train)
    out('e', s.run(e))
    s.run(adam)
    out('e after Adam', s.run(e))
""" % call,
            ['float32'] if 'average' in name else ['float32', 'float64'],
            ulps(2, "Eigen's fast square root of a packet, in Adam", 1),
        )
