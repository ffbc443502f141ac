"""Blocks, rolls, reversed sequences, partitions, and scatters into copies of a tensor."""

from collections import namedtuple

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import constant
from .._name_scope import either, name_scope
from . import arrays

_space_to_depth = OpCall('SpaceToDepth')
_depth_to_space = OpCall('DepthToSpace')
_space_to_batch = OpCall('SpaceToBatchND')
_batch_to_space = OpCall('BatchToSpaceND')
_roll = OpCall('Roll')
_reverse_sequence = OpCall('ReverseSequence')
_partition = OpCall('DynamicPartition')
_unique_with_counts = OpCall('UniqueWithCounts')
_list_diff = OpCall('ListDiff')
_unravel_index = OpCall('UnravelIndex')
_tensor_update = OpCall('TensorScatterUpdate')
_tensor_add = OpCall('TensorScatterAdd')
_tensor_sub = OpCall('TensorScatterSub')


def _block_size(size, op):
    if int(size) < 2:
        raise ValueError(
            "Attr 'block_size' of '%s' Op passed %d less than minimum 2." % (op, int(size))
        )
    return int(size)


def space_to_depth(input, block_size, name=None, data_format='NHWC'):
    size = _block_size(block_size, 'SpaceToDepth')
    return _space_to_depth(input, name=name, blockSize=size, dataFormat=data_format)


def depth_to_space(input, block_size, name=None, data_format='NHWC'):
    size = _block_size(block_size, 'DepthToSpace')
    return _depth_to_space(input, name=name, blockSize=size, dataFormat=data_format)


def space_to_batch_nd(input, block_shape, paddings, name=None):
    return _space_to_batch(input, block_shape, paddings, name=name)


def batch_to_space_nd(input, block_shape, crops, name=None):
    return _batch_to_space(input, block_shape, crops, name=name)


def _of_images(call, default, input, block_size, edges, name):
    with name_scope(name, default) as scope:
        block = constant([block_size, block_size], dtypes.int32, name='block_shape')
        result = call(input, block, edges, name=scope)
    result.set_shape(result.shape.with_rank(4))
    return result


def space_to_batch(input, paddings, block_size=None, name=None, block_shape=None):
    block_size = either('block_shape', block_shape, 'block_size', block_size)
    return _of_images(_space_to_batch, 'SpaceToBatchND', input, block_size, paddings, name)


def batch_to_space(input, crops, block_size, name=None, block_shape=None):
    block_size = either('block_shape', block_shape, 'block_size', block_size)
    return _of_images(_batch_to_space, 'BatchToSpaceND', input, block_size, crops, name)


def roll(input, shift, axis, name=None):
    return _roll(input, shift, axis, name=name)


def reverse_sequence(
    input, seq_lengths, seq_axis=None, batch_axis=None, name=None, seq_dim=None, batch_dim=None
):
    seq_axis = either('seq_axis', seq_axis, 'seq_dim', seq_dim)
    batch_axis = either('batch_axis', batch_axis, 'batch_dim', batch_dim)
    if seq_axis is None:
        raise TypeError("Expected int for argument 'seq_dim' not None.")
    return _reverse_sequence(
        input, seq_lengths, name=name, seqDim=int(seq_axis), batchDim=int(batch_axis or 0)
    )


def dynamic_partition(data, partitions, num_partitions, name=None):
    parts = _partition(data, partitions, name=name, numPartitions=int(num_partitions))
    return arrays.as_list(parts)


def unique_with_counts(x, out_idx=dtypes.int32, name=None):
    outputs = _unique_with_counts(x, name=name, outIdx=dtypes.as_dtype(out_idx).name)
    return namedtuple('UniqueWithCounts', ['y', 'idx', 'count'])(*outputs)


def setdiff1d(x, y, index_dtype=dtypes.int32, name=None):
    outputs = _list_diff(x, y, name=name, outIdx=dtypes.as_dtype(index_dtype).name)
    return namedtuple('ListDiff', ['out', 'idx'])(*outputs)


def unravel_index(indices, dims, name=None):
    return _unravel_index(indices, dims, name=name)


def tensor_scatter_update(tensor, indices, updates, name=None):
    return _tensor_update(tensor, indices, updates, name=name)


def tensor_scatter_add(tensor, indices, updates, name=None):
    return _tensor_add(tensor, indices, updates, name=name)


def tensor_scatter_sub(tensor, indices, updates, name=None):
    return _tensor_sub(tensor, indices, updates, name=name)


tensor_scatter_nd_update = tensor_scatter_update
tensor_scatter_nd_add = tensor_scatter_add
tensor_scatter_nd_sub = tensor_scatter_sub

__all__ = [
    'batch_to_space',
    'batch_to_space_nd',
    'depth_to_space',
    'dynamic_partition',
    'reverse_sequence',
    'roll',
    'setdiff1d',
    'space_to_batch',
    'space_to_batch_nd',
    'space_to_depth',
    'tensor_scatter_add',
    'tensor_scatter_nd_add',
    'tensor_scatter_nd_sub',
    'tensor_scatter_nd_update',
    'tensor_scatter_sub',
    'tensor_scatter_update',
    'unique_with_counts',
    'unravel_index',
]
