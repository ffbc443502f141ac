"""Picking rows: gather, boolean masks."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._convert import convert
from .._name_scope import name_scope
from .._op_attributes import integer
from .._tensor import Tensor
from . import arrays, math, reductions

_gather = OpCall('GatherV2')
_gather_nd = OpCall('GatherNd')
_scatter_nd = OpCall('ScatterNd')
_dynamic_stitch = OpCall('DynamicStitch')
_prod = OpCall('Prod')


def gather(params, indices, validate_indices=None, name=None, axis=None, batch_dims=0):
    if axis is None:
        axis = batch_dims
    is_first = not axis if type(axis) is int else _is_zero(axis)
    if is_first and hasattr(params, 'sparse_read'):
        return params.sparse_read(indices, name=name)
    # As in TensorFlow, along axis 0 batch_dims do not count.
    if is_first or type(batch_dims) is int and batch_dims == 0:
        return _gather(params, indices, axis, name=name)
    return _gather(params, indices, axis, name=name, batchDims=integer(batch_dims, 'batch_dims'))


def _is_zero(axis):
    return isinstance(axis, Tensor) and arrays.constant_value(axis) == 0


def batch_gather(params, indices, name=None):
    """Rows by index, in each entry of the batch: one gather from the flattened batch."""
    from .creation import _range, ones, zeros

    with name_scope(name, 'BatchGather', [params, indices]):
        indices = convert(indices, name='indices')
        params = convert(params, name='params')
        rank = indices.shape.ndims
        if rank is None:
            raise ValueError('batch_gather does not allow indices with unknown shape.')
        count = rank - 1
        if params.shape.ndims is not None and count >= params.shape.ndims:
            raise ValueError(
                'batch_dims = %d must be less than rank(params) = %d' % (count, params.shape.ndims)
            )
        kind = indices.dtype.base_dtype
        indices_shape = arrays.shape(indices)
        params_shape = arrays.shape(params)
        flat = indices
        stride = ones((), dtype=kind)
        sizes = math._cast(params_shape, dstT=kind.name)
        for dim in range(count, 0, -1):
            size = sizes[dim - 1]
            stride *= sizes[dim]
            start = zeros((), dtype=kind)
            step = ones((), dtype=kind)
            offsets = _range(start, size, step)
            offsets *= stride
            shape = arrays.stack([1] * (dim - 1) + [size] + [1] * (rank - dim), axis=0)
            flat += arrays.reshape(offsets, shape)
        flat = arrays.reshape(flat, [-1])
        rest = params_shape[count + 1 :]
        rows = reductions.reduce_prod(params_shape[: count + 1], [0])
        table = arrays.reshape(params, arrays.concat([[rows], rest], axis=0))
        picked = gather(table, flat)
        result = arrays.reshape(picked, arrays.concat([indices_shape, rest], axis=0))
        known = indices.shape[:count].merge_with(params.shape[:count])
        known = known.concatenate(indices.shape[count:])
        result.set_shape(known.concatenate(params.shape[count + 1 :]))
        return result


def gather_nd(params, indices, name=None, batch_dims=0):
    if isinstance(batch_dims, Tensor):
        known = arrays.constant_value(batch_dims)
        batch_dims = batch_dims if known is None else int(known)
    elif batch_dims is not None:
        batch_dims = int(batch_dims)
    if isinstance(batch_dims, int) and batch_dims == 0:
        return _gather_nd(params, indices, name=name)
    return _batch_gather_nd(params, indices, batch_dims, name)


def _batch_gather_nd(params, indices, batch_dims, name):
    """gather_nd in each entry of the batch: its place is put before the indices."""
    from .creation import meshgrid, ones

    with name_scope(name, 'BatchGatherND', [params, indices]):
        indices = convert(indices, name='indices')
        params = convert(params, name='params')
        if not isinstance(batch_dims, int):
            raise TypeError('batch_dims must be an int; got %r' % (batch_dims,))
        if batch_dims < 0:
            raise ValueError('tf.gather_nd does not allow negative batch_dims.')
        for what, tensor in (('indices', indices), ('params', params)):
            rank = tensor.shape.ndims
            if rank is not None and batch_dims >= rank:
                raise ValueError(
                    'batch_dims = %d must be less than rank(%s) = %d' % (batch_dims, what, rank)
                )
        params_shape = arrays.shape(params)
        indices_shape = arrays.shape(indices)
        batch_shape = params_shape[:batch_dims]
        batch_size = _prod(batch_shape, [0], keepDims=False)
        inner_rank = arrays.rank(indices) - batch_dims - 1
        inner_shape = indices_shape[batch_dims:-1]
        kind = indices.dtype.base_dtype.name
        ranges = [
            math._cast(arrays._range(0, size, 1), dstT=kind)
            for size in arrays.unstack(batch_shape, axis=0)
        ]
        grid = [arrays.reshape(x, (-1,)) for x in meshgrid(*ranges, indexing='ij')]
        grid = arrays.transpose(arrays.stack(grid, axis=0))
        grid_shape = arrays.shape(grid)
        parts = [grid_shape[:1], ones(inner_rank, dtype=dtypes.int32), grid_shape[1:]]
        grid = arrays.reshape(grid, arrays.concat(parts, axis=0))
        grid = arrays.tile(grid, arrays.concat(((1,), inner_shape, (1,)), axis=0))
        flat_shape = arrays.concat(([batch_size], indices_shape[batch_dims:]), axis=0)
        flat = arrays.reshape(indices, flat_shape)
        picked = _gather_nd(params, arrays.concat((grid, flat), axis=-1))
        rest = arrays.shape(picked)[1:]
        return arrays.reshape(picked, arrays.concat((batch_shape, rest), axis=0))


def scatter_nd(indices, updates, shape, name=None):
    return _scatter_nd(indices, updates, shape, name=name)


def dynamic_stitch(indices, data, name=None):
    return _dynamic_stitch(indices, data, name=name)


def boolean_mask(tensor, mask, name='boolean_mask', axis=None):
    with name_scope(name, values=[tensor, mask]):
        tensor = convert(tensor, name='tensor')
        mask = convert(mask, name='mask')
        mask_shape = mask.shape
        count = mask_shape.ndims
        if count == 0:
            raise ValueError('mask cannot be scalar.')
        if count is None:
            raise ValueError(
                'Number of mask dimensions must be specified, even if some dimensions are None.  E.g. '
                'shape=[None] is ok, but shape=None is not.'
            )
        axis = 0 if axis is None else axis
        static = tensor.shape
        static[axis : axis + count].assert_is_compatible_with(mask_shape)
        leading = reductions.reduce_prod(arrays.shape(tensor)[axis : axis + count], [0])
        dims = [
            arrays.shape(tensor)[:axis],
            [leading],
            arrays.shape(tensor)[axis + count :],
        ]
        tensor = arrays.reshape(tensor, arrays.concat(dims, 0))
        first = static[axis : axis + count].num_elements()
        tensor.set_shape(static[:axis].concatenate([first]).concatenate(static[axis + count :]))
        mask = arrays.reshape(mask, [-1])
        indices = arrays.squeeze(arrays.where(mask), axis=[1])
        return gather(tensor, indices, axis=axis)


def sequence_mask(lengths, maxlen=None, dtype=None, name=None):
    from .._constant import constant
    from .creation import _range

    dtype = dtypes.bool_ if dtype is None else dtypes.as_dtype(dtype)
    with name_scope(name, 'SequenceMask', [lengths, maxlen]):
        lengths = convert(lengths)
        if maxlen is None:
            maxlen = reductions.reduce_max(lengths)
            maxlen = math.maximum(constant(0, maxlen.dtype), maxlen)
        else:
            maxlen = convert(maxlen)
        if maxlen.shape.ndims not in (None, 0):
            raise ValueError('maxlen must be scalar for sequence_mask')
        row = _range(constant(0, maxlen.dtype), maxlen, constant(1, maxlen.dtype))
        matrix = math._cast(arrays.expand_dims(lengths, -1), dstT=maxlen.dtype.base_dtype.name)
        return math.cast(row < matrix, dtype)
