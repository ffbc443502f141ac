"""Variables in parts: how many parts a partitioner asks for, and the one value that the parts make up."""

import collections.abc
import math

from . import _dtypes as dtypes
from ._dtypes import DType
from ._name_scope import name_scope
from ._ops import arrays
from ._shapes import TensorShape


class SaveSliceInfo:
    """Which part of a whole a variable is."""

    def __init__(self, full_name=None, full_shape=None, var_offset=None, var_shape=None):
        self.full_name = full_name
        self.full_shape = full_shape
        self.var_offset = var_offset
        self.var_shape = var_shape

    @property
    def spec(self):
        """`7 2 3,2:0,2`: the whole's shape, then offset and length along each axis."""
        whole = ' '.join(map(str, self.full_shape))
        parts = ('%d,%d' % part for part in zip(self.var_offset, self.var_shape))
        return '%s %s' % (whole, ':'.join(parts))


class PartitionInfo:
    """What an initializer is told: the shape of the whole, and where its part begins."""

    def __init__(self, full_shape, var_offset):
        for offset, length in zip(var_offset, full_shape, strict=True):
            if not 0 <= offset < length:
                raise ValueError(
                    'Expected 0 <= offset < shape but found offset=%s, shape=%s for var_offset=%s, '
                    'full_shape=%s' % (offset, length, var_offset, full_shape)
                )
        self.full_shape = full_shape
        self.var_offset = var_offset


class PartitionedVariable:
    """Several variables that stand for one; as a tensor it is their concatenation."""

    def __init__(self, name, shape, dtype, variable_list, partitions):
        self._variable_list = sorted(
            variable_list, key=lambda part: part._get_save_slice_info().var_offset
        )
        self._name = name
        self._shape = shape
        self._dtype = dtype
        self._partitions = partitions

    name = property(lambda self: self._name)
    dtype = property(lambda self: self._dtype)
    shape = property(lambda self: self._shape)

    def get_shape(self):
        return self._shape

    def __iter__(self):
        return iter(self._variable_list)

    def __len__(self):
        return len(self._variable_list)

    def _get_variable_list(self):
        return self._variable_list

    def _get_partitions(self):
        return self._partitions

    def _axis(self):
        return slice_axis(self._partitions)[0]

    def as_tensor(self):
        from ._ops.control import control_dependencies

        with control_dependencies(None):
            return self._concat()

    def _concat(self):
        if len(self._variable_list) == 1:
            with name_scope(None):
                return arrays.identity(self._variable_list[0], name=self._name)
        with name_scope(self._name + '/ConcatPartitions/'):
            whole = arrays.concat(self._variable_list, self._axis())
        with name_scope(None):
            return arrays.identity(whole, name=self._name)

    def _convert_to_tensor(self, dtype, name, as_ref):
        if dtype is not None and not dtypes.as_dtype(dtype).is_compatible_with(self._dtype):
            raise ValueError(
                "Incompatible type conversion requested to type '%s' for variable of type '%s'"
                % (dtypes.as_dtype(dtype).name, self._dtype.name)
            )
        if as_ref:
            raise NotImplementedError("PartitionedVariable doesn't support being used as a reference.")
        return self.as_tensor()

    def _each(self, method, value, read_value, options):
        if isinstance(value, (list, PartitionedVariable)):
            values = list(value)
        else:
            axis = self._axis()
            values = arrays.split(value, [part.shape[axis].value for part in self], axis=axis)
        made = [getattr(part, method)(one, **options) for part, one in zip(self, values, strict=True)]
        return made if read_value else [one.op for one in made]

    def assign(self, value, use_locking=False, name=None, read_value=True):
        return self._each('assign', value, read_value, {'use_locking': use_locking, 'name': name})

    def assign_add(self, value, use_locking=False, name=None, read_value=True):
        return self._each('assign_add', value, read_value, {'use_locking': use_locking, 'name': name})

    def assign_sub(self, value, use_locking=False, name=None, read_value=True):
        return self._each('assign_sub', value, read_value, {'use_locking': use_locking, 'name': name})


PartitionedVariable.__module__ = 'tensorflow.python.ops.variables'


