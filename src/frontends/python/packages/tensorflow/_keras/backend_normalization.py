"""batch_normalization of keras.backend: with given means, or with those of the batch."""

from .._constant import constant
from .._ops import arrays, creation, normalization, windows
from .backend_values import ndim


def batch_normalization(x, mean, var, beta, gamma, axis=-1, epsilon=1e-3):
    if ndim(x) != 4 or axis in (1, -3):
        return normalization.batch_normalization(x, mean, var, beta, gamma, epsilon)

    def flat(value, like):
        if value is None:
            return like(mean)
        return arrays.reshape(value, [-1]) if ndim(value) > 1 else value

    mean = flat(mean, None)
    var = flat(var, None)
    beta = flat(beta, creation.zeros_like)
    gamma = flat(gamma, creation.ones_like)
    y, _, _ = windows.fused_batch_norm(
        x, gamma, beta, epsilon=epsilon, mean=mean, variance=var, data_format='NHWC', is_training=False
    )
    return y


def normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3):
    """(normalized, mean, variance)"""
    axes = list(reduction_axes)
    rank = ndim(x)
    if rank == 4 and axes == [0, 1, 2]:
        width = [x.shape[3]]
        gamma = constant(1.0, dtype=x.dtype, shape=width) if gamma is None else gamma
        beta = constant(0.0, dtype=x.dtype, shape=width) if beta is None else beta
        return windows.fused_batch_norm(x, gamma, beta, epsilon=epsilon, data_format='NHWC')
    mean, variance = normalization.moments(x, axes, None, None, False)
    if sorted(axes) == list(range(rank))[:-1]:
        parts = [mean, variance, beta, gamma]
    else:
        shape = arrays.stack([1 if i in axes else arrays.shape(x)[i] for i in range(rank)])
        given = (mean, variance, gamma, beta)
        wide = [None if part is None else arrays.reshape(part, shape) for part in given]
        parts = [wide[0], wide[1], wide[3], wide[2]]
    return normalization.batch_normalization(x, *parts, epsilon), mean, variance
