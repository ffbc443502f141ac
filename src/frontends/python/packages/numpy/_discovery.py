"""Arrays out of Python data: which shape and element type a nested sequence has."""

from array import array as _block
from itertools import chain

from ._array import contiguous, copied, is_contiguous, ndarray, new, Pool, transposed, view
from ._dtypes import (BFLOAT16, BOOL, find, FLOAT16, FLOAT32, FLOAT64, INT64, not_evaluated, OBJECT, promote,
                      text_type, UINT64)
from ._elements import convert, to_text, write
from ._promotion import scalar_kind
from ._scalars import generic, KIND_OF

_SEQUENCES = (list, tuple, range)
_TYPECODES = {INT64: 'q', FLOAT64: 'd', FLOAT32: 'f'}


def array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None):
    """A new array of the data; an existing one is copied unless `copy` is false."""
    kind = None if dtype is None else find(dtype)
    if isinstance(object, ndarray):
        made = _of_array(object, kind, copy, order)
        if subok and type(object) is not ndarray:
            made = made.view(type(object))
    else:
        made = _of_data(object, kind)
        if order == 'F':
            made = _fortran(made)
    if made.ndim < ndmin:
        made = made.reshape((1,) * (ndmin - made.ndim) + made._shape)
    return made


def _of_array(a, kind, copy, order):
    if type(a) is not ndarray:
        a = view(a, a._shape, a._strides, 0, ndarray)
    if kind is not None and kind is not a._dtype and not (
            kind.kind == 'U' and a._dtype.kind == 'U' and not kind.length):
        return a.astype(kind)
    if order == 'F':
        return _fortran(a) if copy or not is_contiguous(transposed(a)) else a
    if copy:
        return copied(a) if order == 'C' else copied_like(a)
    return contiguous(a) if order == 'C' else a


def copied_like(a):
    """A copy that keeps the order of the axes in memory (order='K')."""
    if a.ndim > 1 and not is_contiguous(a) and is_contiguous(transposed(a)):
        return transposed(copied(transposed(a)))
    return copied(a)


def _fortran(a):
    return transposed(copied(transposed(a)))


def asarray(a, dtype=None, order=None, *, like=None):
    """The array itself when it already is one of the type, else a new array."""
    if type(a) is ndarray and (dtype is None or find(dtype) is a._dtype) and order is None:
        return a
    return array(a, dtype, copy=False, order=order or 'K')


def asanyarray(a, dtype=None, order=None, *, like=None):
    """As `asarray`, but subclasses of ndarray stay what they are."""
    if isinstance(a, ndarray) and (dtype is None or find(dtype) is a._dtype):
        return a
    return asarray(a, dtype, order)


def asfarray(a, dtype=float):
    """An array of a float type."""
    kind = find(dtype)
    return asarray(a, kind if kind.kind == 'f' else FLOAT64)


def asarray_chkfinite(a, dtype=None, order=None):
    from ._ufunc_table import isfinite
    made = asarray(a, dtype, order)
    if made._dtype.kind == 'f' and not isfinite(made).all():
        raise ValueError('array must not contain infs or NaNs')
    return made


def _of_data(data, kind):
    t = type(data)
    if t in _SEQUENCES or isinstance(data, _SEQUENCES):
        return _of_sequence(data, kind)
    found = scalar_kind(data)
    if found is not None or isinstance(data, str):
        return _of_scalar(data, found, kind)
    if hasattr(t, '__array__') or hasattr(data, '__array__'):
        made = data.__array__() if kind is None else _called_with(data, kind)
        if not isinstance(made, ndarray):
            raise ValueError('object __array__ method not producing an array')
        return _of_array(made, kind, True, 'K')
    if isinstance(data, (bytes, complex)):
        raise not_evaluated('an array of %s' % t.__name__)
    try:
        whole = memoryview(data)
    except TypeError:
        pass
    else:
        return _of_buffer(whole, kind)
    if hasattr(t, '__len__') and hasattr(t, '__getitem__') and not hasattr(t, 'keys'):
        return _of_sequence([data[i] for i in range(len(data))], kind)
    made = new((), kind or OBJECT)
    write(made, 0, data)
    return made


def _called_with(data, kind):
    made = data.__array__()
    return made.astype(kind) if made._dtype is not kind else made


def _of_scalar(value, found, kind):
    if isinstance(value, str):
        kind = kind or text_type(0)
        if kind.kind == 'U' and not kind.length:
            kind = text_type(max(1, len(value)))
    elif kind is not None and kind.kind == 'U' and not kind.length:
        kind = text_type(max(1, len(str(value))))
    made = new((), kind or found)
    write(made, 0, value._value() if isinstance(value, generic) else value)
    return made


def _of_buffer(whole, kind):
    form = whole.format
    own = find({'l': 'int32' if whole.itemsize == 4 else 'int64',
                'L': 'uint32' if whole.itemsize == 4 else 'uint64'}.get(form, form))
    made = new(tuple(whole.shape), own)
    made._block_bytes()[:made.nbytes] = whole.tobytes()
    return made if kind is None or kind is own else made.astype(kind)


def _of_sequence(data, kind):
    shape, leaves = flatten(data, kind)
    if leaves and isinstance(leaves, _Arrays):
        return _of_arrays(shape, leaves, kind)
    if kind is None:
        kind = kind_of_leaves(leaves)
    if kind.kind in 'OU':
        return of_python_values(leaves, shape, kind)
    return _of_numbers(leaves, shape, kind)


class _Arrays(list):
    """Leaves that are arrays themselves, all of one shape."""


