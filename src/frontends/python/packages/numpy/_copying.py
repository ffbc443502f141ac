"""Assignment and conversion: values into arrays, arrays into other element types."""

from . import _kernels
from ._array import (attach, copied, header, is_contiguous, ndarray, new, retyped, transposed, view,
                     writable)
from ._discovery import array, asarray, copied_like, of_python_values
from ._dtypes import find, INT64, OBJECT, text_type
from ._elements import convert, write
from ._errors import report
from ._promotion import check_cast
from ._scalars import generic, KIND_OF
from ._ufunc import broadcast_shape, shape_text


def assign(target, value):
    """target[...] = value: broadcasting, conversion, overlap-safe."""
    writable(target)
    t = type(value)
    if t in KIND_OF or isinstance(value, (generic, str)):
        if target._size == 0:
            return
        if t is not float and isinstance(value, generic):
            value = value._value()
        if not target._shape:
            write(target, target._offset, value)
            return
        value = asarray(value if target._pool is not None else convert(value, target._dtype),
                        target._dtype)
    elif not isinstance(value, ndarray):
        if target._pool is not None and not target._shape:
            write(target, target._offset, value)
            return
        value = _array_for(value, target)
    copy_into(target, value)


def _array_for(value, target):
    made = array(value, OBJECT if target._dtype is OBJECT else None)
    if made._dtype is OBJECT and target._dtype is not OBJECT:
        made = array(value, target._dtype)
    if not target._shape and made._shape:
        raise ValueError('setting an array element with a sequence. The requested array would exceed '
                         'the maximum number of dimension of 0.')
    return made


def copy_into(target, source):
    """Elements of an array into another one of a shape that it broadcasts to."""
    if target._shape != source._shape:
        source = fitted(source, target._shape)
    if source._block is target._block and source._size > 1:
        source = copied(source)
    if target._pool is not None or source._pool is not None:
        source = matched(source, target)
        if source is None:
            return
    events = _kernels.copy(header(source), header(target))
    if events:
        report(events, 'cast')


def fitted(source, shape):
    """The source as an array that broadcasts to `shape`; leading axes of length 1 may go."""
    own = source._shape
    while len(own) > len(shape) and own[0] == 1:
        own = own[1:]
    try:
        fits = len(own) <= len(shape) and broadcast_shape(shape, own) == shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError('could not broadcast input array from shape %s into shape %s'
                         % (shape_text(own), shape_text(shape)))
    return source if own == source._shape else source.reshape(own)


def matched(source, target):
    """A source whose elements have the target's representation; None when it was written here."""
    if target._pool is not None:
        if source._pool is target._pool:
            return source
        leaves = source.ravel().tolist()
        made = of_python_values(leaves, source._shape, target._dtype)
        start = len(target._pool)
        target._pool.extend(made._pool[1:])
        places = made._block_bytes().cast('q')
        for i in range(len(leaves)):
            places[i] = start + i
        made._pool = target._pool
        return made
    values = [convert(x, target._dtype) for x in source.ravel().tolist()]
    return array(values, target._dtype).reshape(source._shape)


def copyto(dst, src, casting='same_kind', where=True):
    """Copies into an array, where a mask is true."""
    if not isinstance(dst, ndarray):
        raise TypeError('copyto() argument 1 must be numpy.ndarray, not %s' % type(dst).__name__)
    src = asarray(src)
    if src._shape:
        check_cast(src._dtype, dst._dtype, casting)
    if where is True:
        assign(dst, src)
        return
    writable(dst)
    from ._searching import where as choose
    assign(dst, choose(where, astype(src, dst._dtype, casting='unsafe'), dst))


def astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True):
    """A copy as another element type."""
    kind = find(dtype)
    cls = type(self) if subok else ndarray
    if kind is self._dtype:
        if not copy:
            return self
        made = copied_like(self)
        return made if cls is ndarray else view(made, made._shape, made._strides, 0, cls)
    if casting != 'unsafe':
        check_cast(self._dtype, kind, casting)
    if self._dtype.kind == 'V' and kind.kind in 'bOU':
        raise ValueError('No cast function available.')
    if kind.kind in 'OU' or self._pool is not None:
        return _converted(self, kind)
    source = self
    flipped = self.ndim > 1 and not is_contiguous(self) and is_contiguous(transposed(self))
    if flipped:
        source = transposed(self)
    made = new(source._shape, kind, cls)
    events = _kernels.copy(header(source), header(made))
    if events:
        report(events, 'cast')
    return transposed(made) if flipped else made


