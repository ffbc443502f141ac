"""The ndarray: shape, strides and element type over a block of WebAssembly memory that it shares.

Numeric methods are attached by the modules that compute them (`attach`); this file knows memory only.
"""

from array import array as _block

from . import _kernels
from ._dtypes import find, OBJECT
from ._errors import no_memory

_ZERO = _block('d', [0.0])
_layouts = {}


def layout(shape, itemsize):
    """Size and C-contiguous byte strides of a shape."""
    key = (shape, itemsize)
    found = _layouts.get(key)
    if found is None:
        step, strides = itemsize, []
        for length in reversed(shape):
            strides.append(step)
            step *= length or 1
        size = 1
        for length in shape:
            size *= length
        if len(_layouts) > 4000:
            _layouts.clear()
        found = _layouts[key] = (size, tuple(reversed(strides)))
    return found


class Pool(list):
    """The Python values behind an array of objects or texts; place 0 is None."""

    __slots__ = ()


class flagsobj:
    """What `a.flags` shows."""

    def __init__(self, owner):
        self._owner = owner
        self.c_contiguous = self.contiguous = is_contiguous(owner)
        self.f_contiguous = self.fortran = is_contiguous(transposed(owner))
        self.owndata = owner._base is None
        self.aligned = True
        self.writebackifcopy = False

    @property
    def writeable(self):
        return self._owner._writeable

    @writeable.setter
    def writeable(self, value):
        self._owner.setflags(write=value)

    def __getitem__(self, name):
        return getattr(self, {'C': 'c_contiguous', 'F': 'f_contiguous'}.get(name, name).lower())

    def __setitem__(self, name, value):
        setattr(self, name.lower(), value)

    def __repr__(self):
        names = ('C_CONTIGUOUS', 'F_CONTIGUOUS', 'OWNDATA', 'WRITEABLE', 'ALIGNED', 'WRITEBACKIFCOPY')
        return ''.join('  %s : %s\n' % (name, self[name]) for name in names)


class ndarray:
    """An array of elements of one type."""

    __slots__ = ('_block', '_offset', '_address', '_shape', '_strides', '_dtype', '_size',
                 '_words', '_header', '_base', '_pool', '_writeable', '__weakref__')
    __array_priority__ = 0.0
    __hash__ = None

    def __new__(cls, shape, dtype=float, buffer=None, offset=0, strides=None, order=None):
        kind = find(dtype)
        shape = as_shape(shape)
        if buffer is None:
            return new(shape, kind, cls)
        from ._buffers import frombuffer
        size = layout(shape, kind.itemsize)[0]
        made = frombuffer(buffer, kind, size, offset)
        made = with_layout(made, shape, strides or layout(shape, kind.itemsize)[1])
        return made if cls is ndarray else made.view(cls)

    def __array_finalize__(self, source):
        pass

    def __getattr__(self, name):
        raise AttributeError("'numpy.%s' object has no attribute '%s'" % (type(self).__name__, name),
                             name=name, obj=self)

    # -- what it is

    @property
    def shape(self):
        return self._shape

    @shape.setter
    def shape(self, shape):
        other = self.reshape(shape)
        if other._block is not self._block:
            raise AttributeError('Incompatible shape for in-place modification. Use `.reshape()` to '
                                 'make a copy with the desired shape.')
        self._shape, self._strides, self._header = other._shape, other._strides, 0

    @property
    def strides(self):
        return self._strides

    @property
    def dtype(self):
        return self._dtype

    @dtype.setter
    def dtype(self, kind):
        other = self.view(kind)
        self._shape, self._strides = other._shape, other._strides
        self._dtype, self._size, self._header = other._dtype, other._size, 0

    @property
    def size(self):
        return self._size

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def itemsize(self):
        return self._dtype.itemsize

    @property
    def nbytes(self):
        return self._size * self._dtype.itemsize

    @property
    def base(self):
        return self._base

    @property
    def flags(self):
        return flagsobj(self)

    @property
    def data(self):
        return memoryview(self)

    @property
    def T(self):
        return transposed(self)

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return new(self._shape, self._dtype)

    def setflags(self, write=None, align=None, uic=None):
        if write is not None:
            if write and self._base is not None and not self._base._writeable:
                raise ValueError('cannot set WRITEABLE flag to True of this array')
            self._writeable = bool(write)

    def __len__(self):
        if not self._shape:
            raise TypeError('len() of unsized object')
        return self._shape[0]

    def __buffer__(self, flags):
        if self._pool is not None:
            raise BufferError('an array of objects or texts has no buffer')
        source = self if is_contiguous(self) else self.copy()
        start = source._offset
        whole = memoryview(source._block).cast('B')[start:start + source.nbytes]
        if not self._writeable or source is not self:
            whole = whole.toreadonly()
        if 0 in self._shape:
            return whole
        return whole.cast(self._dtype.format, list(self._shape))

    def _block_bytes(self):
        return memoryview(self._block).cast('B')

    def __array__(self, dtype=None):
        return self if dtype is None else self.astype(dtype, copy=False)

    def __reduce__(self):
        from ._discovery import array
        return (array, (self.tolist(), self._dtype.str))


