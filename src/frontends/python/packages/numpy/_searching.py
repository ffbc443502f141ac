"""Finding, choosing and sorting: where, nonzero, argmax, sort, searchsorted, take, put, unique."""

from . import _kernels
from ._array import attach, contiguous, header, new
from ._copying import assign
from ._discovery import asanyarray, asarray
from ._dtypes import BOOL, INT64
from ._errors import warn
from ._indexing import positions
from ._promotion import result_type
from ._shaping import broadcast_shapes, normalize_axis

_MISSING = object()


def where(condition, x=_MISSING, y=_MISSING):
    """Elements of x where the condition holds, of y elsewhere; alone: the positions that hold."""
    if x is _MISSING and y is _MISSING:
        return nonzero(condition)
    if x is _MISSING or y is _MISSING:
        raise ValueError('either both or neither of x and y should be given')
    mask = asarray(condition)
    if mask._dtype is not BOOL:
        mask = mask != 0 if mask._pool is None else mask.astype(bool)
        mask = asarray(mask)
    a, b = asarray(x), asarray(y)
    kind = result_type(a if a._pool is None else a._dtype, b if b._pool is None else b._dtype)
    if kind.kind in 'OU':
        return _where_objects(mask, a, b, kind)
    a, b = a.astype(kind, copy=False), b.astype(kind, copy=False)
    made = new(broadcast_shapes(mask._shape, a._shape, b._shape), kind)
    if made._size:
        _kernels.select(header(mask), header(a), header(b), header(made))
    return made


def _where_objects(mask, a, b, kind):
    from ._shaping import broadcast_arrays
    from ._discovery import of_python_values
    mask, a, b = broadcast_arrays(mask, a, b)
    chosen = [p if on else q for on, p, q in zip(
        mask.ravel().tolist(), a.ravel().tolist(), b.ravel().tolist())]
    return of_python_values(chosen, mask._shape, kind)


def _numeric(a):
    """Objects and texts count as true when Python says so."""
    return a if a._pool is None else a.astype(bool)


def _nonzero(self):
    if not self._shape:
        warn('Calling nonzero on 0d arrays is deprecated, as it behaves surprisingly. Use '
             '`atleast_1d(arr).nonzero()` if the old behavior was intended.', DeprecationWarning)
        self = self.reshape(1)
    return tuple([row.copy() for row in positions(_numeric(self))])


def nonzero(a):
    return asanyarray(a).nonzero()


def flatnonzero(a):
    return asanyarray(a).ravel().nonzero()[0]


def argwhere(a):
    from ._joining import stack
    a = asanyarray(a)
    if not a.ndim:
        return new((1 if a else 0, 0), INT64)
    return stack(nonzero(a), 1)


def count_nonzero(a, axis=None, *, keepdims=False):
    a = _numeric(asanyarray(a))
    if axis is None and not keepdims:
        return int(_kernels.count_nonzero(header(a)))
    return (a != 0).sum(axis, dtype=INT64, keepdims=keepdims)


def _arg_extreme(largest, name):
    def find_extreme(self, axis=None, out=None, *, keepdims=False):
        source = self if axis is not None and self.ndim else self.ravel()
        place = normalize_axis(axis if axis is not None else 0, source.ndim)
        if not source._shape[place] if source._size == 0 else False:
            raise ValueError('attempt to get %s of an empty sequence' % name)
        if source._pool is not None:
            values = source.tolist()
            return values.index((max if largest else min)(values))
        if source._dtype.kind == 'V':
            raise TypeError('data type not ordered')
        made = new(source._shape[:place] + source._shape[place + 1:], INT64)
        if source._size:
            _kernels.arg_extreme(largest, header(source), header(made), place)
        if keepdims:
            shape = [1 if axis is None or i == place else n for i, n in enumerate(self._shape)]
            made = made.reshape(shape)
        if out is not None:
            assign(out, made)
            return out
        return made if made._shape else made[()]
    return find_extreme


