"""How our other packages (tensorflow) exchange arrays with this one: addresses, not Python values.

    a = as_array(obj, 'float32')       any array-like as a C-contiguous array of the type
    data_address(a)                    heap address of its first element (4-byte floats: address >> 2)
    element_count(a), a.shape          how many follow, and their shape
    out = empty((2, 3), 'float32')     zeros for a kernel to write into at data_address(out)
    scalar('float32', 1.5)             the NumPy scalar that a fetch of rank 0 gives
    from_bytes('float32', (2,), data)  a new array of a buffer's bytes
    from_flat('float32', (2,), [1, 2]) a new array of a flat list

An address is valid as long as the array object lives; the memory never moves or grows. Element types
are named 'bool', 'int8' … 'int64', 'uint8' … 'uint64', 'float16', 'float32', 'float64'. int64 is eight
bytes, low word first (`BigInt64Array`). Writing through an address of a view writes the base.
An object that offers `__array__()` is taken by `as_array` and by every numpy function; one whose class
has a higher `__array_priority__` than 0 (Tensor: 100) gets its reflected operators called first.
"""

from ._array import as_shape, copied, is_contiguous, new
from ._discovery import array, asarray
from ._dtypes import find
from ._elements import convert


def empty(shape, dtype):
    """A C-contiguous array of zeros for a kernel to fill."""
    return new(as_shape(shape), find(dtype))


def as_array(obj, dtype=None):
    """Any array-like as a C-contiguous array of the type; not copied when it already is one."""
    a = asarray(obj, dtype)
    if a._dtype.kind in 'OU':
        raise TypeError('an array of %s has no numbers to hand over' % a._dtype)
    return a if is_contiguous(a) else copied(a)


def data_address(a):
    """The heap address of the first element of a C-contiguous array."""
    if not is_contiguous(a):
        raise ValueError('the array is not C-contiguous: take as_array(a) and keep it')
    return a._address


def element_count(a):
    return a._size


def scalar(dtype, value):
    """A NumPy scalar of a Python number."""
    kind = find(dtype)
    return kind.type._of(convert(value, kind))


def from_bytes(dtype, shape, data):
    """A new array of the bytes of a buffer."""
    made = empty(shape, dtype)
    made._block_bytes()[:made.nbytes] = memoryview(data).cast('B')
    return made


def from_flat(dtype, shape, values):
    """A new array of a flat list of Python numbers."""
    return array(values, dtype).reshape(as_shape(shape))

