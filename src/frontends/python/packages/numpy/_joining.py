"""Putting arrays together and taking them apart: concatenate, stack, split, tile, repeat, roll."""

import operator

from ._array import ndarray, new
from ._copying import assign
from ._discovery import array, asanyarray, asarray
from ._dtypes import find, INT64, promote
from ._promotion import scalar_kind
from ._shaping import (atleast_1d, atleast_2d, atleast_3d, expand_dims, moveaxis, normalize_axes,
                       normalize_axis)
from ._ufunc import in_class_of


def concatenate(arrays, axis=0, out=None, *, dtype=None, casting='same_kind'):
    """Arrays joined along an existing axis (None: all flattened)."""
    if isinstance(arrays, ndarray) and not arrays.ndim:
        raise TypeError("iteration over a 0-d array")
    parts = [asanyarray(a) for a in arrays]
    axis = axis if axis is None else operator.index(axis)
    if not parts:
        raise ValueError('need at least one array to concatenate')
    if axis is None:
        parts = [a.ravel() for a in parts]
        axis = 0
    first = parts[0]
    if not first.ndim:
        raise ValueError('zero-dimensional arrays cannot be concatenated')
    axis = normalize_axis(axis, first.ndim)
    total = 0
    for place, a in enumerate(parts):
        if a.ndim != first.ndim:
            raise ValueError(
                'all the input arrays must have same number of dimensions, but the array at index 0 '
                'has %d dimension(s) and the array at index %d has %d dimension(s)'
                % (first.ndim, place, a.ndim))
        for k in range(first.ndim):
            if k != axis and a._shape[k] != first._shape[k]:
                raise ValueError(
                    'all the input array dimensions except for the concatenation axis must match '
                    'exactly, but along dimension %d, the array at index 0 has size %d and the array '
                    'at index %d has size %d' % (k, first._shape[k], place, a._shape[k]))
        total += a._shape[axis]
    kind = _common(parts) if dtype is None else find(dtype)
    made = out if out is not None else new(
        first._shape[:axis] + (total,) + first._shape[axis + 1:], kind)
    start = 0
    for a in parts:
        stop = start + a._shape[axis]
        if stop > start:
            assign(made[(slice(None),) * axis + (slice(start, stop),)], a)
        start = stop
    if any(type(a) is not ndarray for a in parts) and out is None:
        return in_class_of(made, *parts)
    return made


def _common(parts):
    kind = parts[0]._dtype
    for a in parts[1:]:
        kind = promote(kind, a._dtype)
    return kind


def stack(arrays, axis=0, out=None, *, dtype=None, casting='same_kind'):
    """Arrays of one shape joined along a new axis."""
    parts = [asanyarray(a) for a in arrays]
    if not parts:
        raise ValueError('need at least one array to stack')
    if any(a._shape != parts[0]._shape for a in parts):
        raise ValueError('all input arrays must have the same shape')
    axis = normalize_axis(axis, parts[0].ndim + 1)
    return concatenate([expand_dims(a, axis) for a in parts], axis, out, dtype=dtype)


def _several(tup):
    return tup if isinstance(tup, ndarray) else list(tup)


def vstack(tup, *, dtype=None, casting='same_kind'):
    return concatenate([atleast_2d(a) for a in _several(tup)], 0, dtype=dtype)


row_stack = vstack


def hstack(tup, *, dtype=None, casting='same_kind'):
    parts = [atleast_1d(a) for a in _several(tup)]
    return concatenate(parts, 0 if parts and parts[0].ndim == 1 else 1, dtype=dtype)


def dstack(tup):
    return concatenate([atleast_3d(a) for a in _several(tup)], 2)


def column_stack(tup):
    parts = [asanyarray(a) for a in _several(tup)]
    return concatenate([array(a, copy=False, ndmin=2).T if a.ndim < 2 else a for a in parts], 1)


def append(arr, values, axis=None):
    arr = asanyarray(arr)
    if axis is None:
        return concatenate((arr.ravel(), asarray(values).ravel()), 0)
    return concatenate((arr, values), axis)


