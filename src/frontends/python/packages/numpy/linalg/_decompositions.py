"""Cholesky, QR, singular values, and eigenvalues of symmetric matrices; signs as LAPACK gives them."""

from .. import _kernels
from .._array import new
from .._dtypes import FLOAT64
from ._errors import each, gathered, LinAlgError, matrices


def cholesky(a):
    """The lower triangular L with L·Lᵀ = a."""
    a, kind = matrices(a)

    def factor(m):
        if _kernels.cholesky(m._address, m.shape[0]) < 0:
            raise LinAlgError(_kernels.error())
        return m
    return gathered(*each(a, factor), kind)


def qr(a, mode='reduced'):
    """Orthogonal Q and upper triangular R with Q·R = a."""
    if mode not in ('reduced', 'complete', 'r', 'full', 'economic'):
        raise ValueError("Unrecognized mode '%s'" % mode)
    if mode in ('full', 'economic'):
        mode = 'reduced'
    a, kind = matrices(a, square=False)

    def factor(m):
        rows, columns = m.shape
        q = new((rows, rows), FLOAT64)
        _kernels.qr(m._address, rows, columns, q._address)
        k = rows if mode == 'complete' else min(rows, columns)
        return q[:, :k], m[:k]
    stack, found = each(a, factor)
    r = gathered(stack, [one for _, one in found], kind)
    return r if mode == 'r' else (gathered(stack, [one for one, _ in found], kind), r)


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    """U, singular values (descending) and Vᵀ with U·diag(s)·Vᵀ = a."""
    a, kind = matrices(a, square=False)

    def factor(m):
        rows, columns = m.shape
        least = min(rows, columns)
        u, s = new((rows, rows), FLOAT64), new((least,), FLOAT64)
        vt = new((columns, columns), FLOAT64)
        if _kernels.svd(m._address, rows, columns, u._address, s._address, vt._address) < 0:
            raise LinAlgError(_kernels.error())
        return (u, s, vt) if full_matrices else (u[:, :least], s, vt[:least])
    stack, found = each(a, factor)
    s = gathered(stack, [one for _, one, _ in found], kind)
    if not compute_uv:
        return s
    return (gathered(stack, [one for one, _, _ in found], kind), s,
            gathered(stack, [one for _, _, one in found], kind))


def eigh(a, UPLO='L'):
    """Eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix."""
    if UPLO.upper() not in ('L', 'U'):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    a, kind = matrices(a)
    if UPLO.upper() == 'U':
        a = a.swapaxes(-1, -2)

    def factor(m):
        w = new((m.shape[0],), FLOAT64)
        if _kernels.eigh(m._address, m.shape[0], w._address) < 0:
            raise LinAlgError(_kernels.error())
        return w, m
    stack, found = each(a, factor)
    return (gathered(stack, [w for w, _ in found], kind),
            gathered(stack, [v for _, v in found], kind))


def eigvalsh(a, UPLO='L'):
    return eigh(a, UPLO)[0]
