"""Dropout, moments, batch and l2 normalization."""

import numbers

from .. import _dtypes as dtypes
from .._convert import convert
from .._name_scope import either, name_scope
from .._recipes import recalled
from .._shapes import TensorShape, as_shape
from . import arrays, math, reductions
from .random import random_uniform


def _noise_shape(x, noise_shape):
    if noise_shape is None:
        return arrays.shape(x)
    try:
        wanted = as_shape(noise_shape)
    except (TypeError, ValueError):
        return noise_shape
    own = x.shape
    if own.dims is not None and len(own.dims) == len(wanted.dims):
        return TensorShape(
            [o.value if w.value is None else w.value for w, o in zip(wanted.dims, own.dims)]
        )
    return noise_shape


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    """Zeroes a share RATE of the elements and scales the others by 1/(1 − rate)."""
    try:
        given = 1.0 - keep_prob if keep_prob is not None else None
    except TypeError:
        raise ValueError(
            'keep_prob must be a floating point number or Tensor (got %r)' % keep_prob
        ) from None
    rate = either('rate', rate, 'keep_prob', given)
    if rate is None:
        raise ValueError('You must provide a rate to dropout.')
    return _dropout(x, rate, noise_shape, seed, name)


@recalled
def _dropout(x, rate, noise_shape, seed, name):
    with name_scope(name, 'dropout', [x]):
        x = convert(x, name='x')
        if not x.dtype.is_floating:
            raise ValueError(
                "x has to be a floating point tensor since it's going to be scaled. Got a %s tensor "
                'instead.' % x.dtype
            )
        if isinstance(rate, numbers.Real):
            if not 0 <= rate < 1:
                raise ValueError(
                    'rate must be a scalar tensor or a float in the range [0, 1), got %g' % rate
                )
            if rate == 0:
                return x
        rate = convert(rate, x.dtype, 'rate')
        rate.shape.assert_has_rank(0)
        if arrays.constant_value(rate) == 0:
            return x
        noise = random_uniform(_noise_shape(x, noise_shape), seed=seed, dtype=x.dtype)
        scale = 1 / (1 - rate)
        keep = noise >= rate
        result = x * scale * math.cast(keep, x.dtype)
        result.set_shape(x.shape)
        return result


def moments(x, axes, shift=None, name=None, keep_dims=None, keepdims=None):
    return _moments(x, axes, name, bool(either('keepdims', keepdims, 'keep_dims', keep_dims)))


@recalled
def _moments(x, axes, name, keepdims):
    with name_scope(name, 'moments', [x, axes]):
        # Sums of halves are too coarse for this.
        is_half = x.dtype.base_dtype is dtypes.float16
        y = math.cast(x, dtypes.float32) if is_half else x
        mean = reductions.reduce_mean(y, axes, keepdims=True, name='mean')
        deviation = math.squared_difference(y, arrays.stop_gradient(mean))
        variance = reductions.reduce_mean(deviation, axes, keepdims=True, name='variance')
        if not keepdims:
            mean = arrays.squeeze(mean, axes)
            variance = arrays.squeeze(variance, axes)
        if is_half:
            return math.cast(mean, dtypes.float16), math.cast(variance, dtypes.float16)
        return mean, variance


def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    return _batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name)


@recalled
def _batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name):
    with name_scope(name, 'batchnorm', [x, mean, variance, scale, offset]):
        factor = math.rsqrt(variance + variance_epsilon)
        if scale is not None:
            factor *= scale
        scaled = x * math.cast(factor, x.dtype)
        shift = offset - mean * factor if offset is not None else -mean * factor
        return scaled + math.cast(shift, x.dtype)


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    return _l2_normalize(x, either('axis', axis, 'dim', dim), epsilon, name)


@recalled
def _l2_normalize(x, axis, epsilon, name):
    with name_scope(name, 'l2_normalize', [x]) as scope:
        x = convert(x, name='x')
        total = reductions.reduce_sum(math.square(x), axis, keepdims=True)
        factor = math.rsqrt(math.maximum(total, epsilon))
        return math.multiply(x, factor, name=scope)


def normalize(tensor, ord='euclidean', axis=None, name=None):
    with name_scope(name, 'normalize', [tensor]):
        tensor = convert(tensor)
        size = math.cast(reductions.norm(tensor, ord, axis, keepdims=True), tensor.dtype)
        return tensor / size, size


def zero_fraction(value, name=None):
    with name_scope(name, 'zero_fraction', [value]):
        value = convert(value, name='value')
        size = arrays.size(value, out_type=dtypes.int64)
        zeros = size - reductions.count_nonzero(value)
        share = math.cast(zeros, dtypes.float32) / math.cast(size, dtypes.float32)
        return arrays.identity(share, 'fraction')
