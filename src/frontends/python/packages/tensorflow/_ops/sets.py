"""Sets along the last dimension: tf.sets (tensorflow/python/ops/sets_impl.py)."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._convert import convert
from .sparse import SparseTensor, SparseTensorValue

_dense_dense = OpCall('DenseToDenseSetOperation')
_dense_sparse = OpCall('DenseToSparseSetOperation')
_sparse_sparse = OpCall('SparseToSparseSetOperation')
_size = OpCall('SetSize')

_VALID = frozenset(
    [
        dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.uint8, dtypes.uint16,
        dtypes.string,
    ]
)  # fmt: skip


def convert_or_sparse(value, name=None):
    """VALUE as a Tensor, or as the SparseTensor that it is."""
    if isinstance(value, SparseTensorValue):
        return SparseTensor.from_value(value)
    return value if isinstance(value, SparseTensor) else convert(value, name=name)


def set_size(a, validate_indices=True):
    """How many different elements each row of the SparseTensor A has."""
    a = convert_or_sparse(a, 'a')
    if not isinstance(a, SparseTensor):
        raise TypeError('Expected `SparseTensor`, got %s.' % a)
    if a.values.dtype.base_dtype not in _VALID:
        raise TypeError('Invalid dtype %s.' % a.values.dtype)
    return _size(a.indices, a.values, a.dense_shape, validateIndices=bool(validate_indices))


def _converted(a, b):
    """(a, b, whether they were exchanged): no op takes a sparse tensor before a dense one."""
    a = convert_or_sparse(a, 'a')
    if a.dtype.base_dtype not in _VALID:
        raise TypeError("'a' invalid dtype %s." % a.dtype)
    b = convert_or_sparse(b, 'b')
    if b.dtype.base_dtype != a.dtype.base_dtype:
        raise TypeError("Types don't match, %s vs %s." % (a.dtype, b.dtype))
    if isinstance(a, SparseTensor) and not isinstance(b, SparseTensor):
        return b, a, True
    return a, b, False


def _operation(a, b, operation, validate_indices):
    attributes = {'setOperation': operation, 'validateIndices': bool(validate_indices)}
    if isinstance(a, SparseTensor):
        result = _sparse_sparse(
            a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape, **attributes
        )
    elif isinstance(b, SparseTensor):
        result = _dense_sparse(a, b.indices, b.values, b.dense_shape, **attributes)
    else:
        result = _dense_dense(a, b, **attributes)
    return SparseTensor(*result)


def set_intersection(a, b, validate_indices=True):
    a, b, _ = _converted(a, b)
    return _operation(a, b, 'intersection', validate_indices)


def set_difference(a, b, aminusb=True, validate_indices=True):
    """The members of A's sets that B's have not; the other way round unless AMINUSB."""
    a, b, exchanged = _converted(a, b)
    if exchanged:
        aminusb = not aminusb
    return _operation(a, b, 'a-b' if aminusb else 'b-a', validate_indices)


def set_union(a, b, validate_indices=True):
    a, b, _ = _converted(a, b)
    return _operation(a, b, 'union', validate_indices)
