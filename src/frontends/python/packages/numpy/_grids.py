"""Coordinates and index tricks: meshgrid, mgrid, ogrid, c_, r_, indices, ix_, ndindex, nditer."""

import itertools

from ._array import ndarray, new
from ._discovery import array, asanyarray, asarray
from ._dtypes import find, INT64
from ._shaping import broadcast_arrays


def meshgrid(*xi, copy=True, sparse=False, indexing='xy'):
    """Coordinate matrices of coordinate vectors."""
    if indexing not in ('xy', 'ij'):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    n = len(xi)
    grids = [asanyarray(x).reshape((1,) * k + (-1,) + (1,) * (n - 1 - k))
             for k, x in enumerate(xi)]
    if indexing == 'xy' and n > 1:
        grids = [g.swapaxes(0, 1) for g in grids]
    if not sparse:
        grids = broadcast_arrays(*grids)
    return [g.copy() for g in grids] if copy else grids


def indices(dimensions, dtype=int, sparse=False):
    dimensions = tuple(dimensions)
    n = len(dimensions)
    grids = [asarray(range(length), dtype).reshape((1,) * k + (length,) + (1,) * (n - 1 - k))
             for k, length in enumerate(dimensions)]
    if sparse:
        return tuple(grids)
    made = new((n,) + dimensions, find(dtype))
    for k, grid in enumerate(grids):
        made[k] = grid
    return made


def ix_(*args):
    made = []
    for k, one in enumerate(args):
        one = asarray(one)
        if one.ndim != 1:
            raise ValueError('Cross index must be 1 dimensional')
        if one._dtype.kind == 'b':
            one = one.nonzero()[0]
        elif not one.size:
            one = one.astype(INT64)
        made.append(one.reshape((1,) * k + (-1,) + (1,) * (len(args) - 1 - k)))
    return tuple(made)


def _line(key):
    """The values that a slice in `mgrid[...]` or `r_[...]` stands for."""
    from ._creation import arange, linspace
    start, stop, step = key.start or 0, key.stop, key.step
    if isinstance(step, complex):
        return linspace(start, stop, int(abs(step)))
    return arange(start, stop, 1 if step is None else step)


class _Grid:
    """`np.mgrid[0:5, 0:5]` (full) and `np.ogrid[0:5, 0:5]` (one line per axis)."""

    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            return _line(key)
        lines = [_line(one) for one in key]
        n = len(lines)
        grids = [line.reshape((1,) * k + (-1,) + (1,) * (n - 1 - k))
                 for k, line in enumerate(lines)]
        if self.sparse:
            return grids
        from ._joining import stack
        return stack(broadcast_arrays(*grids), 0)


mgrid, ogrid = _Grid(False), _Grid(True)


class _Joiner:
    """`np.r_[1:4, 0, 4]` joins along the first axis, `np.c_[a, b]` makes columns of its parts."""

    def __init__(self, axis, ndmin, trans1d):
        self.axis, self.ndmin, self.trans1d = axis, ndmin, trans1d

    def __getitem__(self, key):
        from ._joining import concatenate
        parts = list(key) if isinstance(key, tuple) else [key]
        axis, ndmin, trans1d = self.axis, self.ndmin, self.trans1d
        if parts and isinstance(parts[0], str):
            if not all(part.strip().lstrip('-').isdigit() for part in parts[0].split(',')):
                raise ValueError('unknown special directive %r (r and c matrices are not evaluated '
                                 'by this engine)' % parts[0])
            numbers = [int(part) for part in parts.pop(0).split(',')]
            axis = numbers[0]
            ndmin = numbers[1] if len(numbers) > 1 else ndmin
            trans1d = numbers[2] if len(numbers) > 2 else trans1d
        made = []
        for part in parts:
            part = _line(part) if isinstance(part, slice) else asanyarray(part)
            own = part.ndim
            if own < ndmin:
                part = array(part, copy=False, ndmin=ndmin)
                if trans1d != -1 and own == 1:
                    part = part.swapaxes(-1, trans1d)
            made.append(part)
        if all(part.ndim == 0 for part in made):
            made = [part.reshape(1) for part in made]
        made = [part.reshape(1) if not part.ndim else part for part in made]
        return concatenate(made, axis)


r_ = _Joiner(0, 1, -1)
c_ = _Joiner(-1, 2, 0)


class _Index:
    def __getitem__(self, key):
        return key


class _TupleIndex:
    def __getitem__(self, key):
        return key if isinstance(key, tuple) else (key,)


s_, index_exp = _Index(), _TupleIndex()


class ndindex:
    """Iterates over the indices of a shape."""

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        self._places = itertools.product(*(range(n) for n in shape))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._places)


class ndenumerate:
    """Pairs of index and element."""

    def __init__(self, arr):
        a = asarray(arr)
        self._pairs = zip(ndindex(a.shape), a.ravel())

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._pairs)


class flatiter:
    """`a.flat`: the elements in C order, to read and to write."""

    def __init__(self, base):
        self.base, self.index = base, 0

    def __len__(self):
        return self.base.size

    def __iter__(self):
        return self

    def __next__(self):
        from ._elements import offset_of, read
        if self.index >= self.base.size:
            raise StopIteration
        self.index += 1
        return read(self.base, offset_of(self.base, self.index - 1))

    def __getitem__(self, key):
        found = self.base.ravel()[key]
        return found.copy() if hasattr(found, 'ndim') and found.ndim else found

    def __setitem__(self, key, value):
        flat = self.base.reshape(-1)
        if hasattr(value, '__len__') or hasattr(value, 'ndim'):
            value = asarray(value)
            if value.ndim:
                from ._shaping import resize
                value = resize(value, flat[key].shape)
        flat[key] = value
        if flat._block is not self.base._block:
            self.base[...] = flat.reshape(self.base.shape)

    def __array__(self, dtype=None):
        made = self.base.flatten()
        return made if dtype is None else made.astype(dtype)

    def copy(self):
        return self.base.flatten()


class broadcast:
    """Arrays broadcast together: shape and tuples of elements."""

    def __init__(self, *args):
        self._arrays = broadcast_arrays(*args)
        self.shape = self._arrays[0].shape
        self.ndim, self.size = len(self.shape), self._arrays[0].size
        self.nd, self.numiter = self.ndim, len(args)

    def __iter__(self):
        return zip(*(a.ravel() for a in self._arrays))


def unravel_index(indices, shape, order='C'):
    """Flat indices as one index per axis."""
    flat = asarray(indices)
    if order != 'C':
        raise ValueError("unravel_index with order='F' is not evaluated by this engine")
    size = 1
    for n in shape:
        size *= n
    for one in flat.ravel().tolist():
        if not 0 <= one < size:
            raise ValueError('index %d is out of bounds for array with size %d' % (one, size))
    made = []
    for n in reversed(tuple(shape)):
        made.append(asarray(flat % n))
        flat = asarray(flat // n)
    return tuple(m if m.ndim else m[()] for m in reversed(made))


def ravel_multi_index(multi_index, dims, mode='raise', order='C'):
    flat = 0
    for index, n in zip(multi_index, dims):
        index = asarray(index)
        if mode == 'raise' and ((index < 0) | (index >= n)).any():
            raise ValueError('invalid entry in coordinates array')
        index = index % n if mode == 'wrap' else index.clip(0, n - 1) if mode == 'clip' else index
        flat = flat * n + index
    return flat if getattr(flat, 'ndim', 0) else asarray(flat)[()]


def _set_flat(self, value):
    flatiter(self)[:] = value


ndarray.flat = property(flatiter, _set_flat)
