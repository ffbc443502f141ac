"""The arithmetic of keras.backend: TensorFlow's ops under Keras' names and with its defaults."""

import numpy as np

from .. import _dtypes as dtypes
from .._constant import constant
from .._ops import arrays, clipping, creation, functional, gathering, math, normalization, reductions
from .._ops import random as random_ops
from . import settings
from .backend_values import cast, ndim


def _reduction(name):
    function = getattr(reductions, 'reduce_' + name)

    def reduce(x, axis=None, keepdims=False):
        return function(x, axis, keepdims)

    reduce.__name__ = reduce.__qualname__ = name
    return reduce


max_ = _reduction('max')
min_ = _reduction('min')
sum_ = _reduction('sum')
prod = _reduction('prod')
logsumexp = _reduction('logsumexp')


def _numbers(x):
    return cast(x, settings.floatx()) if x.dtype.base_dtype == dtypes.bool_ else x


def mean(x, axis=None, keepdims=False):
    return reductions.reduce_mean(_numbers(x), axis, keepdims)


def var(x, axis=None, keepdims=False):
    return reductions.reduce_variance(_numbers(x), axis=axis, keepdims=keepdims)


def std(x, axis=None, keepdims=False):
    return reductions.reduce_std(_numbers(x), axis=axis, keepdims=keepdims)


def any_(x, axis=None, keepdims=False):
    return reductions.reduce_any(cast(x, dtypes.bool_), axis, keepdims)


def all_(x, axis=None, keepdims=False):
    return reductions.reduce_all(cast(x, dtypes.bool_), axis, keepdims)


def argmax(x, axis=-1):
    return reductions.argmax(x, axis)


def argmin(x, axis=-1):
    return reductions.argmin(x, axis)


def cumsum(x, axis=0):
    return reductions.cumsum(x, axis=axis)


def cumprod(x, axis=0):
    return reductions.cumprod(x, axis=axis)


def _of_one(name):
    function = getattr(math, name)

    def apply(x):
        return function(x)

    apply.__name__ = apply.__qualname__ = name
    return apply


def _of_two(name):
    function = getattr(math, name)

    def apply(x, y):
        return function(x, y)

    apply.__name__ = apply.__qualname__ = name
    return apply


square = _of_one('square')
abs_ = _of_one('abs')
exp = _of_one('exp')
log = _of_one('log')
round_ = _of_one('round')
sign = _of_one('sign')
sin = _of_one('sin')
cos = _of_one('cos')
equal = _of_two('equal')
not_equal = _of_two('not_equal')
greater = _of_two('greater')
greater_equal = _of_two('greater_equal')
less = _of_two('less')
less_equal = _of_two('less_equal')
maximum = _of_two('maximum')
minimum = _of_two('minimum')


def pow_(x, a):
    return math.pow(x, a)


def sqrt(x):
    """The root, 0 below 0."""
    zero = constant(0.0, x.dtype.base_dtype)
    infinity = constant(np.inf, x.dtype.base_dtype)
    return math.sqrt(clipping.clip_by_value(x, zero, infinity))


def clip(x, min_value, max_value):
    if max_value is not None and max_value < min_value:
        max_value = min_value
    if max_value is None:
        max_value = np.inf
    low = constant(min_value, x.dtype.base_dtype)
    return clipping.clip_by_value(x, low, constant(max_value, x.dtype.base_dtype))


def dot(x, y):
    """x · y; with more than two axes, over the last of x and the last but one of y."""
    if ndim(x) is None or (ndim(x) <= 2 and ndim(y) <= 2):
        return reductions.matmul(x, y)
    x_shape, y_shape = _mixed_shape(x), _mixed_shape(y)
    order = list(range(ndim(y)))
    order = [order.pop(-2), *order]
    rows = arrays.reshape(x, [-1, x_shape[-1]])
    columns = arrays.reshape(arrays.transpose(y, perm=order), [y_shape[-2], -1])
    product = reductions.matmul(rows, columns)
    return arrays.reshape(product, x_shape[:-1] + y_shape[:-2] + y_shape[-1:])


def _mixed_shape(x):
    """The known dimensions as numbers, the others as tensors."""
    dims = arrays.unstack(arrays.shape(x))
    return tuple(d if known is None else known for known, d in zip(x.shape.as_list(), dims))


