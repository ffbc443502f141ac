"""numpy.linalg: solving, decomposing and measuring matrices (real, not complex)."""

from ._decompositions import cholesky, eigh, eigvalsh, qr, svd
from ._errors import LinAlgError
from ._norms import cond, matrix_rank, norm
from ._solving import det, inv, lstsq, matrix_power, multi_dot, pinv, slogdet, solve, tensorinv

__all__ = ['LinAlgError', 'cholesky', 'cond', 'det', 'eigh', 'eigvalsh', 'inv', 'lstsq',
           'matrix_power', 'matrix_rank', 'multi_dot', 'norm', 'pinv', 'qr', 'slogdet', 'solve',
           'svd', 'tensorinv']


def __getattr__(name):
    hint = ': eigh and eigvalsh serve symmetric matrices' if name in ('eig', 'eigvals') else ''
    raise AttributeError('numpy.linalg.%s is not evaluated by this engine%s' % (name, hint))
