"""IndexedSlices: a gradient of some rows of a tensor, as gather's derivative makes them."""

import collections
import warnings

from _gradient_runtime import note_parts

from ._convert import convert
from ._graph_elements import graph_of_inputs
from ._shapes import TensorShape
from ._tensor import Tensor

IndexedSlicesValue = collections.namedtuple(
    'IndexedSlicesValue', ['values', 'indices', 'dense_shape']
)

#: From this size on TensorFlow warns when slices become a dense tensor.
_LARGE = 100000000


class IndexedSlices:
    """Rows `values` at `indices` of a tensor of shape `dense_shape`; an index may come twice."""

    def __init__(self, values, indices, dense_shape=None):
        graph_of_inputs([item for item in (values, indices, dense_shape) if item is not None])
        self._values = values
        self._indices = indices
        self._dense_shape = dense_shape

    values = property(lambda self: self._values)
    indices = property(lambda self: self._indices)
    dense_shape = property(lambda self: self._dense_shape)
    name = property(lambda self: self._values.name)
    device = property(lambda self: self._values.device)
    op = property(lambda self: self._values.op)
    dtype = property(lambda self: self._values.dtype)
    graph = property(lambda self: self._values.graph)

    @property
    def shape(self):
        from ._ops.arrays import constant_value

        dims = None if self._dense_shape is None else constant_value(self._dense_shape)
        return TensorShape(dims)

    get_shape = shape.fget

    def consumers(self):
        return self._values.consumers()

    def __neg__(self):
        return IndexedSlices(-self._values, self._indices, self._dense_shape)

    def __str__(self):
        return 'IndexedSlices(indices=%s, values=%s%s)' % (
            self._indices,
            self._values,
            ', dense_shape=%s' % self._dense_shape if self._dense_shape is not None else '',
        )

    def _convert_to_tensor(self, dtype, name, as_ref):
        """Dense, with TensorFlow's warnings about memory."""
        from ._ops.arrays import constant_value
        from ._ops.segments import unsorted_segment_sum

        if dtype is not None and not dtype.is_compatible_with(self.dtype):
            raise ValueError(
                'Tensor conversion requested dtype %s for IndexedSlices with dtype %s'
                % (dtype.name, self.dtype.name)
            )
        if self._dense_shape is None:
            raise ValueError(
                'Tensor conversion requested for IndexedSlices without dense_shape: %s' % self
            )
        dims = constant_value(self._dense_shape)
        if dims is None:
            warnings.warn(
                'Converting sparse IndexedSlices to a dense Tensor of unknown shape. This may consume '
                'a large amount of memory.'
            )
        else:
            size = 1
            for dim in dims:
                size *= dim
            if size >= _LARGE:
                warnings.warn(
                    'Converting sparse IndexedSlices to a dense Tensor with %d elements. This may '
                    'consume a large amount of memory.' % size
                )
        return unsorted_segment_sum(self._values, self._indices, self._dense_shape[0], name=name)


def convert_or_slices(value, dtype=None, name=None):
    """VALUE as a Tensor, or itself when it is a Tensor or IndexedSlices."""
    if isinstance(value, (Tensor, IndexedSlices)):
        return value
    return convert(value, dtype, name)


def convert_all_or_slices(values):
    return [None if value is None else convert_or_slices(value) for value in values]


note_parts(
    IndexedSlices,
    'IndexedSlices',
    lambda slices: [
        ('values', slices._values), ('indices', slices._indices), ('dense_shape', slices._dense_shape),
    ],
)
