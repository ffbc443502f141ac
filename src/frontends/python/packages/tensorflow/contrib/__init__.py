"""tf.contrib: layers, initializers and regularizers of contrib.layers, the global step; the rest is named when it is asked for."""

from . import eager, framework, layers, opt, rnn, slim, training
from .._missing import getter

__getattr__ = getter('tf.contrib')