def batch_dot(x, y, axes=None):
    """For each pair of samples their product over AXES."""
    axes = (axes, axes) if isinstance(axes, int) else axes
    x_rank, y_rank = ndim(x), ndim(y)
    axes = [x_rank - 1, y_rank - 2] if axes is None else axes
    more = abs(x_rank - y_rank)
    if x_rank > y_rank:
        y = arrays.reshape(y, arrays.concat([arrays.shape(y), [1] * more], axis=0))
    elif y_rank > x_rank:
        x = arrays.reshape(x, arrays.concat([arrays.shape(x), [1] * more], axis=0))
    if ndim(x) == 2 and ndim(y) == 2:
        if axes[0] == axes[1]:
            out = reductions.reduce_sum(math.multiply(x, y), axes[0])
        else:
            out = reductions.reduce_sum(math.multiply(arrays.transpose(x, [1, 0]), y), axes[1])
    else:
        left = None if axes[0] == ndim(x) - 1 else True
        right = True if axes[1] == ndim(y) - 1 else None
        out = reductions.matmul(x, y, adjoint_a=left, adjoint_b=right)
    if more:
        start = x_rank + y_rank - 3 if x_rank > y_rank else x_rank - 1
        out = arrays.squeeze(out, list(range(start, start + more)))
    return expand_dims(out, 1) if ndim(out) == 1 else out


# -- shapes --------------------------------------------------------------------------------------


def shape(x):
    return arrays.shape(x)


def transpose(x):
    return arrays.transpose(x)


def gather(reference, indices):
    return gathering.gather(reference, indices)


def concatenate(tensors, axis=-1):
    if axis < 0:
        rank = ndim(tensors[0])
        axis = axis % rank if rank else 0
    return arrays.concat(list(tensors), axis)


def reshape(x, shape):
    return arrays.reshape(x, shape)


def permute_dimensions(x, pattern):
    return arrays.transpose(x, perm=pattern)


def repeat_elements(x, rep, axis):
    """Each slice along AXIS, REP times in a row."""
    count = x.shape.as_list()[axis]
    if count is None:
        raise NotImplementedError(
            'tf.keras.backend.repeat_elements along an unknown dimension is not evaluated by this engine'
        )
    parts = arrays.split(value=x, num_or_size_splits=count, axis=axis)
    return concatenate([part for part in parts for _ in range(rep)], axis)


def repeat(x, n):
    """[samples, features] → [samples, n, features]"""
    assert ndim(x) == 2
    x = arrays.expand_dims(x, 1)
    return arrays.tile(x, arrays.stack([1, n, 1]))


def arange(start, stop=None, step=1, dtype='int32'):
    if stop is None and start < 0:
        start = 0
    result = creation.range_(start, limit=stop, delta=step, name='arange')
    return result if dtype == 'int32' else cast(result, dtype)


def tile(x, n):
    return arrays.tile(x, [n] if isinstance(n, int) else n)


def flatten(x):
    return arrays.reshape(x, [-1])


def batch_flatten(x):
    return arrays.reshape(x, arrays.stack([-1, prod(shape(x)[1:])]))


def expand_dims(x, axis=-1):
    return arrays.expand_dims(x, axis)


def squeeze(x, axis):
    return arrays.squeeze(x, [axis])


def stack(x, axis=0):
    return arrays.stack(x, axis=axis)


def one_hot(indices, num_classes):
    return creation.one_hot(indices, depth=num_classes, axis=-1)


def reverse(x, axes):
    return arrays.reverse(x, [axes] if isinstance(axes, int) else axes)


def zeros_like(x, dtype=None, name=None):
    return creation.zeros_like(x, dtype=dtype, name=name)


def ones_like(x, dtype=None, name=None):
    return creation.ones_like(x, dtype=dtype, name=name)


def identity(x, name=None):
    return arrays.identity(x, name=name)


def l2_normalize(x, axis=None):
    return normalization.l2_normalize(x, axis=axis)


def map_fn(fn, elems, name=None, dtype=None):
    return functional.map_fn(fn, elems, name=name, dtype=dtype)


def foldl(fn, elems, initializer=None, name=None):
    return functional.foldl(fn, elems, initializer=initializer, name=name)


def foldr(fn, elems, initializer=None, name=None):
    return functional.foldr(fn, elems, initializer=initializer, name=name)


# -- random numbers ------------------------------------------------------------------------------


def seed_of(seed):
    """SEED, or one that numpy's global generator draws."""
    return np.random.randint(10e6) if seed is None else seed


def _float(dtype):
    return settings.floatx() if dtype is None else dtype


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return random_ops.random_normal(
        shape, mean=mean, stddev=stddev, dtype=_float(dtype), seed=seed_of(seed)
    )


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return random_ops.random_uniform(
        shape, minval=minval, maxval=maxval, dtype=_float(dtype), seed=seed_of(seed)
    )


def random_binomial(shape, p=0.0, dtype=None, seed=None):
    dtype = _float(dtype)
    drawn = random_ops.random_uniform(shape, dtype=dtype, seed=seed_of(seed)) <= p
    return arrays.where(drawn, creation.ones(shape, dtype=dtype), creation.zeros(shape, dtype=dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return random_ops.truncated_normal(
        shape, mean, stddev, dtype=_float(dtype), seed=seed_of(seed)
    )
