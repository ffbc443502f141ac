"""tf.lookup"""

from ._lookup import KeyValueTensorInitializer, StaticHashTable
from ._missing import getter

__getattr__ = getter('tf.lookup')
