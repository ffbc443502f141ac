"""Moments by weights or from sums, and the swish activation with a gradient of its own."""

from .. import _dtypes as dtypes
from .._constant import constant
from .._convert import convert
from .._custom_gradient import custom_gradient
from .._name_scope import either, name_scope
from . import arrays, creation, math, reductions
from .control import control_dependencies
from .gathering import gather


@custom_gradient
def swish(features):
    features = convert(features, name='features')

    def grad(dy):
        with control_dependencies([dy]):
            gate = math.sigmoid(features)
        return dy * (gate * (1.0 + features * (1.0 - gate)))

    return features * math.sigmoid(features), grad


def sufficient_statistics(x, axes, shift=None, keep_dims=None, name=None, keepdims=None):
    """(count, sum of x − shift, sum of its squares, shift) over AXES"""
    axes = list(set(axes))
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    with name_scope(name, 'sufficient_statistics', [x, shift]):
        x = convert(x, name='x')
        dims = x.shape.dims
        if dims is not None and all(dims[axis].value is not None for axis in axes):
            count = 1
            for axis in axes:
                count *= dims[axis].value
            counts = constant(count, dtype=x.dtype)
        else:
            sizes = gather(math.cast(arrays.shape(x), x.dtype), axes)
            counts = reductions.reduce_prod(sizes, name='count')
        if shift is not None:
            shift = convert(shift, name='shift')
            means = math.subtract(x, shift)
            squares = math.squared_difference(x, shift)
        else:
            means = x
            squares = math.square(x)
        means = reductions.reduce_sum(means, axes, keepdims=keepdims, name='mean_ss')
        squares = reductions.reduce_sum(squares, axes, keepdims=keepdims, name='var_ss')
    return counts, means, squares, shift


def normalize_moments(counts, mean_ss, variance_ss, shift, name=None):
    """(mean, variance) from what sufficient_statistics gives"""
    with name_scope(name, 'normalize', [counts, mean_ss, variance_ss, shift]):
        divisor = math.reciprocal(counts, name='divisor')
        if shift is not None:
            shifted = math.multiply(mean_ss, divisor, name='shifted_mean')
            mean = math.add(shifted, shift, name='mean')
        else:
            mean = shifted = math.multiply(mean_ss, divisor, name='mean')
        variance = math.subtract(
            math.multiply(variance_ss, divisor), math.square(shifted), name='variance'
        )
    return mean, variance


def weighted_moments(x, axes, frequency_weights, name=None, keep_dims=None, keepdims=None):
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    with name_scope(name, 'weighted_moments', [x, frequency_weights, axes]):
        x = convert(x, name='x')
        weights = convert(frequency_weights, name='frequency_weights')
        is_half = x.dtype.base_dtype is dtypes.float16
        if is_half:
            x = math.cast(x, dtypes.float32)
        if weights.dtype != x.dtype:
            weights = math.cast(weights, x.dtype)
        total = reductions.reduce_sum(
            weights * x, axes, name='weighted_input_sum', keepdims=True
        )
        spread = weights + creation.zeros_like(x)
        sums = reductions.reduce_sum(spread, axes, name='sum_of_weights', keepdims=True)
        divisor = math.reciprocal(sums, name='inv_weight_sum')
        mean = math.multiply(total, divisor)
        deviation = reductions.reduce_sum(
            weights * math.squared_difference(x, mean),
            axes,
            name='weighted_distsq',
            keepdims=True,
        )
        variance = math.multiply(deviation, divisor)
        if not keepdims:
            mean = arrays.squeeze(mean, axis=axes)
            variance = arrays.squeeze(variance, axis=axes)
        if is_half:
            return math.cast(mean, dtypes.float16), math.cast(variance, dtypes.float16)
        return mean, variance
