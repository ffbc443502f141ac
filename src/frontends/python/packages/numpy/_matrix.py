"""np.matrix: always two-dimensional, `*` is the matrix product."""

from ._array import ndarray, view
from ._discovery import array
from ._errors import warn
from ._products import matmul
from ._promotion import scalar_kind


_DISCOURAGED = (
    'the matrix subclass is not the recommended way to represent matrices or deal with linear algebra '
    '(see https://docs.scipy.org/doc/numpy/user/numpy-for-matlab-users.html). Please adjust your code '
    'to use regular ndarray.')


class matrix(ndarray):
    """A two-dimensional array whose `*` and `**` are those of matrices."""

    __array_priority__ = 10.0

    def __new__(cls, data, dtype=None, copy=True):
        warn(_DISCOURAGED, PendingDeprecationWarning)
        if isinstance(data, str):
            data = _of_text(data)
        made = array(data, dtype, copy=copy)
        if made.ndim > 2:
            raise ValueError('matrix must be 2-dimensional')
        made = made.reshape((1,) * (2 - made.ndim) + made.shape)
        return view(made, made._shape, made._strides, 0, cls)

    def __array_finalize__(self, source):
        if len(self._shape) == 2 or self._size <= 1 and len(self._shape) == 0:
            return
        if len(self._shape) == 1:
            length, step = self._shape[0], self._strides[0]
            self._shape, self._strides = (1, length), (length * step, step)
            self._header = 0

    def __getitem__(self, key):
        made = ndarray.__getitem__(self, key)
        if not isinstance(made, ndarray):
            return made
        single = isinstance(key, tuple) and len(key) > 1 and scalar_kind(key[1]) is not None
        if single and made._shape[0] == 1 and scalar_kind(key[0]) is None:
            return made.view(ndarray).reshape(-1, 1).view(matrix)
        return made

    def __mul__(self, other):
        if isinstance(other, (ndarray, list, tuple)):
            return matmul(self, asmatrix(other))
        return ndarray.__mul__(self, other)

    def __rmul__(self, other):
        if isinstance(other, (ndarray, list, tuple)):
            return matmul(asmatrix(other), self)
        return ndarray.__rmul__(self, other)

    def __imul__(self, other):
        self[:] = self * other
        return self

    def __pow__(self, power):
        from .linalg import matrix_power
        return matrix_power(self, power).view(matrix)

    @property
    def A(self):
        return self.view(ndarray)

    @property
    def A1(self):
        return self.view(ndarray).ravel()

    @property
    def I(self):
        from .linalg import inv, pinv
        square = self._shape[0] == self._shape[1]
        return (inv if square else pinv)(self.A).view(matrix)

    @property
    def H(self):
        return self.T

    def getA(self):
        return self.A

    def getI(self):
        return self.I

    def getT(self):
        return self.T

    def tolist(self):
        return self.A.tolist()

    def ravel(self, order='C'):
        return self.A.ravel(order).view(matrix)

    def flatten(self, order='C'):
        return self.A.flatten(order).view(matrix)

    def squeeze(self, axis=None):
        return self


def _reduced(name):
    def method(self, axis=None, *args, **named):
        found = getattr(self.A, name)(axis, *args, **named)
        if axis is None or not isinstance(found, ndarray):
            return found
        return found.reshape((1, -1) if axis % 2 == 0 else (-1, 1)).view(matrix)
    return method


for _name in ('sum', 'mean', 'std', 'var', 'prod', 'any', 'all', 'max', 'min', 'argmax', 'argmin',
              'ptp'):
    setattr(matrix, _name, _reduced(_name))


def _of_text(text):
    """'1 2; 3 4'"""
    rows = text.strip().strip('[]').split(';')
    return [[float(x) if any(c in x for c in '.en') else int(x)
             for x in row.replace(',', ' ').split()] for row in rows]


def asmatrix(data, dtype=None):
    if type(data) is matrix and dtype is None:
        return data
    return matrix(data, dtype, copy=False)


mat = asmatrix


def bmat(obj, ldict=None, gdict=None):
    """A matrix of blocks."""
    from ._joining import concatenate
    rows = [concatenate([asmatrix(x) for x in row], -1) for row in obj] if isinstance(
        obj[0], (list, tuple)) else [concatenate([asmatrix(x) for x in obj], -1)]
    return matrix(concatenate(rows, 0))
