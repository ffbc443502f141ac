"""tf.keras.initializers"""

from .._keras.initializers import (
    Constant,
    Identity,
    Initializer,
    Ones,
    Orthogonal,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
    VarianceScaling,
    Zeros,
    constant,
    deserialize,
    get,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    identity,
    lecun_normal,
    lecun_uniform,
    normal,
    ones,
    orthogonal,
    random_normal,
    random_uniform,
    serialize,
    truncated_normal,
    uniform,
    zeros,
)
from .._missing import getter

__getattr__ = getter('tf.keras.initializers')
