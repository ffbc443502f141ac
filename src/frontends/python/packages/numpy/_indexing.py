"""Indexing: a[...] and a[...] = value by integers, slices, None, masks and integer arrays."""

from . import _kernels
from ._array import attach, copied, header, ndarray, new, view, writable
from ._copying import assign, fitted, matched
from ._discovery import asarray
from ._dtypes import BOOL, INT64
from ._elements import read, write
from ._scalars import bool_, integer
from ._ufunc import broadcast_shape, shape_text

_INVALID = ('only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or '
            'boolean arrays are valid indices')


def _out_of_bounds(index, axis, length):
    return IndexError('index %d is out of bounds for axis %d with size %d' % (index, axis, length))


def getitem(self, key):
    t = type(key)
    if t is int:
        shape = self._shape
        if not shape:
            raise _too_many(self, 1)
        length = shape[0]
        if key < 0:
            place = key + length
        else:
            place = key
        if not 0 <= place < length:
            raise _out_of_bounds(key, 0, length)
        if len(shape) == 1:
            return read(self, self._offset + place * self._strides[0])
        return view(self, shape[1:], self._strides[1:], place * self._strides[0])
    if t is bool or t is bool_:
        # A truth value adds an axis, of length 1 or 0.
        return self[None][asarray([0] if key else [], INT64)]
    plan = _plan(self, key if t is tuple else (key,))
    if type(plan) is _Basic:
        if plan.single:
            return read(self, self._offset + plan.offset)
        return view(self, plan.shape, plan.strides, plan.offset)
    return _gather(self, plan)


def setitem(self, key, value):
    if not self._writeable:
        writable(self)
    if type(key) is bool or type(key) is bool_:
        if key:
            assign(self, value)
        return
    plan = _plan(self, key if type(key) is tuple else (key,))
    if type(plan) is _Basic:
        if plan.single:
            offset = self._offset + plan.offset
            if type(value) in (float, int) or self._pool is not None:
                write(self, offset, value)
                return
            if isinstance(value, (list, tuple)) or isinstance(value, ndarray) and value._size != 1:
                raise ValueError('setting an array element with a sequence.')
        assign(view(self, plan.shape, plan.strides, plan.offset, ndarray), value)
        return
    _scatter(self, plan, value)


class _Basic:
    """A selection that is a view: shape, strides and byte offset."""

    __slots__ = ('shape', 'strides', 'offset', 'single')


class _Fancy:
    """A selection by index arrays: the view they apply to, the arrays, and the axes they name."""

    __slots__ = ('view', 'arrays', 'axes', 'names', 'split')


def _too_many(a, count):
    return IndexError('too many indices for array: array is %d-dimensional, but %d were indexed'
                      % (a.ndim, count))


def _plan(a, keys):
    """What the parts of an index select."""
    parts, used, ellipsis, fancy = [], 0, None, False
    for key in keys:
        if key is None or type(key) is slice:
            used += key is not None
        elif key is Ellipsis:
            if ellipsis is not None:
                raise IndexError("an index can only have a single ellipsis ('...')")
            ellipsis = len(parts)
        elif type(key) is int:
            used += 1
        else:
            key, axes = _index_value(key)
            used += axes
            fancy = fancy or type(key) is not int
        parts.append(key)
    if used > a.ndim:
        raise _too_many(a, used)
    if ellipsis is None and used < a.ndim:
        parts.append(Ellipsis)
        ellipsis = len(parts) - 1
    if ellipsis is not None:
        parts[ellipsis:ellipsis + 1] = [slice(None)] * (a.ndim - used)
    if fancy:
        return _plan_fancy(a, parts)
    plan = _Basic()
    shape, strides, offset, axis = [], [], 0, 0
    for part in parts:
        if part is None:
            shape.append(1)
            strides.append(0)
            continue
        length, stride = a._shape[axis], a._strides[axis]
        if type(part) is slice:
            start, stop, step = part.indices(length)
            shape.append(len(range(start, stop, step)))
            strides.append(stride * step)
            if shape[-1]:
                offset += start * stride
        else:
            if not -length <= part < length:
                raise _out_of_bounds(part, axis, length)
            offset += (part + length if part < 0 else part) * stride
        axis += 1
    plan.shape, plan.strides, plan.offset = tuple(shape), tuple(strides), offset
    plan.single = not shape and ellipsis is None
    return plan


def _index_value(key):
    """(an int or an index array, how many axes it takes)."""
    if isinstance(key, ndarray):
        made = key
    elif isinstance(key, (bool, bool_)):
        made = asarray(key)
    elif isinstance(key, integer):
        return key._value(), 1
    elif isinstance(key, int):
        return int(key), 1
    elif isinstance(key, (list, tuple)):
        made = asarray(key)
        if not made._size and made._dtype.kind == 'f':
            made = made.astype(INT64)
    elif hasattr(key, '__index__') and not hasattr(key, '__array__'):
        return key.__index__(), 1
    elif hasattr(key, '__array__'):
        made = asarray(key)
    else:
        raise IndexError(_INVALID)
    if made._dtype is BOOL:
        return made, made.ndim
    if made._dtype.kind not in 'iu':
        if isinstance(key, ndarray):
            raise IndexError('arrays used as indices must be of integer (or boolean) type')
        raise IndexError(_INVALID)
    if not made._shape:
        return made.item(), 1
    return made, 1