_argmax, _argmin = _arg_extreme(1, 'argmax'), _arg_extreme(0, 'argmin')


def argmax(a, axis=None, out=None, *, keepdims=False):
    return asanyarray(a).argmax(axis, out, keepdims=keepdims)


def argmin(a, axis=None, out=None, *, keepdims=False):
    return asanyarray(a).argmin(axis, out, keepdims=keepdims)


def nanargmax(a, axis=None):
    from ._ufunc_table import isnan
    a = asanyarray(a)
    return argmax(where(isnan(a), float('-inf'), a), axis)


def nanargmin(a, axis=None):
    from ._ufunc_table import isnan
    a = asanyarray(a)
    return argmin(where(isnan(a), float('inf'), a), axis)


def _sort(self, axis=-1, kind=None, order=None):
    axis = normalize_axis(axis, self.ndim)
    if self._size < 2:
        return
    if self._pool is not None:
        self[...] = self[_argsort(self, axis)] if self.ndim == 1 else _no_object_sort()
        return
    if self._dtype.kind == 'V':
        raise TypeError('type does not have compare function')
    _kernels.sort(header(self), axis)


def _no_object_sort():
    raise TypeError('sorting objects or texts along an axis is not evaluated by this engine')


def sort(a, axis=-1, kind=None, order=None):
    made = asanyarray(a)
    if axis is None:
        made, axis = made.flatten(), -1
    else:
        made = made.copy('K')
    made.sort(axis)
    return made


def _argsort(self, axis=-1, kind=None, order=None):
    if axis is None:
        return _argsort(self.ravel(), -1)
    axis = normalize_axis(axis, self.ndim)
    made = new(self._shape, INT64)
    if self._pool is not None:
        if self.ndim != 1:
            _no_object_sort()
        values = self.tolist()
        return asarray(sorted(range(len(values)), key=values.__getitem__), INT64)
    if self._size:
        _kernels.argsort(header(self), header(made), axis)
    return made


def argsort(a, axis=-1, kind=None, order=None):
    return _argsort(asanyarray(a), axis)


def lexsort(keys, axis=-1):
    """The order by several keys, the last one first."""
    keys = [asarray(key) for key in keys]
    if not keys:
        raise TypeError('need sequence of keys with len > 0 in lexsort')
    order = asarray(range(keys[0].size))
    for key in keys:
        if key.ndim != 1:
            raise ValueError('lexsort of keys of more than one dimension is not evaluated by this '
                             'engine')
        order = order[key[order].argsort()]
    return order


def partition(a, kth, axis=-1, kind='introselect', order=None):
    """Fully sorted, which is one of the orders that a partition may give."""
    return sort(a, axis)


def argpartition(a, kth, axis=-1, kind='introselect', order=None):
    return argsort(a, axis)


def _searchsorted(self, v, side='left', sorter=None):
    if side not in ('left', 'right'):
        raise ValueError("side must be 'left' or 'right' (got %r)" % (side,))
    if self.ndim != 1:
        raise ValueError('object %s for desired array'
                         % ('too deep' if self.ndim else 'of too small depth'))
    line = contiguous(self if sorter is None else self[sorter])
    wanted = asarray(v)
    if line._pool is not None:
        import bisect
        search = bisect.bisect_left if side == 'left' else bisect.bisect_right
        values = line.tolist()
        return asarray([search(values, x) for x in wanted.ravel().tolist()]).reshape(wanted._shape)
    flat = contiguous(wanted).reshape(-1)
    made = new(flat._shape, INT64)
    if flat._size:
        _kernels.search_sorted(header(line), header(flat), header(made),
                               int(side == 'right'))
    made = made.reshape(wanted._shape)
    return made if made._shape else made[()]


def searchsorted(a, v, side='left', sorter=None):
    return _searchsorted(asanyarray(a), v, side, sorter)


