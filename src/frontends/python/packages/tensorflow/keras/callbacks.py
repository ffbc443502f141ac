"""tf.keras.callbacks"""

from .._keras.callback_base import Callback
from .._keras.callbacks import (
    BaseLogger,
    CSVLogger,
    EarlyStopping,
    History,
    LambdaCallback,
    LearningRateScheduler,
    ReduceLROnPlateau,
    TerminateOnNaN,
)
from .._keras.progress_logger import ProgbarLogger
from .._missing import getter

__getattr__ = getter('tf.keras.callbacks')
