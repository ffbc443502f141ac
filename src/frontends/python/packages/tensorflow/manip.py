"""tf.manip"""

from ._missing import getter
from ._ops.arrays import reshape, reverse, tile
from ._ops.gathering import gather_nd, scatter_nd
from ._ops.rearranging import batch_to_space_nd, roll, space_to_batch_nd

__getattr__ = getter('tf.manip')
