"""Norms of vectors and matrices, condition numbers and ranks."""

from .. import _ufunc_table as uf
from .._discovery import asarray
from .._dtypes import FLOAT32, FLOAT64
from .._products import dot
from .._shaping import normalize_axes
from ._decompositions import svd

_INF = float('inf')


def norm(x, ord=None, axis=None, keepdims=False):
    """Vector norms (order ord, default 2) and matrix norms ('fro', 'nuc', 1, 2, inf)."""
    x = asarray(x)
    if x._dtype.kind != 'f':
        x = x.astype(FLOAT64)
    if axis is None and (ord is None or (ord in ('f', 'fro') and x.ndim == 2)
                         or (ord == 2 and x.ndim == 1)):
        flat = x.ravel()
        made = uf.sqrt(dot(flat, flat))
        return asarray(made).reshape((1,) * x.ndim) if keepdims else made
    axes = tuple(range(x.ndim)) if axis is None else normalize_axes(axis, x.ndim)
    if len(axes) == 1:
        return _vector_norm(x, ord, axes[0], keepdims)
    if len(axes) == 2:
        return _matrix_norm(x, ord, axes, keepdims)
    raise ValueError('Improper number of dimensions to norm.')


def _vector_norm(x, ord, axis, keepdims):
    size = uf.absolute(x)
    if ord is None or ord == 2:
        return uf.sqrt(uf.add.reduce(x * x, axis, keepdims=keepdims))
    if ord == _INF:
        return size.max(axis, keepdims=keepdims)
    if ord == -_INF:
        return size.min(axis, keepdims=keepdims)
    if ord == 0:
        return (x != 0).astype(x._dtype).sum(axis, keepdims=keepdims)
    if ord == 1:
        return uf.add.reduce(size, axis, keepdims=keepdims)
    if isinstance(ord, str):
        raise ValueError("Invalid norm order '%s' for vectors" % ord)
    total = uf.add.reduce(uf.power(size, ord), axis, keepdims=keepdims)
    return uf.power(total, uf.divide(1, ord, dtype=x._dtype))


def _matrix_norm(x, ord, axes, keepdims):
    row, column = axes
    if row == column:
        raise ValueError('Duplicate axes given.')
    size = uf.absolute(x)
    if ord in (None, 'fro', 'f'):
        return uf.sqrt(uf.add.reduce(x * x, axes, keepdims=keepdims))
    if ord in (1, -1, _INF, -_INF):
        summed, kept = (row, column) if abs(ord) == 1 else (column, row)
        lines = size.sum(summed, keepdims=True)
        made = lines.max(kept, keepdims=True) if ord > 0 else lines.min(kept, keepdims=True)
    elif ord in (2, -2, 'nuc'):
        order = [k for k in range(x.ndim) if k not in axes] + [row, column]
        s = svd(x.transpose(order), compute_uv=False)
        made = s.sum(-1) if ord == 'nuc' else s.max(-1) if ord == 2 else s.min(-1)
        shape = [1 if k in axes else n for k, n in enumerate(x.shape)]
        made = asarray(made).reshape(shape)
    else:
        raise ValueError('Invalid norm order for matrices.')
    return made if keepdims else made.squeeze(axes)[()]


def cond(x, p=None):
    """Condition number: the ratio of the extreme singular values, or ‖x‖·‖x⁻¹‖."""
    x = asarray(x)
    if p is None or p == 2 or p == -2:
        s = svd(x, compute_uv=False)
        return s[..., 0] / s[..., -1] if p != -2 else s[..., -1] / s[..., 0]
    from ._solving import inv
    return norm(x, p, (-2, -1)) * norm(inv(x), p, (-2, -1))


def matrix_rank(A, tol=None, hermitian=False):
    """How many singular values are above the tolerance."""
    A = asarray(A)
    if A.ndim < 2:
        return int(not (A == 0).all())
    s = svd(A, compute_uv=False)
    if tol is None:
        epsilon = 1.1920929e-07 if A._dtype is FLOAT32 else 2.220446049250313e-16
        tol = s.max(-1, keepdims=True) * max(A.shape[-2:]) * epsilon
    return uf.greater(s, tol).sum(-1)
