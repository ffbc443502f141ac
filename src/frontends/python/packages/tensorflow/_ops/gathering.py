"""Picking rows: gather, boolean masks."""

from .._apply import OpCall
from .._convert import convert
from .._name_scope import name_scope
from . import arrays, math, reductions

_gather = OpCall('GatherV2')
_gather_nd = OpCall('GatherNd')
_scatter_nd = OpCall('ScatterNd')
_dynamic_stitch = OpCall('DynamicStitch')


def gather(params, indices, validate_indices=None, name=None, axis=None, batch_dims=0):
    if batch_dims:
        raise NotImplementedError(
            'tf.gather with batch_dims is not evaluated by this engine; tf.batch_gather is'
        )
    if (axis is None or type(axis) is int and axis == 0) and hasattr(params, 'sparse_read'):
        return params.sparse_read(indices, name=name)
    return _gather(params, indices, 0 if axis is None else axis, name=name)


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
    if batch_dims:
        raise NotImplementedError('tf.gather_nd with batch_dims is not evaluated by this engine')
    return _gather_nd(params, indices, name=name)


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
    from .. import _dtypes as dtypes
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
