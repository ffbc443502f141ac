"""tensorflow.python: the few private paths that training files import."""

from . import framework, ops
from .._missing import getter

__getattr__ = getter('tf.python')