def as_shape(shape):
    """A shape from an int or a sequence of ints."""
    if type(shape) is int:
        shape = (shape,)
    else:
        try:
            shape = tuple([length.__index__() for length in shape])
        except TypeError:
            shape = (shape.__index__(),) if hasattr(shape, '__index__') else _no_shape(shape)
        except AttributeError:
            _no_shape(shape)
    for length in shape:
        if length < 0:
            raise ValueError('negative dimensions are not allowed')
    return shape


def _no_shape(shape):
    bad = shape
    if hasattr(shape, '__iter__'):
        bad = next((one for one in shape if not hasattr(one, '__index__')), shape)
    else:
        raise TypeError("expected a sequence of integers or a single integer, got '%r'" % (shape,))
    raise TypeError("'%s' object cannot be interpreted as an integer" % type(bad).__name__)


def _plain(cls, block, offset, address, shape, strides, kind, size, base, pool, writeable):
    made = object.__new__(cls)
    made._block = block
    made._offset = offset
    made._address = address
    made._shape = shape
    made._strides = strides
    made._dtype = kind
    made._size = size
    made._header = 0
    made._base = base
    made._pool = pool
    made._writeable = writeable
    return made


def new(shape, kind, cls=ndarray):
    """A C-contiguous array of zeros."""
    pooled = kind.kind in 'OU'
    itemsize = 8 if pooled else kind.itemsize
    size, strides = layout(shape, itemsize)
    try:
        block = _ZERO * ((size * itemsize + 7) // 8 or 1)
    except (MemoryError, OverflowError):
        raise no_memory(shape, kind, size * itemsize) from None
    pool = Pool([None if kind is OBJECT else '']) if pooled else None
    made = _plain(cls, block, 0, block.buffer_info()[0], shape, strides, kind, size, None, pool,
                  True)
    if cls is not ndarray:
        made.__array_finalize__(None)
    return made


def view(a, shape, strides, offset=0, cls=None):
    """A view of the same memory: `offset` bytes further on."""
    size = 1
    for length in shape:
        size *= length
    cls = cls or type(a)
    base = a if a._base is None else a._base
    made = _plain(cls, a._block, a._offset + offset, a._address + offset, shape, strides, a._dtype,
                  size, base, a._pool, a._writeable)
    if cls is not ndarray:
        made.__array_finalize__(a)
    return made


def with_layout(a, shape, strides):
    return view(a, shape, tuple(strides))


def transposed(a):
    """All axes in reverse order."""
    return view(a, a._shape[::-1], a._strides[::-1])


def retyped(a, kind, shape, strides):
    """The same bytes as elements of another type."""
    made = view(a, shape, strides)
    made._dtype = kind
    return made


def header(a):
    """The heap address of the array's descriptor: dtype, ndim, address, size, shape, strides."""
    found = a._header
    if found:
        return found
    address = a._address
    if address >= 2147483648:
        address -= 4294967296
    words = _block('i', (a._dtype.code, len(a._shape), address, a._size) + a._shape + a._strides)
    a._words = words
    found = a._header = words.buffer_info()[0]
    return found


def is_contiguous(a):
    """C order without gaps."""
    if a._size <= 1:
        return True
    step = 8 if a._pool is not None else a._dtype.itemsize
    for length, stride in zip(reversed(a._shape), reversed(a._strides)):
        if length != 1:
            if stride != step:
                return False
            step *= length
    return True


def copied(a, kind=None, cls=ndarray):
    """A C-contiguous copy, converted to another numeric type where one is given."""
    made = new(a._shape, kind or a._dtype, cls)
    if a._pool is not None:
        made._pool = a._pool
    _kernels.copy(header(a), header(made))
    return made


def contiguous(a):
    """The array itself, or a copy in C order."""
    return a if is_contiguous(a) else copied(a)


def writable(a):
    """Raises NumPy's error for an array that must not change."""
    if not a._writeable:
        raise ValueError('assignment destination is read-only')


ndarray.__module__ = flagsobj.__module__ = 'numpy'


def attach(**functions):
    """Makes functions methods of ndarray."""
    for name, function in functions.items():
        setattr(ndarray, name, function)


def scratch(kind):
    """A zero-dimensional array that one call fills and the next overwrites."""
    made = new((), kind)
    header(made)
    return made

