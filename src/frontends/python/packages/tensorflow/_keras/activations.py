"""Activation functions of tf.keras.activations, and how a name becomes one."""

from .._ops import activations as _ops
from .._ops import math, reductions
from . import backend_layers as K
from .serializing import deserialize_keras_object, serialize_keras_object


def softmax(x, axis=-1):
    rank = x.shape.ndims
    if rank == 2:
        return _ops.softmax(x)
    if rank > 2:
        exponents = math.exp(x - reductions.reduce_max(x, axis=axis, keepdims=True))
        return exponents / reductions.reduce_sum(exponents, axis=axis, keepdims=True)
    raise ValueError('Cannot apply softmax to a tensor that is 1D. Received input: %s' % (x,))


def elu(x, alpha=1.0):
    return K.elu(x, alpha)


def selu(x):
    alpha = 1.6732632423543772848170429916717
    scale = 1.0507009873554804934193349852946
    return scale * K.elu(x, alpha)


def softplus(x):
    return K.softplus(x)


def softsign(x):
    return K.softsign(x)


def relu(x, alpha=0.0, max_value=None, threshold=0):
    return K.relu(x, alpha=alpha, max_value=max_value, threshold=threshold)


def tanh(x):
    return K.tanh(x)


def sigmoid(x):
    return K.sigmoid(x)


def exponential(x):
    return math.exp(x)


def hard_sigmoid(x):
    return K.hard_sigmoid(x)


def linear(x):
    return x


_KNOWN = {
    function.__name__: function
    for function in (
        softmax, elu, selu, softplus, softsign, relu, tanh, sigmoid, exponential, hard_sigmoid, linear,
    )
}  # fmt: skip


def serialize(activation):
    if getattr(activation, '__name__', None) == 'softmax_v2':
        return 'softmax'
    return serialize_keras_object(activation)


def deserialize(name, custom_objects=None):
    return deserialize_keras_object(
        name,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='activation function',
    )


def get(identifier):
    if identifier is None:
        return linear
    if isinstance(identifier, str):
        return deserialize(str(identifier))
    if callable(identifier):
        return identifier
    if isinstance(identifier, dict):
        return deserialize_keras_object(identifier, printable_module_name='activation')
    raise TypeError(
        'Could not interpret activation function identifier: {}'.format(repr(identifier))
    )
