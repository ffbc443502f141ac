"""Linear algebra: factorizations, solvers, spectra, bands and diagonals of matrices."""

from collections import namedtuple

from .._apply import OpCall
from .._convert import convert
from .._name_scope import name_scope
from .._op_functions import unary_op
from . import arrays, creation, math, reductions

_inverse = OpCall('MatrixInverse')
_solve = OpCall('MatrixSolve')
_triangular_solve = OpCall('MatrixTriangularSolve')
_log_determinant = OpCall('LogMatrixDeterminant')
_eigen = OpCall('SelfAdjointEigV2')
_svd = OpCall('Svd')
_qr = OpCall('Qr')
_band_part = OpCall('MatrixBandPart')
_set_diag = OpCall('MatrixSetDiag')
_cross = OpCall('Cross')

cholesky = unary_op('Cholesky')
matrix_determinant = unary_op('MatrixDeterminant')


def matrix_inverse(input, adjoint=False, name=None):
    return _inverse(input, name=name, adjoint=bool(adjoint))


def matrix_solve(matrix, rhs, adjoint=False, name=None):
    return _solve(matrix, rhs, name=name, adjoint=bool(adjoint))


def matrix_triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    return _triangular_solve(matrix, rhs, name=name, lower=bool(lower), adjoint=bool(adjoint))


def cholesky_solve(chol, rhs, name=None):
    with name_scope(name, 'cholesky_solve', [chol, rhs]):
        y = matrix_triangular_solve(chol, rhs, lower=True, adjoint=False)
        return matrix_triangular_solve(chol, y, lower=True, adjoint=True)


def _regularized_cholesky(matrix, l2_regularizer, is_tall):
    gramian = reductions.matmul(matrix, matrix, adjoint_a=is_tall, adjoint_b=not is_tall)
    if not isinstance(l2_regularizer, (int, float)) or l2_regularizer != 0:
        shape = arrays.shape(matrix)
        batch = shape[:-2]
        size = shape[-1] if is_tall else shape[-2]
        identity = creation.eye(size, batch_shape=batch, dtype=matrix.dtype)
        known = matrix.shape[-1 if is_tall else -2]
        identity.set_shape(matrix.shape[:-2].concatenate([known, known]))
        gramian += l2_regularizer * identity
    return cholesky(gramian)


def matrix_solve_ls(matrix, rhs, l2_regularizer=0.0, fast=True, name=None):
    """Least squares by the normal equations."""
    matrix = convert(matrix, name='matrix')
    if fast is False:
        raise NotImplementedError(
            'tf.matrix_solve_ls with fast=False is not evaluated by this engine'
        )
    with name_scope(name, 'matrix_solve_ls', [matrix, rhs, l2_regularizer]):
        shape = matrix.shape[-2:]
        if not shape.is_fully_defined():
            raise NotImplementedError(
                'tf.matrix_solve_ls of a matrix of unknown size is not evaluated by this engine'
            )
        is_tall = shape[-2].value >= shape[-1].value
        chol = _regularized_cholesky(matrix, l2_regularizer, is_tall)
        if is_tall:
            return cholesky_solve(chol, reductions.matmul(matrix, rhs, adjoint_a=True))
        return reductions.matmul(matrix, cholesky_solve(chol, rhs), adjoint_a=True)


def log_matrix_determinant(input, name=None):
    outputs = _log_determinant(input, name=name)
    return namedtuple('LogMatrixDeterminant', ['sign', 'log_abs_determinant'])(*outputs)


slogdet = log_matrix_determinant


def logdet(matrix, name=None):
    with name_scope(name, 'logdet', [matrix]):
        diagonal = arrays.matrix_diag_part(cholesky(matrix))
        return 2.0 * reductions.reduce_sum(math.log(diagonal), axis=[-1])


def self_adjoint_eig(tensor, name=None):
    values, vectors = _eigen(tensor, name=name, computeV=True)
    return values, vectors


def self_adjoint_eigvals(tensor, name=None):
    return _eigen(tensor, name=name, computeV=False)[0]


def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    outputs = _svd(tensor, name=name, computeUv=bool(compute_uv), fullMatrices=bool(full_matrices))
    return tuple(outputs) if compute_uv else outputs[0]


def qr(input, full_matrices=False, name=None):
    outputs = _qr(input, name=name, fullMatrices=bool(full_matrices))
    return namedtuple('Qr', ['q', 'r'])(*outputs)


def matrix_band_part(input, num_lower, num_upper, name=None):
    return _band_part(input, num_lower, num_upper, name=name)


def matrix_set_diag(input, diagonal, name='set_diag', k=0):
    if k != 0:
        raise NotImplementedError(
            'tf.matrix_set_diag with k other than 0 is not evaluated by this engine'
        )
    return _set_diag(input, diagonal, name=name)


def adjoint(matrix, name=None):
    with name_scope(name, 'adjoint', [matrix]):
        return arrays.matrix_transpose(convert(matrix, name='matrix'))


def cross(a, b, name=None):
    return _cross(a, b, name=name)


__all__ = [
    'cholesky',
    'cholesky_solve',
    'cross',
    'matrix_band_part',
    'matrix_determinant',
    'matrix_inverse',
    'matrix_set_diag',
    'matrix_solve',
    'matrix_solve_ls',
    'matrix_triangular_solve',
    'qr',
    'self_adjoint_eig',
    'self_adjoint_eigvals',
    'svd',
]
