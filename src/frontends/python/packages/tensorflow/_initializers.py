"""Initializers of variables: TensorFlow's distributions, scales and defaults."""

import math

import numpy as _np

from ._constant import constant
from ._dtypes import as_dtype, float32
from ._ops import creation
from ._ops.random import random_normal, random_uniform, truncated_normal
from ._ops.slicing import slice_
from ._recipes import told_by_attributes

#: Standard deviation of a unit normal that is cut at two: what truncation takes away is put back.
_TRUNCATED_STDDEV = 0.87962566103423978


class Initializer:
    def __call__(self, shape, dtype=None, partition_info=None):
        raise NotImplementedError

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def _float(dtype):
    dtype = as_dtype(dtype)
    if not dtype.is_floating:
        raise ValueError('Expected floating point type, got %s.' % dtype)
    return dtype


class Zeros(Initializer):
    def __init__(self, dtype=float32):
        self.dtype = as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        return creation.zeros(shape, self.dtype if dtype is None else dtype)

    def get_config(self):
        return {'dtype': self.dtype.name}


class Ones(Initializer):
    def __init__(self, dtype=float32):
        self.dtype = as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        return creation.ones(shape, self.dtype if dtype is None else dtype)

    def get_config(self):
        return {'dtype': self.dtype.name}


class Constant(Initializer):
    def __init__(self, value=0, dtype=float32, verify_shape=False):
        if not isinstance(value, (int, float, bool, str, _np.generic, list, tuple, _np.ndarray)):
            raise TypeError(
                'Invalid type for initial value: %s (expected Python scalar, list or tuple of values, '
                'or numpy.ndarray).' % type(value)
            )
        self.value = value
        self.dtype = as_dtype(dtype)
        self._verify_shape = verify_shape

    def __call__(self, shape, dtype=None, partition_info=None, verify_shape=None):
        return constant(
            self.value,
            self.dtype if dtype is None else dtype,
            shape,
            verify_shape=self._verify_shape if verify_shape is None else verify_shape,
        )

    def get_config(self):
        return {'value': self.value, 'dtype': self.dtype.name}


class RandomUniform(Initializer):
    def __init__(self, minval=0, maxval=None, seed=None, dtype=float32):
        self.minval = minval
        self.maxval = maxval
        self.seed = seed
        self.dtype = as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        dtype = self.dtype if dtype is None else dtype
        return random_uniform(shape, self.minval, self.maxval, dtype, seed=self.seed)

    def get_config(self):
        return {
            'minval': self.minval,
            'maxval': self.maxval,
            'seed': self.seed,
            'dtype': self.dtype.name,
        }


class RandomNormal(Initializer):
    def __init__(self, mean=0.0, stddev=1.0, seed=None, dtype=float32):
        self.mean = mean
        self.stddev = stddev
        self.seed = seed
        self.dtype = _float(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        dtype = self.dtype if dtype is None else dtype
        return random_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)

    def get_config(self):
        return {
            'mean': self.mean,
            'stddev': self.stddev,
            'seed': self.seed,
            'dtype': self.dtype.name,
        }


class TruncatedNormal(RandomNormal):
    def __call__(self, shape, dtype=None, partition_info=None):
        dtype = self.dtype if dtype is None else dtype
        return truncated_normal(shape, self.mean, self.stddev, dtype, seed=self.seed)


