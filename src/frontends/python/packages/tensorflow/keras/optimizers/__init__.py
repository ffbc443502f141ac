"""tf.keras.optimizers"""

from ..._keras.optimizers.adams import Adam, Adamax, Nadam
from ..._keras.optimizers.adaptive import Adadelta, Adagrad, Ftrl
from ..._keras.optimizers.base import OptimizerV2 as Optimizer
from ..._keras.optimizers.descent import SGD, RMSprop
from ..._keras.optimizers.named import deserialize, get, serialize
from ..._missing import getter
from . import schedules

__getattr__ = getter('tf.keras.optimizers')