def _converted(a, kind):
    leaves = a.ravel().tolist()
    if kind.kind == 'U':
        if a._pool is None:
            leaves = [str(a._dtype.type._of(x)) for x in leaves]
        if not kind.length:
            kind = _text_kind_of(a, leaves)
        return of_python_values(leaves, a._shape, kind)
    if kind is OBJECT:
        return of_python_values(leaves, a._shape, kind)
    return array([convert(x, kind) for x in leaves], kind).reshape(a._shape)


def _text_kind_of(a, leaves):
    from ._dtypes import promote
    if a._pool is None:
        return promote(a._dtype, text_type(1))
    return text_type(max([1] + [len(str(x)) for x in leaves]))


def cast_view(self, dtype=None, type=None):
    """The same memory with another element type, or as another class."""
    if isinstance(dtype, builtin_type) and issubclass(dtype, ndarray):
        dtype, type = None, dtype
    cls = type or self.__class__
    if dtype is None:
        return view(self, self._shape, self._strides, 0, cls)
    kind = find(dtype)
    if kind.kind in 'OU' or self._pool is not None:
        raise TypeError('a view of objects or texts as %s is not evaluated by this engine' % kind)
    before, after = self._dtype.itemsize, kind.itemsize
    shape, strides = self._shape, self._strides
    if before != after:
        if not shape:
            raise ValueError('Changing the dtype of a 0d array is only supported if the itemsize is '
                             'unchanged')
        if strides[-1] != before and shape[-1] != 1:
            raise ValueError('To change to a dtype of a different size, the last axis must be '
                             'contiguous')
        if shape[-1] * before % after:
            raise ValueError('When changing to a larger dtype, its size must be a divisor of the '
                             'total size in bytes of the last axis of the array.')
        shape = shape[:-1] + (shape[-1] * before // after,)
        strides = strides[:-1] + (after,)
    if self._address % after or any(stride % after for stride in strides):
        raise ValueError('a view of unaligned elements is not evaluated by this engine')
    made = retyped(self, kind, shape, strides)
    made._size = self._size * before // after
    return made


builtin_type = type


def copy(self, order='C'):
    if order in ('K', 'A'):
        made = copied_like(self)
    elif order == 'F':
        made = transposed(copied(transposed(self)))
    else:
        made = copied(self)
    cls = self.__class__
    return made if cls is ndarray else view(made, made._shape, made._strides, 0, cls)


def tolist(self):
    """Nested lists of Python values."""
    if not self._shape:
        return self.item()
    if self._size == 0:
        return _empty_lists(self._shape)
    if self._pool is not None:
        pool = self._pool
        flat = _flat_view(self, INT64).tolist()
        return _nested([pool[i] for i in flat], self._shape)
    if self._dtype.kind == 'V':
        block = tobytes(self)
        return _nested([self._dtype.unpack(block, 2 * i)[0] for i in range(self._size)], self._shape)
    return _flat_view(self, self._dtype).cast('B').cast(self._dtype.format,
                                                        list(self._shape)).tolist()


def _flat_view(a, kind):
    source = a if is_contiguous(a) else copied(a)
    size = source._size * (8 if a._pool is not None else kind.itemsize)
    start = source._offset
    return source._block_bytes()[start:start + size].cast(kind.format)


def _empty_lists(shape):
    if len(shape) == 1:
        return []
    return [_empty_lists(shape[1:]) for _ in range(shape[0])]


def _nested(flat, shape):
    for length in reversed(shape[1:]):
        flat = [flat[i:i + length] for i in range(0, len(flat), length)]
    return flat


def tobytes(self, order='C'):
    source = transposed(self) if order == 'F' else self
    if self._pool is not None:
        raise TypeError('tobytes of objects or texts is not evaluated by this engine')
    source = source if is_contiguous(source) else copied(source)
    return bytes(source._block_bytes()[source._offset:source._offset + source.nbytes])


def fill(self, value):
    assign(self, value if not isinstance(value, ndarray) else value.item())


attach(astype=astype, view=cast_view, copy=copy, tolist=tolist, tobytes=tobytes, tostring=tobytes,
       fill=fill, __copy__=lambda self: copy(self, 'K'),
       __deepcopy__=lambda self, memo: copy(self, 'K'))
