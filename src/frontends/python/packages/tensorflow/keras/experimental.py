"""tf.keras.experimental"""

from .._keras.optimizers.schedules import (
    CosineDecay,
    CosineDecayRestarts,
    LinearCosineDecay,
    NoisyLinearCosineDecay,
)
from .._missing import getter

__getattr__ = getter('tf.keras.experimental')
