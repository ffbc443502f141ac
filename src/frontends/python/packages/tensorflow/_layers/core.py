"""Dense, Dropout and Flatten (tensorflow/python/layers/core.py)."""

from .. import _initializers
from .._keras.layers import core as keras_layers
from .._layer import Layer
from .forms import constructor, function_of


class Dense(keras_layers.Dense, Layer):
    __init__ = constructor(
        keras_layers.Dense, kernel_initializer=None, bias_initializer=_initializers.Zeros()
    )


class Dropout(keras_layers.Dropout, Layer):
    __init__ = constructor(keras_layers.Dropout, rate=0.5)

    def call(self, inputs, training=False):
        return super().call(inputs, training=training)


class Flatten(keras_layers.Flatten, Layer):
    pass


dense = function_of(Dense, 'dense', 'activation(inputs · kernel + bias)')


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    """While TRAINING, a share RATE of INPUTS becomes 0 and the rest is scaled up."""
    layer = Dropout(rate, noise_shape=noise_shape, seed=seed, name=name)
    return layer(inputs, training=training)


def flatten(inputs, name=None, data_format='channels_last'):
    """[batch, …] -> [batch, the rest]"""
    return Flatten(name=name, data_format=data_format)(inputs)


FullyConnected = Dense
fully_connected = dense
