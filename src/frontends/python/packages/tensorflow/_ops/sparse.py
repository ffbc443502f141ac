"""SparseTensor, and the ops that turn one dense, add it, multiply it, sum it."""

from collections import namedtuple

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import integers
from .._convert import convert
from .._name_scope import either, name_scope
from .._shapes import TensorShape
from . import arrays, creation

SparseTensorValue = namedtuple('SparseTensorValue', ['indices', 'values', 'dense_shape'])

_to_dense = OpCall('SparseToDense')
_dense_add = OpCall('SparseTensorDenseAdd')
_dense_matmul = OpCall('SparseTensorDenseMatMul')
_reduce_sum = OpCall('SparseReduceSum')


class SparseTensor:
    """A tensor of which only some elements are given: `values` at `indices` [n, rank]."""

    def __init__(self, indices, values, dense_shape):
        with name_scope(None, 'SparseTensor', [indices, values, dense_shape]):
            indices = convert(indices, dtypes.int64, 'indices')
            values = convert(values, name='values')
            dense_shape = convert(dense_shape, dtypes.int64, 'dense_shape')
        self._indices = indices
        self._values = values
        self._dense_shape = dense_shape
        places = indices.shape.with_rank(2)
        count = values.shape.with_rank(1)
        rank = dense_shape.shape.with_rank(1)
        places.dims[0].merge_with(count.dims[0])
        places.dims[1].merge_with(rank.dims[0])

    @classmethod
    def from_value(cls, sparse_tensor_value):
        if not isinstance(sparse_tensor_value, (SparseTensor, SparseTensorValue)):
            raise TypeError(
                'Neither a SparseTensor nor SparseTensorValue: %s.' % sparse_tensor_value
            )
        return cls(
            sparse_tensor_value.indices,
            sparse_tensor_value.values,
            sparse_tensor_value.dense_shape,
        )

    indices = property(lambda self: self._indices)
    values = property(lambda self: self._values)
    dense_shape = property(lambda self: self._dense_shape)
    dtype = property(lambda self: self._values.dtype)
    op = property(lambda self: self._values.op)
    graph = property(lambda self: self._indices.graph)

    @property
    def shape(self):
        known = arrays.constant_value(self._dense_shape)
        if known is None:
            rank = self._dense_shape.shape[0].value
            return TensorShape(None if rank is None else [None] * rank)
        return TensorShape([None if dim < 0 else int(dim) for dim in known])

    def get_shape(self):
        return self.shape

    def eval(self, feed_dict=None, session=None):
        parts = [self._indices, self._values, self._dense_shape]
        if session is None:
            from .._session import get_default_session

            session = get_default_session()
        if session is None:
            raise ValueError(
                'Cannot evaluate tensor using `eval()`: No default session is registered. Use `with '
                'sess.as_default()` or pass an explicit session to `eval(session=sess)`'
            )
        return SparseTensorValue(*session.run(parts, feed_dict))

    def __str__(self):
        return 'SparseTensor(indices=%s, values=%s, dense_shape=%s)' % (
            self._indices,
            self._values,
            self._dense_shape,
        )


def _sparse(value):
    if isinstance(value, SparseTensorValue):
        return SparseTensor.from_value(value)
    if not isinstance(value, SparseTensor):
        raise TypeError('Input must be a SparseTensor.')
    return value


def sparse_placeholder(dtype, shape=None, name=None):
    """Placeholders for indices, values and shape; fed as one (a tuple or a SparseTensorValue)."""
    def named(part):
        return None if name is None else name + '/' + part

    rank = None if shape is None else len(shape)
    if shape is None or any(dim is None for dim in shape):
        dense_shape = creation.placeholder(dtypes.int64, shape=[rank], name=named('shape'))
    else:
        dense_shape = convert(shape, dtypes.int64, named('shape'))
    return SparseTensor(
        values=creation.placeholder(dtype, shape=[None], name=named('values')),
        indices=creation.placeholder(dtypes.int64, shape=[None, rank], name=named('indices')),
        dense_shape=dense_shape,
    )


def sparse_to_dense(
    sparse_indices, output_shape, sparse_values, default_value=0, validate_indices=True, name=None
):
    return _to_dense(
        sparse_indices,
        output_shape,
        sparse_values,
        default_value,
        name=name,
        validateIndices=bool(validate_indices),
    )


def sparse_tensor_to_dense(sp_input, default_value=None, validate_indices=True, name=None):
    sp_input = _sparse(sp_input)
    if default_value is None:
        default_value = creation.zeros([], dtype=sp_input.dtype)
    return sparse_to_dense(
        sp_input.indices,
        sp_input.dense_shape,
        sp_input.values,
        default_value,
        validate_indices,
        name,
    )


def sparse_add(a, b, threshold=None, thresh=None):
    either('threshold', threshold, 'thresh', thresh)
    kinds = (SparseTensor, SparseTensorValue)
    if isinstance(a, kinds) and isinstance(b, kinds):
        raise NotImplementedError(
            'tf.sparse_add of two sparse tensors is not evaluated by this engine'
        )
    if not (isinstance(a, kinds) or isinstance(b, kinds)):
        raise TypeError('At least one input should be SparseTensor; do you mean to use tf.add()?')
    if isinstance(b, kinds):
        a, b = b, a
    a = _sparse(a)
    return _dense_add(a.indices, a.values, a.dense_shape, b)


def sparse_tensor_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None):
    sp_a = _sparse(sp_a)
    with name_scope(name, 'SparseTensorDenseMatMul', [sp_a.indices, sp_a.values, b]) as scope:
        b = convert(b, name='b')
        del scope  # TensorFlow names the op for its type inside the scope.
        return _dense_matmul(
            sp_a.indices,
            sp_a.values,
            sp_a.dense_shape,
            b,
            adjointA=bool(adjoint_a),
            adjointB=bool(adjoint_b),
        )


def sparse_reduce_sum(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    axis = either('axis', axis, 'reduction_axes', reduction_axes)
    if axis is None:
        shape = sp_input.dense_shape.shape
        if shape.is_fully_defined():
            axis = integers(range(shape[0].value))
        else:
            axis = creation.range_(0, arrays.size(sp_input.dense_shape))
    return _reduce_sum(
        sp_input.indices, sp_input.values, sp_input.dense_shape, axis, keepDims=keepdims
    )


__all__ = [
    'SparseTensor',
    'SparseTensorValue',
    'sparse_add',
    'sparse_placeholder',
    'sparse_reduce_sum',
    'sparse_tensor_dense_matmul',
    'sparse_tensor_to_dense',
    'sparse_to_dense',
]
