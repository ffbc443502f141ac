"""Questions about arrays: equal, close, sorted types of objects."""

from ._discovery import asanyarray, asarray
from . import _ufunc_table as uf


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """|a − b| <= atol + rtol·|b|, and equal infinities."""
    x, y = asanyarray(a), asanyarray(b)
    if y._dtype.kind != 'f':
        y = y * 1.0
    from ._errors import errstate
    with errstate(invalid='ignore', over='ignore'):
        near = uf.less_equal(uf.absolute(uf.subtract(x, y)), atol + rtol * uf.absolute(y))
    finite = uf.logical_and(uf.isfinite(x), uf.isfinite(y))
    close = uf.logical_or(uf.logical_and(near, finite), uf.equal(x, y))
    if equal_nan:
        close = uf.logical_or(close, uf.logical_and(uf.isnan(x), uf.isnan(y)))
    return close


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(asarray(isclose(a, b, rtol, atol, equal_nan)).all())


def array_equal(a1, a2, equal_nan=False):
    try:
        a1, a2 = asarray(a1), asarray(a2)
    except Exception:
        return False
    if a1.shape != a2.shape:
        return False
    same = uf.equal(a1, a2)
    if equal_nan and a1._dtype.kind == 'f' and a2._dtype.kind == 'f':
        same = uf.logical_or(same, uf.logical_and(uf.isnan(a1), uf.isnan(a2)))
    return bool(asarray(same).all())


def array_equiv(a1, a2):
    try:
        return bool(asarray(uf.equal(a1, a2)).all())
    except ValueError:
        return False


def isneginf(x):
    return uf.logical_and(uf.isinf(x), uf.signbit(x))


def isposinf(x):
    return uf.logical_and(uf.isinf(x), uf.logical_not(uf.signbit(x)))


def isreal(x):
    """True everywhere: complex numbers are not evaluated by this engine."""
    from ._creation import ones
    made = ones(asarray(x).shape, bool)
    return made if made.ndim else made[()]


def iscomplex(x):
    return uf.logical_not(isreal(x))


def isrealobj(x):
    return True


def iscomplexobj(x):
    return isinstance(x, complex)


def isfortran(a):
    return a.flags.f_contiguous and not a.flags.c_contiguous


def iterable(y):
    try:
        iter(y)
    except TypeError:
        return False
    return True

