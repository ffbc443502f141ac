"""tf.keras.optimizers.schedules"""

from ..._keras.optimizers.schedules import (
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
    PolynomialDecay,
    deserialize,
    serialize,
)
from ..._missing import getter

__getattr__ = getter('tf.keras.optimizers.schedules')
