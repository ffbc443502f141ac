"""Random tensors, with the seeds and the structure of TensorFlow's ops."""

import numpy as np

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import integers, is_int32_vector
from .._convert import convert
from .._name_scope import name_scope
from .._recipes import recalled
from .._seed import get_seed
from .._shapes import Dimension
from . import creation, math

_standard_normal = OpCall('RandomStandardNormal')
_truncated_normal = OpCall('TruncatedNormal')
_uniform = OpCall('RandomUniform')
_uniform_int = OpCall('RandomUniformInt')
_shuffle = OpCall('RandomShuffle')
_multinomial = OpCall('Multinomial')
_gamma = OpCall('RandomGamma')
_poisson = OpCall('RandomPoissonV2')
#: Types of counts, in the order of TensorFlow's message.
_COUNTED = ('float16', 'float32', 'float64', 'int32', 'int64')


def _shape_tensor(shape):
    if is_int32_vector(shape, type(shape), None):
        return integers(shape, 'shape')
    dtype = None
    if isinstance(shape, (tuple, list)):
        if not shape:
            dtype = dtypes.int32
        else:
            shape = tuple(dim.value if isinstance(dim, Dimension) else dim for dim in shape)
    return convert(shape, dtype, 'shape')


def _seeds(seed):
    """Attributes of a random op; both 0 where nothing was seeded."""
    seed1, seed2 = get_seed(seed)
    return {'seed': int(seed1 or 0), 'seed2': int(seed2 or 0)}


def _normal_like(call, default):
    def normal(shape, mean=0.0, stddev=1.0, dtype=dtypes.float32, seed=None, name=None):
        return make(shape, mean, stddev, dtype, seed, name)

    @recalled
    def make(shape, mean, stddev, dtype, seed, name):
        with name_scope(name, default, [shape, mean, stddev]) as scope:
            dims = _shape_tensor(shape)
            mean = convert(mean, dtype, 'mean')
            stddev = convert(stddev, dtype, 'stddev')
            kind = dtypes.as_dtype(dtype)
            dtypes.code_of(kind)
            drawn = call(dims, dtype=kind.name, **_seeds(seed))
            return math.add(drawn * stddev, mean, name=scope)

    normal.__name__ = default
    return normal


random_normal = _normal_like(_standard_normal, 'random_normal')
truncated_normal = _normal_like(_truncated_normal, 'truncated_normal')


def random_uniform(shape, minval=0, maxval=None, dtype=dtypes.float32, seed=None, name=None):
    dtype = dtypes.as_dtype(dtype)
    if dtype.name not in ('float16', 'bfloat16', 'float32', 'float64', 'int32', 'int64'):
        raise ValueError('Invalid dtype %r' % dtype)
    if maxval is None:
        if dtype.is_integer:
            raise ValueError('Must specify maxval for integer dtype %r' % dtype)
        maxval = 1
    return _random_uniform(shape, minval, maxval, dtype, seed, name)


@recalled
def _random_uniform(shape, minval, maxval, dtype, seed, name):
    with name_scope(name, 'random_uniform', [shape, minval, maxval]) as scope:
        dims = _shape_tensor(shape)
        low = convert(minval, dtype, 'min')
        high = convert(maxval, dtype, 'max')
        seeds = _seeds(seed)
        if dtype.is_integer:
            return _uniform_int(dims, low, high, name=scope, **seeds)
        drawn = _uniform(dims, dtype=dtype.name, **seeds)
        return math.add(drawn * (high - low), low, name=scope)


def random_shuffle(value, seed=None, name=None):
    return _shuffle(value, name=name, **_seeds(seed))


def multinomial(logits, num_samples, seed=None, name=None, output_dtype=None):
    with name_scope(name, 'multinomial', [logits]):
        kind = dtypes.int64 if output_dtype is None else dtypes.as_dtype(output_dtype)
        logits = convert(logits, name='logits')
        return _multinomial(logits, num_samples, outputDtype=kind.name, **_seeds(seed))


def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    with name_scope(name, 'categorical', [logits]):
        kind = dtypes.int64 if dtype is None else dtypes.as_dtype(dtype)
        logits = convert(logits, name='logits')
        return _multinomial(logits, num_samples, outputDtype=kind.name, **_seeds(seed))


def random_gamma(shape, alpha, beta=None, dtype=dtypes.float32, seed=None, name=None):
    """Gamma numbers of shape ALPHA and rate BETA: [shape…, shape of alpha + beta]."""
    with name_scope(name, 'random_gamma', [shape, alpha, beta]):
        shape = convert(shape, dtypes.int32, 'shape')
        alpha = convert(alpha, dtype, 'alpha')
        beta = convert(1 if beta is None else beta, dtype, 'beta')
        broadcast = alpha + creation.zeros_like(beta)
        drawn = _gamma(shape, broadcast, **_seeds(seed))
        tiny = np.finfo(alpha.dtype.as_numpy_dtype).tiny
        return math.maximum(tiny, drawn / beta)


def random_poisson(lam, shape, dtype=dtypes.float32, seed=None, name=None):
    """Poisson counts of mean LAM: [shape…, shape of lam]."""
    with name_scope(name, 'random_poisson', [lam, shape]):
        shape = convert(shape, dtypes.int32, 'shape')
        kind = dtypes.as_dtype(dtype)
        if kind.name not in _COUNTED:
            raise TypeError(
                "Value passed to parameter 'dtype' has DataType %s not in list of allowed values: %s"
                % (kind.name, ', '.join(_COUNTED))
            )
        dtypes.code_of(kind)
        return _poisson(shape, lam, dtype=kind.name, **_seeds(seed))


def random_crop(value, size, seed=None, name=None):
    """A slice of the given SIZE at a random place."""
    from . import arrays, control, reductions, slicing

    with name_scope(name, 'random_crop', [value, size]) as scope:
        value = convert(value, name='value')
        size = convert(size, dtypes.int32, 'size')
        shape = arrays.shape(value)
        fits = reductions.reduce_all(shape >= size)
        words = ['Need value.shape >= size, got ', shape, size]
        check = control.assert_that(fits, words, summarize=1000)
        shape = control.with_dependencies([check], shape)
        limit = shape - size + 1
        most = size.dtype.max
        drawn = random_uniform(arrays.shape(shape), maxval=most, dtype=size.dtype, seed=seed)
        return slicing.slice_(value, drawn % limit, size, name=scope)