def _plan_fancy(a, parts):
    """Slices become a view first; the arrays then name axes of that view."""
    plan = _Fancy()
    shape, strides, offset, axis = [], [], 0, 0
    plan.arrays, plan.axes, plan.names = [], [], []
    runs = []
    for place, part in enumerate(parts):
        if part is None:
            shape.append(1)
            strides.append(0)
            continue
        if type(part) is slice:
            start, stop, step = part.indices(a._shape[axis])
            shape.append(len(range(start, stop, step)))
            strides.append(a._strides[axis] * step)
            if shape[-1]:
                offset += start * a._strides[axis]
            axis += 1
            continue
        runs.append(place)
        for index in _as_index_arrays(a, part, axis):
            plan.arrays.append(index)
            plan.axes.append(len(shape))
            plan.names.append(axis)
            shape.append(a._shape[axis])
            strides.append(a._strides[axis])
            axis += 1
    plan.split = runs[-1] - runs[0] + 1 != len(runs)
    plan.view = view(a, tuple(shape), tuple(strides), offset, ndarray)
    return plan


def _as_index_arrays(a, part, axis):
    if type(part) is int:
        return [asarray(part)]
    if part._dtype is not BOOL:
        return [part if part._dtype is INT64 else part.astype(INT64)]
    for k, length in enumerate(part._shape):
        if a._shape[axis + k] != length:
            raise IndexError('boolean index did not match indexed array along dimension %d; dimension '
                             'is %d but corresponding boolean dimension is %d'
                             % (axis + k, a._shape[axis + k], length))
    return positions(part)


def positions(mask):
    """One int64 array per axis: where the array is not zero."""
    count = _kernels.count_nonzero(header(mask))
    found = new((mask.ndim, count), INT64)
    if count and mask.ndim:
        _kernels.nonzero(header(mask), header(found))
    return [found[k] for k in range(mask.ndim)]


def _layout_of(plan):
    """(view with the indexed axes first, shape of the picked part, where it goes in the result)."""
    picked = ()
    for index in plan.arrays:
        try:
            picked = broadcast_shape(picked, index._shape)
        except ValueError:
            raise IndexError('shape mismatch: indexing arrays could not be broadcast together with '
                             'shapes %s ' % ' '.join(shape_text(i._shape) for i in plan.arrays)
                             ) from None
    rest = [k for k in range(plan.view.ndim) if k not in plan.axes]
    order = plan.axes + rest
    arranged = plan.view.transpose(order) if order != list(range(len(order))) else plan.view
    first = 0 if plan.split or not plan.axes else sum(1 for k in rest if k < plan.axes[0])
    return arranged, picked, first


def _move(arranged, other, plan, picked, to_array):
    words = [len(plan.arrays), len(picked)]
    for name, index in zip(plan.names, plan.arrays):
        words.append(name)
        words.append(header(index))
    block = _kernels.words(words)
    if _kernels.move_selected(header(arranged), header(other), _kernels.address(block),
                              1 if to_array else 0) < 0:
        raise IndexError(_kernels.error())


def _gather(a, plan):
    arranged, picked, first = _layout_of(plan)
    count = len(plan.arrays)
    made = new(picked + arranged._shape[count:], a._dtype)
    made._pool = a._pool
    _move(arranged, made, plan, picked, False)
    if first:
        order = list(range(len(picked), made.ndim))
        order[first:first] = range(len(picked))
        made = made.transpose(order)
    return made if type(a) is ndarray else made.view(type(a))


def _scatter(a, plan, value):
    arranged, picked, first = _layout_of(plan)
    count = len(plan.arrays)
    rest = arranged._shape[count:]
    shape = rest[:first] + picked + rest[first:]
    value = asarray(value)
    if a._pool is not None or value._pool is not None:
        value = matched(value, a)
    elif value._dtype is not a._dtype:
        value = value.astype(a._dtype)
    if value._block is a._block:
        value = copied(value)
    try:
        value = fitted(value, shape)
    except ValueError:
        masks = len(plan.arrays) == 1 and not rest and value.ndim == 1
        if masks and plan.arrays[0]._base is not None and plan.arrays[0].ndim == 1 \
                and plan.arrays[0]._base.ndim == 2:
            raise ValueError('NumPy boolean array indexing assignment cannot assign %d input values '
                             'to the %d output values where the mask is true'
                             % (value._size, picked[0])) from None
        raise ValueError('shape mismatch: value array of shape %s could not be broadcast to '
                         'indexing result of shape %s' % (shape_text(value._shape),
                                                          shape_text(shape))) from None
    from ._shaping import broadcast_to
    value = broadcast_to(value, shape)
    if first:
        order = list(range(first, first + len(picked))) + list(range(first)) + list(
            range(first + len(picked), len(shape)))
        value = value.transpose(order)
    _move(arranged, value, plan, picked, True)


def _iterate(self):
    if not self._shape:
        raise TypeError('iteration over a 0-d array')
    if len(self._shape) == 1 and self._pool is None:
        of, values = self._dtype.type._of, self.tolist()
        return iter([of(value) for value in values])
    return _rows(self)


def _rows(a):
    for place in range(a._shape[0]):
        yield a[place]


attach(__getitem__=getitem, __setitem__=setitem, __iter__=_iterate)
