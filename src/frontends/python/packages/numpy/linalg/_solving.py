"""Linear systems by LU decomposition: solve, inv, det, and least squares by singular values."""

from .. import _kernels
from .._array import new
from .._creation import eye
from .._discovery import asarray
from .._dtypes import FLOAT32, FLOAT64
from .._products import dot, matmul
from .._shaping import broadcast_shapes, broadcast_to
from .. import _ufunc_table as uf
from ._errors import each, gathered, LinAlgError, matrices


def _factored(m):
    """(permutation sign, block of pivots) of a matrix that becomes its LU factors."""
    n = m.shape[0]
    pivots = _kernels.words([0] * max(n, 1))
    sign = _kernels.lu(m._address, n, _kernels.address(pivots))
    return (-1 if sign == 2 else sign), pivots


def _solved(m, b):
    sign, pivots = _factored(m)
    if sign == 0:
        raise LinAlgError('Singular matrix')
    n, columns = b.shape
    _kernels.lu_solve(m._address, n, _kernels.address(pivots), b._address, columns)
    return b


def solve(a, b):
    """x with a·x = b."""
    a, kind = matrices(a)
    b = asarray(b)
    result = FLOAT32 if kind is FLOAT32 and b._dtype is FLOAT32 else FLOAT64
    b = b.astype(FLOAT64)
    vector = b.ndim == a.ndim - 1
    if vector:
        b = b.reshape(b.shape + (1,))
    if b.ndim < 2 or a.shape[-1] != b.shape[-2]:
        raise ValueError('solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc '
                         'signature %s (size %d is different from %d)' % (
                             '(m,m),(m)->(m)' if vector else '(m,m),(m,n)->(m,n)',
                             b.shape[-2] if b.ndim > 1 else b.size, a.shape[-1]))
    stack = broadcast_shapes(a.shape[:-2], b.shape[:-2])
    rights = broadcast_to(b, stack + b.shape[-2:]).reshape((-1,) + b.shape[-2:])
    lefts = broadcast_to(a, stack + a.shape[-2:]).reshape((-1,) + a.shape[-2:])
    found = [_solved(lefts[i].copy(), rights[i].copy()) for i in range(lefts.shape[0])]
    made = gathered(stack, found, result)
    return made.reshape(made.shape[:-1]) if vector else made


def inv(a):
    """The inverse of a square matrix."""
    from .._ufunc import in_class_of
    from .._array import ndarray
    source = a
    a, kind = matrices(a)
    stack, found = each(a, lambda m: _solved(m, eye(m.shape[0])))
    made = gathered(stack, found, kind)
    if isinstance(source, ndarray) and type(source) is not ndarray:
        return in_class_of(made, source)
    return made


def _sign_and_log(m):
    """As LAPACK-based NumPy: the logarithms of the pivots are added up."""
    sign, _ = _factored(m)
    if sign == 0:
        return 0.0, float('-inf')
    total = 0.0
    for pivot in m.diagonal().tolist():
        if pivot < 0:
            sign = -sign
        total += float(uf.log(abs(pivot)))
    return float(sign), total


def slogdet(a):
    """Sign and natural logarithm of the absolute determinant."""
    a, kind = matrices(a)
    stack, found = each(a, _sign_and_log)
    return (gathered(stack, [s for s, _ in found], kind), gathered(stack, [l for _, l in found], kind))


def det(a):
    """The determinant."""
    a, kind = matrices(a)
    stack, found = each(a, _sign_and_log)
    return gathered(stack, [s * float(uf.exp(l)) for s, l in found], kind)


def lstsq(a, b, rcond='warn'):
    """Least squares: (solution, residuals, rank, singular values)."""
    from ._decompositions import svd
    a, kind = matrices(a, square=False)
    b = asarray(b)
    kind = FLOAT32 if kind is FLOAT32 and b._dtype is FLOAT32 else FLOAT64
    b = b.astype(FLOAT64)
    if a.shape[0] != b.shape[0]:
        raise LinAlgError('Incompatible dimensions')
    vector = b.ndim == 1
    right = b.reshape(-1, 1) if vector else b
    m, n = a.shape
    if rcond == 'warn' or rcond == -1:
        rcond = 2.220446049250313e-16
    elif rcond is None:
        rcond = 2.220446049250313e-16 * max(m, n)
    u, s, vt = svd(a, full_matrices=False)
    kept = s > rcond * (s[0] if s.size else 0.0)
    rank = int(kept.sum())
    x = dot(vt[:rank].T, dot(u[:, :rank].T, right) / s[:rank].reshape(-1, 1))
    if rank == n and m > n:
        residuals = uf.square(right - dot(a, x)).sum(0)
    else:
        residuals = new((0,), FLOAT64)
    x = x.astype(kind)
    return (x.reshape(-1) if vector else x), residuals.astype(kind), rank, s.astype(kind)


def pinv(a, rcond=1e-15, hermitian=False):
    """Moore-Penrose inverse by singular values."""
    from ._decompositions import svd
    u, s, vt = svd(asarray(a), full_matrices=False)
    cutoff = rcond * s.max(-1, keepdims=True) if s.size else 0.0
    large = s > cutoff
    s = uf.divide(1, s, dtype=s._dtype) if large.all() else _inverted(s, large)
    return matmul(vt.swapaxes(-1, -2), s.reshape(s.shape + (1,)) * u.swapaxes(-1, -2))


def _inverted(s, large):
    from .._searching import where
    safe = where(large, s, 1.0)
    return where(large, 1.0 / safe, asarray(0.0, s._dtype))


def matrix_power(a, n):
    """The n-th power of a square matrix."""
    a = asarray(a)
    matrices(a)
    n = n.__index__()
    if n == 0:
        return broadcast_to(eye(a.shape[-1], dtype=a._dtype), a.shape).copy()
    if n < 0:
        a, n = inv(a), -n
    result = None
    while n:
        n, odd = divmod(n, 2)
        if odd:
            result = a if result is None else matmul(result, a)
        if n:
            a = matmul(a, a)
    return result


def multi_dot(arrays, out=None):
    """The product of several matrices, from left to right."""
    made = arrays[0]
    for other in arrays[1:]:
        made = dot(made, other)
    return made


def tensorinv(a, ind=2):
    a = asarray(a)
    shape = a.shape[ind:] + a.shape[:ind]
    count = 1
    for length in a.shape[ind:]:
        count *= length
    return inv(a.reshape(count, -1)).reshape(shape)
