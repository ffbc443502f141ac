"""Sparse tensors changed entry by entry: reshaped, some entries kept, no row left empty."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from . import arrays, math
from .gathering import gather
from .sparse import SparseTensor, _sparse

_reshape = OpCall('SparseReshape')
_fill_rows = OpCall('SparseFillEmptyRows')


def _product(numbers):
    size = 1
    for number in numbers:
        size *= number
    return size


def _known_dims(shape):
    """What TensorFlow's constant_value_as_shape says of the vector SHAPE; None of an unknown length."""
    count = shape.shape[0].value if shape.shape.ndims else None
    if count is None:
        return None
    kind, inputs = shape.op.type, list(shape.op.inputs)
    known = [None] * count
    if kind == 'Const':
        known = arrays.constant_value(shape)
    elif kind == 'Cast' and inputs[0].op.type == 'Const':
        known = arrays.constant_value(inputs[0])
    elif kind == 'Shape':
        known = inputs[0].shape.as_list()
    elif kind == 'Pack':
        known = [
            arrays.constant_value(entry) if entry.op.type == 'Const' else None for entry in inputs
        ]
    return [None if dim is None or dim < 0 else int(dim) for dim in known]


def sparse_reshape(sp_input, shape, name=None):
    """The same entries in another SHAPE of as many elements; one of its numbers may be -1."""
    sp_input = _sparse(sp_input)
    shape = math.cast(shape, dtypes.int64)
    with name_scope(name, 'SparseReshape') as scope:
        indices, dense_shape = _reshape(sp_input.indices, sp_input.dense_shape, shape, name=scope)
        dims = _known_dims(shape)
        if dims is not None and sp_input.shape.is_fully_defined():
            dense_shape = _checked(sp_input.shape.as_list(), dims, shape, dense_shape)
        return SparseTensor(indices, arrays.identity(sp_input.values), dense_shape)


def _checked(old, dims, shape, dense_shape):
    """The new shape as a constant, where at most one of its DIMS is open."""
    open_dims = dims.count(None)
    given = arrays.constant_value(shape) if shape.op.type in ('Const', 'Cast') else None
    if given is not None and given.count(-1) > 1:
        raise ValueError(
            'At most one dimension can be inferred (-1). Found: [%s]' % ' '.join(map(str, given))
        )
    if open_dims > 1:
        return dense_shape
    size = _product(old)
    rest = _product(dim for dim in dims if dim is not None)
    new = [size // rest if dim is None else dim for dim in dims]
    if _product(new) != size:
        raise ValueError(
            'Cannot reshape a tensor with %d elements to shape %s (%d elements).'
            % (size, dims, _product(new))
        )
    return constant(new, dtypes.int64)


def sparse_retain(sp_input, to_retain):
    """The entries where the vector of booleans TO_RETAIN is true."""
    sp_input = _sparse(sp_input)
    to_retain = convert(to_retain)
    kept = to_retain.shape
    kept.assert_has_rank(1)
    if sp_input.values.shape.ndims is not None:
        sp_input.values.shape.dims[0].merge_with(kept.dims[0] if kept.dims else None)
    places = arrays.reshape(arrays.where(to_retain), [-1])
    indices = gather(sp_input.indices, places)
    values = gather(sp_input.values, places)
    return SparseTensor(indices, values, arrays.identity(sp_input.dense_shape))


def sparse_fill_empty_rows(sp_input, default_value, name=None):
    """SP_INPUT [n, m] with DEFAULT_VALUE at the first column of each empty row; which rows were empty."""
    sp_input = _sparse(sp_input)
    with name_scope(name, 'SparseFillEmptyRows'):
        default_value = convert(default_value, sp_input.values.dtype)
        indices, values, was_empty, _ = _fill_rows(
            sp_input.indices, sp_input.values, sp_input.dense_shape, default_value
        )
        return SparseTensor(indices, values, sp_input.dense_shape), was_empty
