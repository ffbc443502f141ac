"""tf.keras.constraints"""

from .._keras.constraints import (
    Constraint,
    MaxNorm,
    MinMaxNorm,
    NonNeg,
    UnitNorm,
    deserialize,
    get,
    max_norm,
    min_max_norm,
    non_neg,
    serialize,
    unit_norm,
)
from .._missing import getter

__getattr__ = getter('tf.keras.constraints')
