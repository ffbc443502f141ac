"""tf.keras"""

from .._keras.input_layer import Input
from .._keras.model import Model
from .._keras.sequential import Sequential
from .._missing import getter

from . import (  # isort: skip
    activations,
    backend,
    callbacks,
    constraints,
    datasets,
    experimental,
    initializers,
    layers,
    losses,
    metrics,
    models,
    optimizers,
    regularizers,
    utils,
)

__version__ = '2.2.4-tf'
__getattr__ = getter('tf.keras')