def _places(obj, length):
    """Positions that an index argument of `insert` and `delete` names."""
    if isinstance(obj, slice):
        return list(range(*obj.indices(length))), False
    single = scalar_kind(obj) is not None
    chosen = asarray(obj)
    if chosen._dtype.kind == 'b':
        return [i for i, on in enumerate(chosen.tolist()) if on], False
    return ([int(obj)] if single else [int(i) for i in chosen.ravel().tolist()]), single


def delete(arr, obj, axis=None):
    """Without the elements at the named positions."""
    arr = asanyarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = normalize_axis(axis, arr.ndim)
    length = arr.shape[axis]
    gone = set()
    for place in _places(obj, length)[0]:
        if not -length <= place < length:
            raise IndexError('index %d is out of bounds for axis %d with size %d'
                             % (place, axis, length))
        gone.add(place % length)
    keep = asarray([i for i in range(length) if i not in gone], INT64)
    return arr[(slice(None),) * axis + (keep,)]


def insert(arr, obj, values, axis=None):
    """With values put in front of the named positions."""
    arr = asanyarray(arr)
    if axis is None:
        arr, axis = arr.ravel(), 0
    axis = normalize_axis(axis, arr.ndim)
    length = arr.shape[axis]
    places, single = _places(obj, length)
    for place in places:
        if not -length <= place <= length:
            raise IndexError('index %d is out of bounds for axis %d with size %d'
                             % (place, axis, length))
    places = [p + length if p < 0 else p for p in places]
    values = array(values, arr._dtype, copy=False, ndmin=arr.ndim)
    if single:
        values = moveaxis(values, 0, axis) if values.ndim == arr.ndim and axis else values
        places = places * (values.shape[axis] if values.shape[axis] else 1)
    order = sorted(range(len(places)), key=lambda k: places[k])
    made = new(arr.shape[:axis] + (length + len(places),) + arr.shape[axis + 1:], arr._dtype)
    at = lambda rows: (slice(None),) * axis + (asarray(rows, INT64),)
    target = [places[k] + rank for rank, k in enumerate(order)]
    rows = [0] * len(places)
    for rank, k in enumerate(order):
        rows[k] = target[rank]
    made[at(rows)] = values
    taken = set(rows)
    made[at([i for i in range(made.shape[axis]) if i not in taken])] = arr
    return made


def array_split(ary, indices_or_sections, axis=0):
    """Parts of nearly equal length, or cut at the given places."""
    ary = asanyarray(ary)
    length = ary.shape[axis]
    if hasattr(indices_or_sections, '__len__'):
        cuts = [0] + [int(i) for i in indices_or_sections] + [length]
    else:
        count = int(indices_or_sections)
        if count <= 0:
            raise ValueError('number sections must be larger than 0.')
        each, extra = divmod(length, count)
        cuts = [0]
        for k in range(count):
            cuts.append(cuts[-1] + each + (k < extra))
    axis = normalize_axis(axis, ary.ndim)
    return [ary[(slice(None),) * axis + (slice(a, b),)] for a, b in zip(cuts, cuts[1:])]


def split(ary, indices_or_sections, axis=0):
    if not hasattr(indices_or_sections, '__len__'):
        if asanyarray(ary).shape[axis] % indices_or_sections:
            raise ValueError('array split does not result in an equal division')
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 1 if asanyarray(ary).ndim > 1 else 0)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def dsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 2)


def tile(A, reps):
    """The array repeated `reps` times along each axis."""
    A = asanyarray(A)
    reps = tuple(reps) if hasattr(reps, '__len__') or hasattr(reps, '__iter__') else (reps,)
    d = max(len(reps), A.ndim)
    reps = (1,) * (d - len(reps)) + tuple(int(r) for r in reps)
    A = A.reshape((1,) * (d - A.ndim) + A.shape)
    for axis, count in enumerate(reps):
        if count != 1:
            A = concatenate([A] * count, axis) if count else A[
                (slice(None),) * axis + (slice(0, 0),)]
    return A.copy()


