"""Shapes and axes: reshape, transpose, squeeze, broadcast and their like. Views where possible."""

from ._array import (as_shape, attach, copied, is_contiguous, layout, ndarray, new,
                     transposed, view)
from ._discovery import array, asanyarray, asarray
from ._errors import AxisError
from ._ufunc import broadcast_shape, shape_text


def normalize_axis(axis, ndim, prefix=None):
    """An axis counted from the front; NumPy's AxisError outside."""
    try:
        axis = axis.__index__()
    except AttributeError:
        raise TypeError("'%s' object cannot be interpreted as an integer"
                        % type(axis).__name__) from None
    if not -ndim <= axis < ndim:
        raise AxisError(axis, ndim, prefix)
    return axis + ndim if axis < 0 else axis


def normalize_axes(axis, ndim, name=None):
    axes = tuple(normalize_axis(one, ndim, name)
                 for one in (axis if isinstance(axis, (tuple, list)) else (axis,)))
    if len(set(axes)) != len(axes):
        raise ValueError('repeated axis in `%s` argument' % name if name
                         else "duplicate value in 'axis'")
    return axes


def _reshape(self, *shape, order='C'):
    if len(shape) == 1 and shape[0] is not None:
        shape = shape[0]
    if order == 'F' or (order == 'A' and not is_contiguous(self)
                        and is_contiguous(transposed(self))):
        target = _complete(self, _signed_shape(shape))
        return transposed(_reshape(transposed(self), target[::-1]))
    target = _complete(self, _signed_shape(shape))
    itemsize = 8 if self._pool is not None else self._dtype.itemsize
    if is_contiguous(self):
        return view(self, target, layout(target, itemsize)[1])
    strides = _strides_without_copy(self, target)
    if strides is not None:
        return view(self, target, strides)
    made = copied(self, None, type(self))
    return view(made, target, layout(target, itemsize)[1])


def _signed_shape(shape):
    if type(shape) is int:
        return (shape,)
    try:
        return tuple([one.__index__() for one in shape])
    except TypeError:
        if hasattr(shape, '__index__'):
            return (shape.__index__(),)
        raise
    except AttributeError:
        bad = next(one for one in shape if not hasattr(one, '__index__'))
        raise TypeError("'%s' object cannot be interpreted as an integer"
                        % type(bad).__name__) from None


