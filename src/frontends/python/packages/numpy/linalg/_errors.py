"""The error of numpy.linalg, and the checks that raise it."""

from .._discovery import asarray
from .._dtypes import FLOAT16, FLOAT32, FLOAT64


class LinAlgError(Exception):
    """A matrix that the operation is not defined for."""


def matrices(a, square=True):
    """(float64 array of matrices, element type of the result); NumPy's errors for other shapes."""
    a = asarray(a)
    if a.ndim < 2:
        raise LinAlgError('%d-dimensional array given. Array must be at least two-dimensional'
                          % a.ndim)
    if square and a.shape[-1] != a.shape[-2]:
        raise LinAlgError('Last 2 dimensions of the array must be square')
    if a._dtype is FLOAT16:
        raise TypeError('array type float16 is unsupported in linalg')
    kind = FLOAT32 if a._dtype is FLOAT32 else FLOAT64
    return a.astype(FLOAT64, copy=False), kind


def each(a, function):
    """The function of every matrix of a stack, as lists in C order with the stack's shape."""
    stack = a.shape[:-2]
    flat = a.reshape((-1,) + a.shape[-2:])
    return stack, [function(flat[i].copy()) for i in range(flat.shape[0])]


def gathered(stack, found, kind):
    """One array out of the results for every matrix."""
    from .._joining import stack as join
    found = [asarray(one) for one in found]
    if not stack:
        made = found[0]
    else:
        made = join(found, 0).reshape(stack + found[0].shape)
    made = made.astype(kind, copy=False)
    return made if made.ndim else made[()]
