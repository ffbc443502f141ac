"""tf.TensorSpec: element type and shape of a tensor that is not there yet."""

from ._dtypes import as_dtype
from ._shapes import TensorShape, as_shape


class TensorSpec:
    """`TensorSpec(shape, dtype=tf.float32, name=None)`"""

    _is_tensor_spec = True
    __module__ = 'tensorflow.python.framework.tensor_spec'

    def __init__(self, shape, dtype=None, name=None):
        self._shape = TensorShape(shape) if not isinstance(shape, TensorShape) else as_shape(shape)
        self._dtype = as_dtype('float32' if dtype is None else dtype)
        self._name = name

    shape = property(lambda self: self._shape)
    dtype = property(lambda self: self._dtype)
    name = property(lambda self: self._name)

    @classmethod
    def from_spec(cls, spec, name=None):
        return cls(spec.shape, spec.dtype, name or spec.name)

    @classmethod
    def from_tensor(cls, tensor, name=None):
        if hasattr(tensor, 'numpy'):
            return cls(tensor.shape, tensor.dtype, name)
        return cls(tensor.shape, tensor.dtype, name or tensor.op.name)

    def is_compatible_with(self, spec_or_tensor):
        return spec_or_tensor.dtype.base_dtype.is_compatible_with(
            self._dtype
        ) and self._shape.is_compatible_with(spec_or_tensor.shape)

    def _key(self):
        shape = self._shape
        return None if shape.ndims is None else tuple(shape.as_list()), self._dtype, self._name

    def __eq__(self, other):
        return isinstance(other, TensorSpec) and self._key() == other._key()

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return 'TensorSpec(shape=%s, dtype=%r, name=%r)' % (self.shape, self.dtype, self.name)
