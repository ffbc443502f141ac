"""tf.contrib: initializers and regularizers of contrib.layers; the rest is named when it is asked for."""

from . import layers
from .._missing import getter

__getattr__ = getter('tf.contrib')
