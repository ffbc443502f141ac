"""tf.contrib.stateless"""

from .._missing import getter
from .._ops.stateless import (
    stateless_multinomial,
    stateless_random_normal,
    stateless_random_uniform,
    stateless_truncated_normal,
)

__getattr__ = getter('tf.contrib.stateless')
