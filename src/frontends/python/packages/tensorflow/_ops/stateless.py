"""Random tensors that depend on their seed alone: two integers, given with every call."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._convert import convert
from .._name_scope import name_scope
from . import math
from .random import _shape_tensor

_uniform = OpCall('StatelessRandomUniform')
_uniform_int = OpCall('StatelessRandomUniformInt')
_normal = OpCall('StatelessRandomNormal')
_truncated_normal = OpCall('StatelessTruncatedNormal')
_multinomial = OpCall('StatelessMultinomial')


def stateless_random_uniform(
    shape, seed, minval=0, maxval=None, dtype=dtypes.float32, name=None
):
    dtype = dtypes.as_dtype(dtype)
    if dtype.name not in ('float16', 'bfloat16', 'float32', 'float64', 'int32', 'int64'):
        raise ValueError('Invalid dtype %r' % dtype)
    if maxval is None:
        if dtype.is_integer:
            raise ValueError('Must specify maxval for integer dtype %r' % dtype)
        maxval = 1
    with name_scope(name, 'stateless_random_uniform', [shape, seed, minval, maxval]) as scope:
        dims = _shape_tensor(shape)
        low = convert(minval, dtype, 'min')
        high = convert(maxval, dtype, 'max')
        if dtype.is_integer:
            return _uniform_int(dims, seed, low, high, name=scope)
        dtypes.code_of(dtype)
        drawn = _uniform(dims, seed, dtype=dtype.name)
        return math.add(drawn * (high - low), low, name=scope)


def _normal_like(call, default):
    def normal(shape, seed, mean=0.0, stddev=1.0, dtype=dtypes.float32, name=None):
        with name_scope(name, default, [shape, seed, mean, stddev]) as scope:
            dims = _shape_tensor(shape)
            mean = convert(mean, dtype, 'mean')
            stddev = convert(stddev, dtype, 'stddev')
            kind = dtypes.as_dtype(dtype)
            dtypes.code_of(kind)
            drawn = call(dims, seed, dtype=kind.name)
            return math.add(drawn * stddev, mean, name=scope)

    normal.__name__ = default
    return normal


stateless_random_normal = _normal_like(_normal, 'stateless_random_normal')
stateless_truncated_normal = _normal_like(_truncated_normal, 'stateless_truncated_normal')


def _classes(logits, num_samples, seed, dtype):
    logits = convert(logits, name='logits')
    kind = dtypes.as_dtype(dtype)
    return _multinomial(logits, num_samples, seed, outputDtype=kind.name)


def stateless_multinomial(logits, num_samples, seed, output_dtype=dtypes.int64, name=None):
    with name_scope(name, 'stateless_multinomial', [logits, seed]):
        return _classes(logits, num_samples, seed, output_dtype)


def stateless_categorical(logits, num_samples, seed, dtype=dtypes.int64, name=None):
    with name_scope(name, 'stateless_categorical', [logits, seed]):
        return _classes(logits, num_samples, seed, dtype)