class UniformUnitScaling(Initializer):
    def __init__(self, factor=1.0, seed=None, dtype=float32):
        self.factor = factor
        self.seed = seed
        self.dtype = _float(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        size = 1.0
        for dim in _whole(shape, partition_info)[:-1]:
            size *= float(dim)
        limit = math.sqrt(3 / max(size, 1.0)) * self.factor
        dtype = self.dtype if dtype is None else dtype
        return random_uniform(shape, -limit, limit, dtype, seed=self.seed)


class VarianceScaling(Initializer):
    def __init__(
        self, scale=1.0, mode='fan_in', distribution='truncated_normal', seed=None, dtype=float32
    ):
        if scale <= 0.0:
            raise ValueError('`scale` must be positive float.')
        if mode not in {'fan_in', 'fan_out', 'fan_avg'}:
            raise ValueError('Invalid `mode` argument:', mode)
        distribution = distribution.lower()
        if distribution not in {'normal', 'uniform', 'truncated_normal', 'untruncated_normal'}:
            raise ValueError('Invalid `distribution` argument:', distribution)
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.seed = seed
        self.dtype = _float(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        dtype = self.dtype if dtype is None else dtype
        fan_in, fan_out = _fans(_whole(shape, partition_info))
        fan = {'fan_in': fan_in, 'fan_out': fan_out, 'fan_avg': (fan_in + fan_out) / 2.0}[self.mode]
        scale = self.scale / max(1.0, fan)
        if self.distribution in ('normal', 'truncated_normal'):
            stddev = math.sqrt(scale) / _TRUNCATED_STDDEV
            return truncated_normal(shape, 0.0, stddev, dtype, seed=self.seed)
        if self.distribution == 'untruncated_normal':
            return random_normal(shape, 0.0, math.sqrt(scale), dtype, seed=self.seed)
        limit = math.sqrt(3.0 * scale)
        return random_uniform(shape, -limit, limit, dtype, seed=self.seed)

    def get_config(self):
        return {
            'scale': self.scale,
            'mode': self.mode,
            'distribution': self.distribution,
            'seed': self.seed,
            'dtype': self.dtype.name,
        }


def _whole(shape, partition_info):
    """The shape of the variable of which this may be a part."""
    return shape if partition_info is None else partition_info.full_shape


def _fans(shape):
    """(inputs, outputs) of one unit, for a matrix or a convolution's filter."""
    dims = [int(dim) for dim in shape]
    if len(dims) < 1:
        return 1, 1
    if len(dims) == 1:
        return dims[0], dims[0]
    field = 1
    for dim in dims[:-2]:
        field *= dim
    return dims[-2] * field, dims[-1] * field


class GlorotUniform(VarianceScaling):
    def __init__(self, seed=None, dtype=float32):
        super().__init__(scale=1.0, mode='fan_avg', distribution='uniform', seed=seed)

    def get_config(self):
        return {'seed': self.seed, 'dtype': self.dtype.name}


class GlorotNormal(VarianceScaling):
    def __init__(self, seed=None, dtype=float32):
        super().__init__(scale=1.0, mode='fan_avg', distribution='truncated_normal', seed=seed)

    def get_config(self):
        return {'seed': self.seed, 'dtype': self.dtype.name}


class Identity(Initializer):
    def __init__(self, gain=1.0, dtype=float32):
        self.gain = gain
        self.dtype = _float(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        whole = _whole(shape, partition_info)
        if len(whole) != 2:
            raise ValueError('Identity matrix initializer can only be used for 2D matrices.')
        dtype = self.dtype if dtype is None else dtype
        matrix = creation.eye(*[int(dim) for dim in whole], dtype=dtype)
        if partition_info is not None:
            matrix = slice_(matrix, partition_info.var_offset, shape)
        return self.gain * matrix

    def get_config(self):
        return {'gain': self.gain, 'dtype': self.dtype.name}


def lecun_normal(seed=None):
    return VarianceScaling(scale=1.0, mode='fan_in', distribution='truncated_normal', seed=seed)


def lecun_uniform(seed=None):
    return VarianceScaling(scale=1.0, mode='fan_in', distribution='uniform', seed=seed)


def he_normal(seed=None):
    return VarianceScaling(scale=2.0, mode='fan_in', distribution='truncated_normal', seed=seed)


def he_uniform(seed=None):
    return VarianceScaling(scale=2.0, mode='fan_in', distribution='uniform', seed=seed)


told_by_attributes(
    Zeros, Ones, Constant, RandomUniform, RandomNormal, TruncatedNormal, UniformUnitScaling,
    VarianceScaling, GlorotUniform, GlorotNormal, Identity,
)  # fmt: skip
