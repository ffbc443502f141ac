"""tf.bitwise"""

from ._missing import getter
from ._ops.bits import bitwise_and, bitwise_or, bitwise_xor, invert, left_shift, right_shift

__getattr__ = getter('tf.bitwise')