def _complete(a, shape):
    """A shape with its -1 filled in; NumPy's error when the sizes differ."""
    known, open_axis = 1, None
    for place, length in enumerate(shape):
        if length < 0:
            if open_axis is not None:
                raise ValueError('can only specify one unknown dimension')
            open_axis = place
        else:
            known *= length
    if open_axis is not None and known and a._size % known == 0:
        return shape[:open_axis] + (a._size // known,) + shape[open_axis + 1:]
    if open_axis is not None or known != a._size:
        text = ','.join('newaxis' if n < 0 else str(n) for n in shape)
        if shape and shape[0] < 0:
            text = ','.join(str(n) for n in shape[1:])
        raise ValueError('cannot reshape array of size %d into shape (%s%s)' % (
            a._size, text, ',' if len(shape) == 1 and shape[0] >= 0 else ''))
    return shape


def _strides_without_copy(a, target):
    """Strides of a reshape that needs no copy, or None: groups of axes must match in length."""
    old = [(n, s) for n, s in zip(a._shape, a._strides) if n != 1]
    if a._size == 0:
        return None
    strides, i = [], 0
    j = 0
    while j < len(target) or i < len(old):
        old_size = new_size = 1
        first_old, first_new = i, j
        while True:
            if old_size == new_size and (i > first_old or j > first_new):
                break
            if new_size <= old_size and j < len(target):
                new_size *= target[j]
                j += 1
            elif i < len(old):
                old_size *= old[i][0]
                i += 1
            else:
                return None
        group = old[first_old:i]
        for (n, s), (_, below) in zip(group, [(m, t * m) for m, t in group[1:]]):
            if s != below:
                return None
        step = group[-1][1] if group else a._dtype.itemsize
        part = []
        for length in reversed(target[first_new:j]):
            part.append(step)
            step *= length
        strides.extend(reversed(part))
    return tuple(strides)


def _transpose(self, *axes):
    if not axes or (len(axes) == 1 and axes[0] is None):
        return transposed(self)
    if len(axes) == 1 and not isinstance(axes[0], int):
        axes = tuple(axes[0])
    if len(axes) != self.ndim:
        raise ValueError("axes don't match array")
    axes = tuple(normalize_axis(axis, self.ndim) for axis in axes)
    if len(set(axes)) != len(axes):
        raise ValueError('repeated axis in transpose')
    return view(self, tuple([self._shape[i] for i in axes]),
                tuple([self._strides[i] for i in axes]))


def _ravel(self, order='C'):
    flipped = not is_contiguous(self) and is_contiguous(transposed(self))
    if order == 'F' or order in ('K', 'A') and flipped:
        return _reshape(transposed(self), -1)
    return _reshape(self, -1)


def _flatten(self, order='C'):
    source = transposed(self) if order == 'F' else self
    return _reshape(copied(source, None, type(self)), -1)


def _squeeze(self, axis=None):
    if axis is None:
        keep = [i for i, n in enumerate(self._shape) if n != 1]
    else:
        gone = normalize_axes(axis, self.ndim)
        if any(self._shape[i] != 1 for i in gone):
            raise ValueError('cannot select an axis to squeeze out which has size not equal to one')
        keep = [i for i in range(self.ndim) if i not in gone]
    return view(self, tuple([self._shape[i] for i in keep]),
                tuple([self._strides[i] for i in keep]))


def _swapaxes(self, axis1, axis2):
    order = list(range(self.ndim))
    i, j = normalize_axis(axis1, self.ndim), normalize_axis(axis2, self.ndim)
    order[i], order[j] = order[j], order[i]
    return _transpose(self, order)


def _resize(self, *shape, refcheck=True):
    target = as_shape(shape[0] if len(shape) == 1 else shape)
    made = new(target, self._dtype)
    made._pool = self._pool
    count = min(made._size, self._size)
    view(made, (count,), (made.itemsize,))[...] = _ravel(self)[:count]
    self._block, self._offset, self._address = made._block, 0, made._address
    self._shape, self._strides, self._size = made._shape, made._strides, made._size
    self._header = 0


def _diagonal(self, offset=0, axis1=0, axis2=1):
    if self.ndim < 2:
        raise ValueError('diag requires an array of at least two dimensions')
    i, j = normalize_axis(axis1, self.ndim), normalize_axis(axis2, self.ndim)
    rows, columns = self._shape[i], self._shape[j]
    start = max(-offset, 0), max(offset, 0)
    length = max(0, min(rows - start[0], columns - start[1]))
    rest = [k for k in range(self.ndim) if k not in (i, j)]
    shift = start[0] * self._strides[i] + start[1] * self._strides[j] if length else 0
    made = view(self, tuple([self._shape[k] for k in rest]) + (length,),
                tuple([self._strides[k] for k in rest]) + (self._strides[i] + self._strides[j],),
                shift)
    made._writeable = False
    return made


attach(reshape=_reshape, transpose=_transpose, ravel=_ravel, flatten=_flatten, squeeze=_squeeze,
       swapaxes=_swapaxes, resize=_resize, diagonal=_diagonal)


def _apply(a, method, *args, **named):
    """A method of anything array-like, in the class that it has."""
    found = getattr(a, method, None)
    if found is None or isinstance(a, (list, tuple)):
        found = getattr(asarray(a), method)
    return found(*args, **named)


def reshape(a, newshape, order='C'):
    return _apply(a, 'reshape', newshape, order=order)


def ravel(a, order='C'):
    return asanyarray(a).ravel(order)


def transpose(a, axes=None):
    return asanyarray(a).transpose(axes)


def squeeze(a, axis=None):
    return asanyarray(a).squeeze(axis)


def swapaxes(a, axis1, axis2):
    return asanyarray(a).swapaxes(axis1, axis2)


def moveaxis(a, source, destination):
    a = asanyarray(a)
    source = normalize_axes(source, a.ndim, 'source')
    destination = normalize_axes(destination, a.ndim, 'destination')
    if len(source) != len(destination):
        raise ValueError('`source` and `destination` arguments must have the same number of elements')
    order = [i for i in range(a.ndim) if i not in source]
    for to, axis in sorted(zip(destination, source)):
        order.insert(to, axis)
    return a.transpose(order)


def rollaxis(a, axis, start=0):
    a = asanyarray(a)
    axis = normalize_axis(axis, a.ndim)
    if start < 0:
        start += a.ndim
    if axis < start:
        start -= 1
    return moveaxis(a, axis, start)


def expand_dims(a, axis):
    a = asanyarray(a)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    ndim = a.ndim + len(axes)
    places = normalize_axes(axes, ndim)
    lengths = iter(a._shape)
    return a.reshape(tuple([1 if i in places else next(lengths) for i in range(ndim)]))


def atleast_1d(*arys):
    return _each(arys, lambda a: a.reshape(1) if not a._shape else a)


def atleast_2d(*arys):
    return _each(arys, lambda a: a.reshape((1,) * (2 - a.ndim) + a._shape) if a.ndim < 2 else a)


def _three(a):
    if a.ndim == 2:
        return a.reshape(a._shape + (1,))
    return a.reshape((1,) * (2 - a.ndim) + a._shape + (1,)) if a.ndim < 2 else a


def atleast_3d(*arys):
    return _each(arys, _three)


def _each(arys, function):
    made = [function(asanyarray(a)) for a in arys]
    return made[0] if len(made) == 1 else made


def broadcast_to(array, shape, subok=False):
    """A read-only view that repeats axes of length 1."""
    a = asarray(array)
    shape = as_shape(shape)
    fits = len(a._shape) <= len(shape)
    if fits:
        try:
            fits = broadcast_shape(shape, a._shape) == shape
        except ValueError:
            fits = False
    if not fits:
        raise ValueError('operands could not be broadcast together with remapped shapes '
                         '[original->remapped]: %s  and requested shape %s'
                         % (shape_text(a._shape), shape_text(shape)))
    head = len(shape) - len(a._shape)
    strides = (0,) * head + tuple(
        [0 if n == 1 and m != 1 else s for n, m, s in zip(a._shape, shape[head:], a._strides)])
    made = view(a, shape, strides, 0, ndarray)
    made._writeable = False
    return made


def broadcast_shapes(*shapes):
    result = ()
    for shape in shapes:
        result = broadcast_shape(result, as_shape(shape))
    return result


def broadcast_arrays(*args, subok=False):
    arrays = [asarray(a) for a in args]
    shape = broadcast_shapes(*(a._shape for a in arrays))
    return [broadcast_to(a, shape) for a in arrays]


def diagonal(a, offset=0, axis1=0, axis2=1):
    return asanyarray(a).diagonal(offset, axis1, axis2)


def resize(a, new_shape):
    """The elements repeated until the new shape is full."""
    flat = asarray(a).ravel()
    made = new(as_shape(new_shape), flat._dtype)
    made._pool = flat._pool
    if flat._size == 0 or made._size == 0:
        return made
    out = made.reshape(-1)
    for start in range(0, made._size, flat._size):
        out[start:start + flat._size] = flat[:made._size - start]
    return made


def ascontiguousarray(a, dtype=None):
    made = asarray(a, dtype, 'C')
    return made if made.ndim else made.reshape(1)


def asfortranarray(a, dtype=None):
    return array(a, dtype, copy=False, order='F')


def require(a, dtype=None, requirements=None):
    return ascontiguousarray(a, dtype)


def shape(a):
    return a.shape if hasattr(a, 'shape') else asarray(a)._shape


def ndim(a):
    return a.ndim if hasattr(a, 'ndim') else asarray(a).ndim


def size(a, axis=None):
    a = a if hasattr(a, 'size') else asarray(a)
    return a.size if axis is None else a.shape[axis]


def copy(a, order='K', subok=False):
    return array(a, order=order, subok=subok, copy=True)


def shares_memory(a, b, max_work=None):
    """True when the byte ranges of the two arrays meet."""
    if a._block is not b._block or not a._size or not b._size:
        return False
    (low_a, high_a), (low_b, high_b) = byte_bounds(a), byte_bounds(b)
    return low_a < high_b and low_b < high_a


may_share_memory = shares_memory


def byte_bounds(a):
    low = a._address + sum((n - 1) * s for n, s in zip(a._shape, a._strides) if s < 0)
    high = a._address + sum((n - 1) * s for n, s in zip(a._shape, a._strides) if s > 0)
    return low, high + a._dtype.itemsize
