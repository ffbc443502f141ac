"""Single elements: reading one as a NumPy scalar, and writing one Python value."""

from math import inf, nan

from ._array import attach, ndarray
from ._dtypes import BOOL, FLOAT16, FLOAT32, integer_range, OBJECT
from ._errors import warn

_OUT_OF_BOUND = (
    'NumPy will stop allowing conversion of out-of-bound Python integers to integer arrays.  The '
    'conversion of %d to %s will fail in the future.\nFor the old behavior, usually:\n    '
    'np.array(value).astype(dtype)`\nwill give the desired result (the cast overflows).')


def read(a, offset):
    """The element at a byte offset in the array's block, as a NumPy scalar."""
    if a._pool is not None:
        value = a._pool[a._dtype.unpack(a._block, offset)[0]]
        return value if a._dtype is OBJECT else a._dtype.type(value)
    return a._dtype.type._of(a._dtype.unpack(a._block, offset)[0])


def read_python(a, offset):
    """The element as a plain Python value."""
    value = a._dtype.unpack(a._block, offset)[0]
    return value if a._pool is None else a._pool[value]


def write(a, offset, value):
    """Stores one Python value, converted to the element type."""
    kind = a._dtype
    if a._pool is not None:
        a._pool.append(to_text(value, kind) if kind.kind == 'U' else value)
        kind.pack(a._block, offset, len(a._pool) - 1)
        return
    try:
        kind.pack(a._block, offset, value)
    except Exception:
        kind.pack(a._block, offset, convert(value, kind))


def to_text(value, kind):
    text = value if isinstance(value, str) else str(value)
    return str(text)[:kind.length] if kind.length else str(text)


def convert(value, kind):
    """A Python value as one that the element type can hold; NumPy's errors otherwise."""
    if isinstance(value, ndarray):
        if value._size != 1:
            raise ValueError('setting an array element with a sequence.')
        value = value.item()
    elif isinstance(value, (list, tuple)):
        raise ValueError('setting an array element with a sequence.')
    if kind.kind in 'fV':
        number = nan if value is None else float(value)
        limit = 65520.0 if kind is FLOAT16 else 3.4028235677973366e38
        if kind in (FLOAT16, FLOAT32) and abs(number) >= limit:
            return number if number != number else (inf if number > 0 else -inf)
        return number
    if kind is BOOL:
        return bool(value)
    if isinstance(value, float):
        if value != value:
            raise ValueError('cannot convert float NaN to integer')
        if abs(value) == inf:
            raise OverflowError('cannot convert float infinity to integer')
    number = int(value)
    bits = 8 * kind.itemsize
    if bits == 64 and not -(1 << 63) <= number < (1 << 64):
        raise OverflowError('Python int too large to convert to C long')
    low, high = integer_range(kind)
    if type(value) is int and not low <= number <= high:
        warn(_OUT_OF_BOUND % (number, kind), DeprecationWarning)
    number &= (1 << bits) - 1
    return number - (1 << bits) if kind.kind == 'i' and number >> (bits - 1) else number


def offset_of(a, flat):
    """Byte offset of the element with a flat index in C order."""
    offset = a._offset
    for length, stride in zip(reversed(a._shape), reversed(a._strides)):
        flat, place = divmod(flat, length)
        offset += place * stride
    return offset


def item(self, *args):
    """One element as a Python value."""
    if not args:
        if self._size != 1:
            raise ValueError('can only convert an array of size 1 to a Python scalar')
        return read_python(self, self._offset)
    if len(args) == 1 and isinstance(args[0], tuple):
        args = args[0]
    if len(args) == 1 and self.ndim != 1:
        flat = args[0].__index__()
        if not -self._size <= flat < self._size:
            raise IndexError('index %d is out of bounds for size %d' % (flat, self._size))
        return read_python(self, offset_of(self, flat % self._size))
    found = self[args]
    return found.item() if hasattr(found, 'item') else found


def itemset(self, *args):
    if len(args) == 1:
        self[(0,) * self.ndim] = args[0]
    elif isinstance(args[0], int) and self.ndim != 1:
        write(self, offset_of(self, args[0] % self._size), args[1])
    else:
        self[args[0]] = args[1]


def _only(self, convert_to):
    if self._size != 1:
        raise TypeError('only size-1 arrays can be converted to Python scalars')
    return convert_to(read_python(self, self._offset))


def _index(self):
    if self._size != 1 or self.ndim or self._dtype.kind not in 'iu':
        raise TypeError('only integer scalar arrays can be converted to a scalar index')
    return read_python(self, self._offset)


def _bool(self):
    if self._size == 1:
        return bool(read_python(self, self._offset))
    if self._size == 0:
        return False
    raise ValueError('The truth value of an array with more than one element is ambiguous. '
                     'Use a.any() or a.all()')


def _format(self, spec):
    if not spec:
        return str(self)
    if not self._shape:
        return format(self.item(), spec)
    raise TypeError('unsupported format string passed to numpy.ndarray.__format__')


attach(item=item, itemset=itemset, __float__=lambda self: _only(self, float),
       __int__=lambda self: _only(self, int), __index__=_index, __bool__=_bool,
       __format__=_format)
