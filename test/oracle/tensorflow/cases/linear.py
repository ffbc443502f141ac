"""@file Oracle cases: factorizations, solvers, determinants, spectra, bands; values and gradients."""

from .writing import Cases, f, of_terms, rnd, ulps

NEAR = ulps(64, 'order of the sums in a factorization', floor=1.0)
LOOSE = ulps(512, 'order of the sums, and the condition of the matrix', floor=1.0)
SUMS = of_terms(4, 'order of a long sum')

GOOD = f([[4.0, 1.0, 0.5], [1.0, 3.0, -0.25], [0.5, -0.25, 2.0]])
SKEW = f([[0.5, 2.0, -1.0], [3.0, -1.5, 0.25], [1.0, 0.75, 2.0]])
BATCH = f([[[2.0, 0.5], [0.5, 1.0]], [[3.0, -1.0], [-1.0, 4.0]]])
WIDE = f([[1.0, 2.0, -1.0, 0.5], [0.25, -3.0, 2.0, 1.0], [2.0, 0.0, 1.5, -0.75]])
TALL = f([[1.0, 0.25, 2.0], [2.0, -3.0, 0.0], [-1.0, 2.0, 1.5], [0.5, 1.0, -0.75]])
RIGHT = f([[1.0, 2.0], [-1.0, 0.5], [0.25, 3.0]])
ONE = f([[2.5]])

REFUSED = """
def attempt(name, make):
    with tf.Graph().as_default():
        try:
            with tf.Session() as session:
                session.run(make())
            out(name, 'no error')
        except Exception as error:
            out(name, type(error).__name__ + ': ' + str(error).split('\\n')[0].split(' [Op')[0])

def p(*dims):
    return tf.placeholder_with_default(np.ones(dims, 'float32'), None)

attempt('singular inverse', lambda: tf.matrix_inverse([[1.0, 2.0], [2.0, 4.0]]))
attempt('singular solve', lambda: tf.matrix_solve([[0.0, 0.0], [0.0, 1.0]], [[1.0], [1.0]]))
attempt('zero diagonal', lambda: tf.matrix_triangular_solve([[0.0, 0.0], [0.0, 1.0]], [[1.0], [1.0]]))
attempt('not positive', lambda: tf.cholesky([[1.0, 2.0], [2.0, 1.0]]))
attempt('not square', lambda: tf.matrix_inverse(tf.ones([2, 3])))
attempt('not a matrix', lambda: tf.matrix_inverse(tf.ones([2])))
attempt('right side', lambda: tf.matrix_solve(tf.ones([2, 2]), tf.ones([3, 1])))
attempt('batch', lambda: tf.matrix_solve(tf.ones([2, 2, 2]), tf.ones([3, 2, 1])))
attempt('diagonal', lambda: tf.matrix_set_diag(tf.ones([2, 2]), tf.ones([3])))
attempt('cross', lambda: tf.cross(tf.ones([2]), tf.ones([2])))
attempt('integers', lambda: tf.cholesky([[1]]))
attempt('axes', lambda: tf.einsum('ii,ij->j', tf.ones([2, 2]), tf.ones([2, 2])))
attempt('equation', lambda: tf.einsum('i1', tf.ones([2, 2])))
attempt('arguments', lambda: tf.einsum('ij,jk', tf.ones([2, 2])))
attempt('tensordot', lambda: tf.tensordot(tf.ones([2, 2]), tf.ones([2, 2]), 3))
attempt('tensordot axes', lambda: tf.tensordot(tf.ones([2, 2]), tf.ones([2, 2]), [[0, 1], [0]]))
"""


