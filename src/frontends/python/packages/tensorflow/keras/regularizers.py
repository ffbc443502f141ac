"""tf.keras.regularizers"""

from .._keras.regularizers import L1L2, Regularizer, deserialize, get, l1, l1_l2, l2, serialize
from .._missing import getter

__getattr__ = getter('tf.keras.regularizers')