def digitize(x, bins, right=False):
    """Which bin each value falls in."""
    bins = asarray(bins)
    falling = bins.size > 1 and bool(bins[0] > bins[-1])
    side = 'left' if right else 'right'
    if falling:
        return bins.size - searchsorted(bins[::-1], x, 'right' if right else 'left')
    return searchsorted(bins, x, side)


def _take(self, indices, axis=None, out=None, mode='raise'):
    source, place = (self.ravel(), 0) if axis is None else (self, normalize_axis(axis, self.ndim))
    chosen = asarray(indices)
    if chosen._dtype.kind == 'f' and not chosen._size:
        chosen = chosen.astype(INT64)
    if mode != 'raise':
        length = source._shape[place]
        chosen = chosen % length if mode == 'wrap' else chosen.clip(0, length - 1)
        chosen = asarray(chosen)
    made = source[(slice(None),) * place + (chosen,)]
    if out is not None:
        assign(out, made)
        return out
    return made


def take(a, indices, axis=None, out=None, mode='raise'):
    return _take(asanyarray(a), indices, axis, out, mode)


def _put(self, indices, values, mode='raise'):
    flat = self.reshape(-1)
    chosen = asarray(indices).ravel()
    if mode != 'raise':
        chosen = asarray(chosen % self.size if mode == 'wrap' else chosen.clip(0, self.size - 1))
    from ._shaping import resize
    flat[chosen] = resize(asarray(values), chosen.shape)
    if flat._block is not self._block:
        assign(self, flat.reshape(self._shape))


def put(a, ind, v, mode='raise'):
    _put(a, ind, v, mode)


def take_along_axis(arr, indices, axis):
    return asarray(arr)[_along(arr, indices, axis)]


def put_along_axis(arr, indices, values, axis):
    arr[_along(arr, indices, axis)] = values


def _along(arr, indices, axis):
    axis = normalize_axis(axis, arr.ndim)
    indices = asarray(indices)
    return tuple([indices if k == axis else asarray(range(n)).reshape(
        [-1 if i == k else 1 for i in range(arr.ndim)]) for k, n in enumerate(arr.shape)])


def place(arr, mask, vals):
    from ._shaping import resize
    mask = asarray(mask, bool)
    count = count_nonzero(mask)
    if count:
        arr[mask] = resize(asarray(vals), (count,))


def putmask(a, mask, values):
    from ._shaping import resize
    mask = asarray(mask, bool)
    values = resize(asarray(values), a.shape)
    a[mask] = values[mask]


def extract(condition, arr):
    return asarray(arr).ravel()[asarray(condition).ravel().astype(bool)]


def _compress(self, condition, axis=None, out=None):
    chosen = asarray(condition, bool).nonzero()[0]
    return self.take(chosen, axis)


def compress(condition, a, axis=None, out=None):
    return _compress(asarray(a), condition, axis)


def _choose(self, choices, out=None, mode='raise'):
    from ._joining import stack
    from ._shaping import broadcast_arrays
    index, *parts = broadcast_arrays(self, *choices)
    return take_along_axis(stack(parts, 0), index.reshape((1,) + index.shape), 0)[0]


def choose(a, choices, out=None, mode='raise'):
    return _choose(asarray(a), choices)


def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError('list of cases must be same length as list of conditions')
    made = asarray(default)
    for condition, chosen in zip(reversed(condlist), reversed(choicelist)):
        made = where(condition, chosen, made)
    return made


attach(nonzero=_nonzero, argmax=_argmax, argmin=_argmin, sort=_sort, argsort=_argsort,
       searchsorted=_searchsorted, take=_take, put=_put, compress=_compress, choose=_choose,
       partition=lambda self, kth, axis=-1, kind=None, order=None: self.sort(axis),
       argpartition=lambda self, kth, axis=-1, kind=None, order=None: self.argsort(axis))