def cases():
    c = Cases()
    for name, a in (('3 x 3', GOOD), ('batch', BATCH), ('1 x 1', ONE)):
        c.op('cholesky', name, 'tf.cholesky(a)', bound=NEAR, a=a)
        c.op('matrix_inverse', name, 'tf.matrix_inverse(a)', bound=NEAR, a=a)
        c.op('matrix_determinant', name, 'tf.matrix_determinant(a)', bound=LOOSE, a=a)
        c.op('log_matrix_determinant', name, 'tf.linalg.slogdet(a)[1]', bound=NEAR, a=a)
        c.op('logdet', name, 'tf.linalg.logdet(a)', bound=NEAR, a=a)
        c.op('self_adjoint_eigvals', name, 'tf.self_adjoint_eigvals(a)', bound=NEAR, a=a)
    c.op('matrix_inverse', 'adjoint', 'tf.matrix_inverse(a, adjoint=True)', bound=NEAR, a=SKEW)
    c.op('matrix_determinant', 'negative', 'tf.matrix_determinant(a)', bound=LOOSE, a=SKEW)
    c.op(
        'log_matrix_determinant',
        'sign',
        'tf.linalg.slogdet(a)[0]',
        grad=False,
        bound=NEAR,
        a=SKEW,
    )
    c.op('matrix_determinant', 'empty batch', 'tf.matrix_determinant(a)', a=f([], [0, 2, 2]))
    for adjoint in (False, True):
        rest = 'adjoint=%r' % adjoint
        c.op('matrix_solve', rest, 'tf.matrix_solve(a, b, %s)' % rest, bound=LOOSE, a=SKEW, b=RIGHT)
        for lower in (False, True):
            name = 'lower=%r, %s' % (lower, rest)
            expr = 'tf.matrix_triangular_solve(a, b, %s)' % name
            c.op('matrix_triangular_solve', name, expr, bound=LOOSE, a=GOOD, b=RIGHT)
    c.op('cholesky_solve', 'two', 'tf.cholesky_solve(tf.cholesky(a), b)', bound=LOOSE, a=GOOD, b=RIGHT)
    c.op('matrix_solve_ls', 'tall', 'tf.matrix_solve_ls(a, b)', bound=LOOSE, a=TALL, b=rnd('ls', [4, 2]))
    c.op('matrix_solve_ls', 'wide', 'tf.matrix_solve_ls(a, b, 0.5)', bound=LOOSE, a=WIDE, b=RIGHT)
    for name, a in (('3 x 3', GOOD), ('batch', BATCH), ('1 x 1', ONE)):
        c.op('self_adjoint_eig', name, 'list(tf.self_adjoint_eig(a))', bound=LOOSE, a=a)
    c.op(
        'self_adjoint_eig',
        'lower triangle',
        'list(tf.self_adjoint_eig(a))',
        grad=False,
        bound=LOOSE,
        a=SKEW,
    )
    for name, a in (('square', SKEW), ('wide', WIDE), ('tall', TALL), ('batch', BATCH)):
        c.op('svd', name + ', values', 'tf.svd(a, compute_uv=False)', bound=LOOSE, a=a)
        c.op('svd', name, 'list(tf.svd(a))', grad=False, bound=LOOSE, a=a)
        c.op('qr', name + ', full', 'list(tf.qr(a, full_matrices=True))', grad=False, bound=LOOSE, a=a)
    c.op('svd', 'full', 'list(tf.svd(a, full_matrices=True))[0]', grad=False, bound=LOOSE, a=TALL)
    for name, a in (('square', SKEW), ('tall', TALL), ('batch', BATCH)):
        c.op('qr', name, 'list(tf.qr(a))', bound=LOOSE, a=a)
    for low, high in ((0, 0), (-1, 0), (0, -1), (1, 1), (-1, -1)):
        name = '%d, %d' % (low, high)
        c.op('matrix_band_part', name, 'tf.matrix_band_part(a, %s)' % name, a=WIDE)
    c.op('matrix_set_diag', 'wide', 'tf.matrix_set_diag(a, b)', a=WIDE, b=f([7.0, 8.0, 9.0]))
    c.op('matrix_set_diag', 'batch', 'tf.matrix_set_diag(a, b)', a=BATCH, b=rnd('sd', [2, 2]))
    c.op('cross', 'two', 'tf.cross(a, b)', a=rnd('c1', [2, 3]), b=rnd('c2', [2, 3]))
    c.op('eye', 'batch', 'tf.eye(2, 3, batch_shape=[2], dtype=F)')
    for equation, shapes in (
        ('ij,jk->ik', ([2, 3], [3, 4])),
        ('ijk,kl->ijl', ([2, 3, 4], [4, 2])),
        ('bij,bjk->bik', ([2, 2, 3], [2, 3, 2])),
        ('i,j->ij', ([3], [2])),
        ('ij,ij->', ([2, 3], [2, 3])),
        ('bij,bj->bi', ([2, 3, 4], [2, 4])),
        ('...i,ij->...j', ([2, 3, 4], [4, 2])),
    ):
        c.op(
            'einsum',
            equation,
            "tf.einsum('%s', a, b)" % equation,
            bound=SUMS,
            a=rnd('e' + equation, shapes[0]),
            b=rnd('f' + equation, shapes[1]),
        )
    c.op('einsum', 'trace', "tf.einsum('ii', a)", bound=SUMS, a=SKEW)
    c.op('einsum', 'one', "tf.einsum('ijk->ki', a)", bound=SUMS, a=rnd('eo', [2, 3, 2]))
    c.op('tensordot', '1', 'tf.tensordot(a, b, 1)', bound=SUMS, a=rnd('t1', [2, 3]), b=rnd('t2', [3, 4]))
    c.op(
        'tensordot',
        'two axes',
        'tf.tensordot(a, b, [[1, 2], [1, 0]])',
        bound=SUMS,
        a=rnd('t3', [2, 3, 4]),
        b=rnd('t4', [4, 3, 2]),
    )
    c.program('linear algebra refused', 'all', REFUSED, dtypes=('float32',))
    return c.cases