def flatten(data, kind=None):
    """Shape and flat list of a nested sequence; NumPy's error for a ragged one."""
    shape, level = [], data
    items = [data]
    while True:
        lengths = set(map(len, items))
        if len(lengths) > 1:
            if kind is OBJECT:
                return tuple(shape), items
            raise _ragged(shape)
        shape.append(lengths.pop() if lengths else 0)
        level = list(items[0]) if len(items) == 1 else list(chain.from_iterable(items))
        types = set(map(type, level))
        if types <= _LEAVES or not level:
            return tuple(shape), level
        nested = [issubclass(t, _SEQUENCES) for t in types]
        if all(nested):
            items = level
            continue
        arrays = [_is_array(t, level) for t in types]
        if any(arrays) or any(nested):
            if kind is OBJECT and not all(n or a for n, a in zip(nested, arrays)):
                return tuple(shape), level
            return _with_arrays(shape, level)
        return tuple(shape), level


_LEAVES = {int, float, bool, str, *KIND_OF}


def _is_array(t, level):
    return issubclass(t, ndarray) or (
        t not in _LEAVES and not issubclass(t, (generic, str)) and hasattr(t, '__array__'))


def _with_arrays(shape, level):
    """A level of arrays, lists and numbers: all must have one shape."""
    made = _Arrays(asarray(one) for one in level)
    shapes = {one._shape for one in made}
    if len(shapes) > 1:
        raise _ragged(shape)
    return tuple(shape), made


def _ragged(shape):
    return ValueError(
        'setting an array element with a sequence. The requested array has an inhomogeneous shape '
        'after %d dimensions. The detected shape was %s + inhomogeneous part.'
        % (len(shape), tuple(shape)))


def _of_arrays(shape, arrays, kind):
    inner = arrays[0]._shape
    if kind is None:
        kind = arrays[0]._dtype
        for one in arrays:
            kind = promote(kind, one._dtype)
    if kind.kind == 'O' or kind.kind == 'U':
        leaves = list(chain.from_iterable(one.ravel().tolist() for one in arrays))
        return of_python_values(leaves, shape + inner, kind)
    made = new((len(arrays),) + inner, kind)
    for place, one in enumerate(arrays):
        made[place] = one
    return made.reshape(shape + inner)


def kind_of_leaves(leaves):
    """The element type of a flat list of Python values."""
    if not leaves:
        return FLOAT64
    kind = None
    for t in set(map(type, leaves)):
        if t is int:
            own = _kind_of_ints([x for x in leaves if type(x) is int])
        else:
            own = KIND_OF.get(t)
            if own is None:
                own = _kind_of_type(t, leaves)
        kind = own if kind is None else promote(kind, own)
    if kind.kind == 'U':
        width = max(len(to_text(x, text_type(0))) for x in leaves)
        numeric = {KIND_OF.get(type(x)) for x in leaves if not isinstance(x, str)}
        for own in numeric - {None}:
            width = max(width, promote(own, text_type(1)).length)
        return text_type(max(1, width))
    return kind


def _kind_of_ints(values):
    low, high = min(values), max(values)
    if -9223372036854775808 <= low and high <= 9223372036854775807:
        return INT64
    if high >= 18446744073709551616 or low < -9223372036854775808:
        return OBJECT
    return FLOAT64 if low < 0 else UINT64


def _kind_of_type(t, leaves):
    if issubclass(t, str):
        return text_type(1)
    if issubclass(t, generic):
        return next(x for x in leaves if type(x) is t).dtype
    if issubclass(t, bool):
        return BOOL
    if issubclass(t, int):
        return INT64
    if issubclass(t, float):
        return FLOAT64
    if issubclass(t, (complex, bytes)):
        raise not_evaluated('an array of %s' % t.__name__)
    return OBJECT


def of_python_values(leaves, shape, kind):
    """An array of objects or texts."""
    if kind.kind == 'U' and not kind.length:
        kind = text_type(max([1] + [len(to_text(x, kind)) for x in leaves]))
    made = new(shape, kind)
    pool = Pool([made._pool[0]])
    pool.extend([to_text(x, kind) for x in leaves] if kind.kind == 'U' else leaves)
    made._pool = pool
    if leaves:
        made._block = block = _block('q', range(1, len(leaves) + 1))
        made._address = block.buffer_info()[0]
    return made


def _of_numbers(leaves, shape, kind):
    code = _TYPECODES.get(kind)
    if code is not None:
        try:
            block = _block(code, leaves)
        except (TypeError, OverflowError):
            block = _block(code, [convert(x, kind) for x in leaves])
        made = _adopt(block, shape, kind)
        return made
    made = new(shape, kind)
    if not leaves:
        return made
    if kind is BOOL:
        made._block_bytes()[:len(leaves)] = bytes(map(bool, leaves))
    elif kind is FLOAT16 or kind is BFLOAT16:
        made[...] = _adopt(_block('d', [convert(x, FLOAT64) for x in leaves]), shape, FLOAT64)
    else:
        values = _block(kind.format, [convert(x, kind) for x in leaves])
        made._block_bytes()[:made.nbytes] = values.tobytes()
    return made


def _adopt(block, shape, kind):
    """An array over a block that Python has just made."""
    if len(block) < 1 or len(block) * block.itemsize < 8:
        made = new(shape, kind)
        made._block_bytes()[:len(block) * block.itemsize] = block.tobytes()
        return made
    made = new((0,), kind)
    size = len(block)
    from ._array import layout
    made._shape, made._size = shape, size
    made._strides = layout(shape, kind.itemsize)[1]
    made._block, made._address = block, block.buffer_info()[0]
    return made
