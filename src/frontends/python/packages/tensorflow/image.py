"""tf.image"""

from ._missing import getter
from ._ops.images import resize_bilinear, resize_nearest_neighbor

__getattr__ = getter('tf.image')
