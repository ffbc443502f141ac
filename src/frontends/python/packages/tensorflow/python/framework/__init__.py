"""tensorflow.python.framework"""

from . import ops
from ..._missing import getter

__getattr__ = getter('tf.python.framework')