def repeat(a, repeats, axis=None):
    """Every element repeated: one count for all, or a count for each."""
    a = asanyarray(a)
    if axis is None or not a.ndim:
        a, axis = a.ravel(), 0
    axis = normalize_axis(axis, a.ndim)
    length = a.shape[axis]
    counts = [int(r) for r in asarray(repeats).ravel().tolist()]
    if len(counts) == 1:
        counts = counts * length
    if len(counts) != length:
        raise ValueError('operands could not be broadcast together with shape (%d,) (%d,)'
                         % (length, len(counts)))
    if any(r < 0 for r in counts):
        raise ValueError('repeats may not contain negative values.')
    places = asarray([i for i, r in enumerate(counts) for _ in range(r)], INT64)
    return a[(slice(None),) * axis + (places,)]


def roll(a, shift, axis=None):
    """Elements moved along an axis; what falls off the end comes in at the start."""
    a = asanyarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    shifts = shift if isinstance(shift, (tuple, list)) else (shift,)
    if len(shifts) == 1:
        shifts = tuple(shifts) * len(axes)
    for one, by in zip(normalize_axes(axes, a.ndim), shifts):
        length = a.shape[one]
        by = int(by) % length if length else 0
        head = (slice(None),) * one
        a = concatenate((a[head + (slice(length - by, None),)],
                         a[head + (slice(None, length - by),)]), one)
    return a.copy()


def flip(m, axis=None):
    m = asanyarray(m)
    axes = range(m.ndim) if axis is None else normalize_axes(axis, m.ndim)
    return m[tuple([slice(None, None, -1) if i in axes else slice(None) for i in range(m.ndim)])]


def fliplr(m):
    m = asanyarray(m)
    if m.ndim < 2:
        raise ValueError('Input must be >= 2-d.')
    return m[:, ::-1]


def flipud(m):
    m = asanyarray(m)
    if m.ndim < 1:
        raise ValueError('Input must be >= 1-d.')
    return m[::-1]


def rot90(m, k=1, axes=(0, 1)):
    m = asanyarray(m)
    a, b = normalize_axes(axes, m.ndim)
    k %= 4
    if k == 0:
        return m[...]
    if k == 2:
        return flip(flip(m, a), b)
    return flip(m, b).swapaxes(a, b) if k == 1 else flip(m.swapaxes(a, b), b)


def pad(array, pad_width, mode='constant', constant_values=0, **named):
    """The array with a border: modes constant, edge, reflect, symmetric and wrap."""
    a = asanyarray(array)
    from ._shaping import broadcast_to
    widths = [[int(x) for x in row] for row in broadcast_to(asarray(pad_width), (a.ndim, 2)).tolist()]
    if any(x < 0 for row in widths for x in row):
        raise ValueError("index can't contain negative values")
    if mode == 'constant':
        fills = broadcast_to(asarray(constant_values), (a.ndim, 2)).tolist()
        for axis, (before, after) in enumerate(widths):
            for count, fill, front in ((before, fills[axis][0], True), (after, fills[axis][1], False)):
                if count:
                    edge = new(a.shape[:axis] + (count,) + a.shape[axis + 1:], a._dtype)
                    assign(edge, fill)
                    a = concatenate((edge, a) if front else (a, edge), axis)
        return a.copy()
    if mode not in ('edge', 'reflect', 'symmetric', 'wrap'):
        raise ValueError("pad mode '%s' is not evaluated by this engine" % mode)
    for axis, (before, after) in enumerate(widths):
        n = a.shape[axis]
        places = [_bordered(i, n, mode) for i in range(-before, n + after)]
        a = a[(slice(None),) * axis + (asarray(places, INT64),)]
    return a.copy()


def _bordered(i, n, mode):
    if mode == 'edge' or n == 1:
        return min(max(i, 0), n - 1)
    if mode == 'wrap':
        return i % n
    period = 2 * n - 2 if mode == 'reflect' else 2 * n
    i %= period
    return i if i < n else (period - i if mode == 'reflect' else period - 1 - i)


def _repeat(self, repeats, axis=None):
    return repeat(self, repeats, axis)


ndarray.repeat = _repeat
