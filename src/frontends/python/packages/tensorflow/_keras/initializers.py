"""Initializers of tf.keras.initializers: TensorFlow's, with narrower defaults where Keras has them."""

from .. import _initializers as _base
from .._dtypes import float32
from .._initializers import (
    Constant,
    GlorotNormal,
    GlorotUniform,
    Identity,
    Initializer,
    Ones,
    VarianceScaling,
    Zeros,
    he_normal,
    he_uniform,
    lecun_normal,
    lecun_uniform,
)
from .._orthogonal import Orthogonal
from .serializing import deserialize_keras_object, serialize_keras_object


class TruncatedNormal(_base.TruncatedNormal):
    def __init__(self, mean=0.0, stddev=0.05, seed=None, dtype=float32):
        super().__init__(mean=mean, stddev=stddev, seed=seed, dtype=dtype)


class RandomUniform(_base.RandomUniform):
    def __init__(self, minval=-0.05, maxval=0.05, seed=None, dtype=float32):
        super().__init__(minval=minval, maxval=maxval, seed=seed, dtype=dtype)


class RandomNormal(_base.RandomNormal):
    def __init__(self, mean=0.0, stddev=0.05, seed=None, dtype=float32):
        super().__init__(mean=mean, stddev=stddev, seed=seed, dtype=dtype)


zero = zeros = Zeros
one = ones = Ones
constant = Constant
uniform = random_uniform = RandomUniform
normal = random_normal = RandomNormal
truncated_normal = TruncatedNormal
identity = Identity
orthogonal = Orthogonal
glorot_normal = GlorotNormal
glorot_uniform = GlorotUniform

_SCALED = {
    function.__name__: function for function in (he_normal, he_uniform, lecun_normal, lecun_uniform)
}
_KNOWN = {
    name: value
    for name, value in list(globals().items())
    if isinstance(value, type) and issubclass(value, Initializer)
}
_KNOWN.update(_SCALED)


def serialize(initializer):
    return serialize_keras_object(initializer)


def deserialize(config, custom_objects=None):
    return deserialize_keras_object(
        config,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='initializer',
    )


def get(identifier):
    """An initializer for a name, a config or a callable; None for None."""
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if isinstance(identifier, str):
        if identifier in _SCALED:
            return deserialize({'class_name': identifier, 'config': {}})
        return deserialize(str(identifier))
    if callable(identifier):
        return identifier
    raise ValueError('Could not interpret initializer identifier: ' + str(identifier))


