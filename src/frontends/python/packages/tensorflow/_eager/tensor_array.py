"""tf.TensorArray under eager execution: a list of tensors (TensorFlow's tensor_array_ops._EagerTensorArray)."""

from .._convert import convert
from .._errors import InvalidArgumentError, OutOfRangeError
from .._ops import arrays, creation
from .._ops.tensor_arrays import TensorArray
from .._shapes import as_shape
from .._dtypes import as_dtype
from .tensor import EagerTensor


def _number(index):
    return int(index.numpy()) if isinstance(index, EagerTensor) else index


class EagerTensorArray(TensorArray):
    """A write changes the array itself."""

    def __init__(
        self,
        dtype,
        size=None,
        dynamic_size=None,
        clear_after_read=None,
        tensor_array_name=None,
        handle=None,
        flow=None,
        infer_shape=True,
        element_shape=None,
        colocate_with_first_write_call=True,
        name=None,
    ):
        if handle is not None:
            raise ValueError('TensorArray handles are not supported when eager execution is enabled.')
        if size is None:
            raise ValueError(
                'Size must be declared for TensorArrays when eager execution is enabled.'
            )
        self._handle = self._flow = None
        self._infer_shape = infer_shape
        self._element_shapes = [as_shape(element_shape)]
        self._dtype = as_dtype(dtype).base_dtype
        self._dynamic_size = dynamic_size or False
        self._clears = True if clear_after_read is None else clear_after_read
        self._read_before = set()
        self._items = [None] * _number(size)

    def identity(self):
        return self

    def grad(self, source, flow=None, name=None):
        raise NotImplementedError(
            "TensorArray.grad is not supported when executing eagerly; eager's gradient implementation "
            'does not use/need this function to compute gradients of operations that use TensorArrays.'
        )

    def read(self, index, name=None):
        index = _number(index)
        if index < 0:
            raise OutOfRangeError(
                None, None, 'Reading from negative indices (index %d) is not allowed.' % index
            )
        if index >= len(self._items):
            raise OutOfRangeError(
                None,
                None,
                'Tried to read from index %d but array size is: %d' % (index, len(self._items)),
            )
        item = self._items[index]
        if item is None:
            if index in self._read_before:
                raise InvalidArgumentError(
                    None,
                    None,
                    'Could not read index %d twice because it was cleared after a previous read '
                    '(perhaps try setting clear_after_read = false?)' % index,
                )
            item = self._filled(index)
        if self._clears:
            self._items[index] = None
            self._read_before.add(index)
        return item

    def _filled(self, index):
        if self._items[index] is None:
            self._items[index] = creation.zeros(shape=self.element_shape, dtype=self._dtype)
        return self._items[index]

    def _put(self, index, value):
        index = _number(index)
        if index < 0:
            raise OutOfRangeError(
                None, None, 'Writing to negative indices (index %d) is not allowed.' % index
            )
        size = len(self._items)
        if index >= size:
            if not self._dynamic_size:
                raise OutOfRangeError(
                    None,
                    None,
                    'Tried to write to index %d but array is not resizeable and size is: %d'
                    % (index, size),
                )
            self._items.extend([None] * (index - size + 1))
        if not isinstance(value, EagerTensor):
            value = convert(value, None, 'value', self._dtype)
        if self._dtype is not value.dtype:
            raise InvalidArgumentError(
                None,
                None,
                'TensorArray dtype is %s but Op is trying to write dtype %s'
                % (self._dtype.name, value.dtype.name),
            )
        if not self.element_shape.is_compatible_with(value.shape):
            raise ValueError(
                'Incompatible shape for value (%s), expected (%s)' % (value.shape, self.element_shape)
            )
        if self._infer_shape:
            self._element_shapes[0] = self.element_shape.merge_with(value.shape)
        self._items[index] = value

    def write(self, index, value, name=None):
        self._put(index, value)
        return self

    def stack(self, name=None):
        items = [self._filled(i) for i in range(len(self._items))]
        return arrays.stack(items, name=name) if items else convert([], self._dtype)

    def gather(self, indices, name=None):
        if isinstance(indices, EagerTensor):
            indices = indices.numpy()
        return arrays.stack([self._filled(int(i)) for i in indices])

    def concat(self, name=None):
        items = [self._filled(i) for i in range(len(self._items))]
        return arrays.concat(items, 0, name=name)

    def unstack(self, value, name=None):
        items = arrays.unstack(value)
        if len(items) > len(self._items) and not self._dynamic_size:
            raise ValueError(
                'Cannot unstack %d tensors into a TensorArray of static size %d'
                % (len(items), len(self._items))
            )
        self._items = items
        return self

    def scatter(self, indices, value, name=None):
        if isinstance(indices, EagerTensor):
            indices = indices.numpy()
        for index, item in zip(indices, arrays.unstack(value)):
            self._put(int(index), item)
        return self

    def split(self, value, lengths, name=None):
        value = convert(value, self._dtype, 'value')
        lengths = convert(lengths).numpy().tolist()
        self._items = arrays.split(value, lengths)
        return self

    def size(self, name=None):
        return convert(len(self._items))

    def close(self, name=None):
        del self._items[:]
