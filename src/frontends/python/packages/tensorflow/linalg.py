"""tf.linalg"""

from ._missing import getter
from ._ops.arrays import diag as tensor_diag
from ._ops.arrays import diag_part as tensor_diag_part
from ._ops.arrays import matrix_diag as diag
from ._ops.arrays import matrix_diag_part as diag_part
from ._ops.arrays import matrix_transpose
from ._ops.clipping import global_norm
from ._ops.creation import eye
from ._ops.normalization import l2_normalize, normalize
from ._ops.reductions import matmul, matvec, norm, tensordot, trace

__getattr__ = getter('tf.linalg')
