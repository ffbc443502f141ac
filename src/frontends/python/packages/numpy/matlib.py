"""numpy.matlib: repmat and the constructors that give matrices."""

from . import _creation
from ._joining import tile
from ._matrix import asmatrix, matrix


def repmat(a, m, n):
    """The array m times below and n times beside itself."""
    from ._discovery import asanyarray
    a = asanyarray(a)
    return tile(a.reshape(1, -1) if a.ndim < 2 else a, (m, n))


def _as_matrix(function):
    def make(*args, **named):
        return asmatrix(function(*args, **named))
    make.__name__ = function.__name__
    return make


zeros, ones, empty = (_as_matrix(f) for f in (_creation.zeros, _creation.ones, _creation.empty))
eye, identity = _as_matrix(_creation.eye), _as_matrix(_creation.identity)


def rand(*args):
    from .random import rand as draw
    return asmatrix(draw(*args))


def randn(*args):
    from .random import randn as draw
    return asmatrix(draw(*args))


__all__ = ['empty', 'eye', 'identity', 'matrix', 'ones', 'rand', 'randn', 'repmat', 'zeros']
