"""tensorflow.python.ops"""

from ..._missing import getter

__getattr__ = getter('tf.python.ops')
