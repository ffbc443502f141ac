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
from ._ops.einsum import einsum
from ._ops.matrices import (
    adjoint,
    cholesky,
    cholesky_solve,
    cross,
    logdet,
    matrix_band_part as band_part,
    matrix_determinant as det,
    matrix_inverse as inv,
    matrix_set_diag as set_diag,
    matrix_solve as solve,
    matrix_solve_ls as lstsq,
    matrix_triangular_solve as triangular_solve,
    qr,
    self_adjoint_eig as eigh,
    self_adjoint_eigvals as eigvalsh,
    slogdet,
    svd,
)
from ._ops.reductions import matmul, matvec, norm, trace
from ._ops.tensordot import tensordot

transpose = matrix_transpose

__getattr__ = getter('tf.linalg')