def partitions_of(partitioner, shape, dtype):
    """What PARTITIONER answers for a variable: a count of parts per axis, at most one of them above 1."""
    if not shape.is_fully_defined():
        raise ValueError(
            'Shape of a new partitioned variable must be fully defined, but instead was %s.' % (shape,)
        )
    if shape.ndims < 1:
        raise ValueError('A partitioned Variable must have rank at least 1, shape: %s' % shape)
    slicing = partitioner(shape=shape, dtype=dtype)
    if not isinstance(slicing, collections.abc.Sequence):
        raise ValueError('Partitioner must return a sequence, but saw: %s' % slicing)
    if len(slicing) != shape.ndims:
        raise ValueError(
            "Partitioner returned a partition list that does not match the Variable's rank: %s vs. %s"
            % (slicing, shape)
        )
    if any(p < 1 for p in slicing):
        raise ValueError('Partitioner returned zero partitions for some axes: %s' % slicing)
    if sum(p > 1 for p in slicing) > 1:
        raise ValueError(
            'Can only slice a variable along one dimension: shape: %s, partitioning: %s'
            % (shape, slicing)
        )
    return slicing


def slice_axis(partitions):
    """(the axis that is cut, into how many parts)."""
    for axis, count in enumerate(partitions):
        if count > 1:
            return axis, count
    return 0, 1


def slices_of(full_shape, partitions):
    """(offset, shape) of every part: the first ones are longer by one where the axis does not divide."""
    axis, count = slice_axis(partitions)
    least, longer = divmod(full_shape[axis], count)
    offset = [0] * len(full_shape)
    for i in range(count):
        shape = full_shape[:]
        shape[axis] = least + (i < longer)
        yield offset[:], shape
        offset[axis] += shape[axis]


def _element_bytes(dtype, bytes_per_string_element):
    return bytes_per_string_element if dtype.base_dtype is dtypes.string else dtype.size


def variable_axis_size_partitioner(
    max_shard_bytes, axis=0, bytes_per_string_element=16, max_shards=None
):
    """As few parts along AXIS as keep every part below MAX_SHARD_BYTES."""
    if max_shard_bytes < 1 or bytes_per_string_element < 1:
        raise ValueError('Both max_shard_bytes and bytes_per_string_element must be positive.')
    if max_shards and max_shards < 1:
        raise ValueError('max_shards must be positive.')

    def _partitioner(shape, dtype):
        if not isinstance(shape, TensorShape):
            raise ValueError('shape is not a TensorShape: %s' % shape)
        if not shape.is_fully_defined():
            raise ValueError('shape is not fully defined: %s' % shape)
        if not isinstance(dtype, DType):
            raise ValueError('dtype is not a DType: %s' % dtype)
        length = shape.as_list()[axis]
        bytes_per_slice = shape.num_elements() / length * _element_bytes(dtype, bytes_per_string_element)
        slices_per_shard = max(1, math.floor(max_shard_bytes / bytes_per_slice))
        shards = math.ceil(length / slices_per_shard)
        partitions = [1] * shape.ndims
        partitions[axis] = min(max_shards, shards) if max_shards else shards
        return partitions

    return _partitioner


def min_max_variable_partitioner(
    max_partitions=1, axis=0, min_slice_size=256 << 10, bytes_per_string_element=16
):
    """As many parts along AXIS, up to MAX_PARTITIONS, as have MIN_SLICE_SIZE bytes each."""

    def _partitioner(shape, dtype):
        if axis >= len(shape):
            raise ValueError(
                'Can not partition variable along axis %d when shape is only %s' % (axis, shape)
            )
        total = shape.num_elements() * _element_bytes(dtype, bytes_per_string_element)
        partitions = [1] * len(shape)
        partitions[axis] = max(
            1, min(shape.as_list()[axis], max_partitions, math.ceil(total / min_slice_size))
        )
        return partitions

    return _partitioner


def fixed_size_partitioner(num_shards, axis=0):
    """NUM_SHARDS parts along AXIS, or as many as it is long."""

    def _partitioner(shape, **unused_args):
        partitions = [1] * len(shape)
        partitions[axis] = min(num_shards, shape.as_list()[axis])
        return partitions

    return _partitioner
