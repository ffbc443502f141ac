"""tf.keras.activations"""

from .._keras.activations import (
    deserialize,
    elu,
    exponential,
    get,
    hard_sigmoid,
    linear,
    relu,
    selu,
    serialize,
    sigmoid,
    softmax,
    softplus,
    softsign,
    tanh,
)
from .._missing import getter

__getattr__ = getter('tf.keras.activations')
