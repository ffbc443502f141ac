"""What constructors do with their parameters: logits and probabilities, and the checks of validate_args
(python/ops/distributions/util.py)."""

import hashlib

import numpy as np

from .. import _dtypes as dtypes
from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from .._ops import activations, arrays, checks, control, math, reductions, special
from .._ops.broadcasting import where_v2
from .._tensor import Tensor

_INTEGER_OF_FLOAT = {'float16': dtypes.int16, 'float32': dtypes.int32, 'float64': dtypes.int64}
_UNSIGNED = ('bool', 'uint8', 'uint16')
_SIGNED = ('float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64')
#: The integer up to which every integer is a float of the type.
_EXACT_UP_TO = {'float16': 2**11, 'float32': 2**24, 'float64': 2**53}


def softplus_parameter(x, name):
    return activations.softplus(x, name=name)


def get_logits_and_probs(
    logits=None,
    probs=None,
    multidimensional=False,
    validate_args=False,
    name='get_logits_and_probs',
    dtype=None,
):
    """(logits, probs), one made of the other: softmax and log, or sigmoid and log p − log(1 − p)."""
    with name_scope(name, values=[probs, logits]):
        if (probs is None) == (logits is None):
            raise ValueError('Must pass probs or logits, but not both.')
        if probs is None:
            logits = convert(logits, dtype, 'logits')
            if not logits.dtype.is_floating:
                raise TypeError('logits must having floating type.')
            if not multidimensional:
                return logits, math.sigmoid(logits, name='probs')
            if validate_args:
                logits = embed_check_categorical_event_shape(logits)
            return logits, activations.softmax(logits, name='probs')
        probs = convert(probs, dtype, 'probs')
        if not probs.dtype.is_floating:
            raise TypeError('probs must having floating type.')
        if validate_args:
            probs = _checked_probs(probs, multidimensional)
        with name_scope('logits'):
            if multidimensional:
                return math.log(probs), probs
            return math.log(probs) - math.log1p(-1.0 * probs), probs


def _checked_probs(probs, multidimensional):
    with name_scope('validate_probs'):
        one = constant(1.0, probs.dtype)
        assertions = [checks.assert_non_negative(probs)]
        if multidimensional:
            probs = embed_check_categorical_event_shape(probs)
            total = reductions.reduce_sum(probs, -1)
            assertions.append(checks.assert_near(total, one, message='probs does not sum to 1.'))
        else:
            assertions.append(
                checks.assert_less_equal(
                    probs, one, message='probs has components greater than 1.'
                )
            )
        return control.with_dependencies(assertions, probs)


# -- checks ------------------------------------------------------------------------------------


def assert_integer_form(
    x, data=None, summarize=None, message=None, int_dtype=None, name='assert_integer_form'
):
    with name_scope(name, values=[x]):
        x = convert(x, name='x')
        if x.dtype.is_integer:
            return control.no_op()
        message = message or '{} has non-integer components'.format(x)
        if int_dtype is None:
            int_dtype = _INTEGER_OF_FLOAT.get(x.dtype.base_dtype.name)
            if int_dtype is None:
                raise TypeError('Unrecognized type {}'.format(x.dtype.name))
        rounded = math.cast(math.cast(x, int_dtype), x.dtype)
        return checks.assert_equal(x, rounded, data, summarize, message, name)


def embed_check_nonnegative_integer_form(x, name='embed_check_nonnegative_integer_form'):
    with name_scope(name, values=[x]):
        x = convert(x, name='x')
        words = "'{}' must be non-negative.".format(x)
        assertions = [checks.assert_non_negative(x, message=words)]
        if not x.dtype.is_integer:
            words = "'{}' cannot contain fractional components.".format(x)
            assertions.append(assert_integer_form(x, message=words))
        return control.with_dependencies(assertions, x)


def _largest_integer(dtype):
    name = dtype.base_dtype.name
    if name not in _UNSIGNED + _SIGNED:
        raise TypeError('Unrecognized dtype: {}'.format(name))
    return _EXACT_UP_TO.get(name) or (1 if name == 'bool' else int(dtype.max))


def _is_integer_like(dtype):
    if dtype.base_dtype.name not in _UNSIGNED + _SIGNED:
        raise TypeError('Unrecognized dtype: {}'.format(dtype.name))
    return dtype.is_integer or dtype.base_dtype.is_bool


def embed_check_categorical_event_shape(
    categorical_param, name='embed_check_categorical_event_shape'
):
    with name_scope(name, values=[categorical_param]):
        x = convert(categorical_param, name='categorical_param')
        base = x.dtype.base_dtype
        most = _largest_integer(base) if base.is_floating else 0
        if most == 0:
            raise TypeError('Unable to validate size of unrecognized dtype ({}).'.format(base.name))
        few = 'A categorical-distribution parameter must have at least 2 events.'
        try:
            static = x.shape.with_rank_at_least(1)
        except ValueError:
            raise ValueError(
                'A categorical-distribution parameter must have at least 1 dimension.'
            ) from None
        size = None if static.ndims is None else static.dims[-1].value
        if size is not None:
            if size < 2:
                raise ValueError(few)
            if size > most:
                raise ValueError(
                    'Number of classes exceeds `dtype` precision, i.e., {} implies shape ({}) cannot '
                    'exceed {}.'.format(base.name, size, most)
                )
            return x
        size = arrays.shape(x, name='x_shape')[-1]
        return control.with_dependencies(
            [
                checks.assert_rank_at_least(
                    x,
                    1,
                    message='A categorical-distribution parameter must have at least 1 dimension.',
                ),
                checks.assert_greater_equal(arrays.shape(x)[-1], 2, message=few),
                checks.assert_less_equal(
                    size,
                    most,
                    message='Number of classes exceeds `dtype` precision, i.e., {} dtype cannot '
                    'exceed {} shape.'.format(base.name, most),
                ),
            ],
            x,
        )


def embed_check_integer_casting_closed(
    x, target_dtype, assert_nonnegative=True, name='embed_check_casting_closed'
):
    """X, once it is sure that a cast to TARGET_DTYPE loses nothing."""
    with name_scope(name, values=[x]):
        x = convert(x, name='x')
        if not _is_integer_like(x.dtype) and not x.dtype.is_floating:
            raise TypeError('{}.dtype must be floating- or integer-type.'.format(x.dtype.name))
        assertions = []
        if assert_nonnegative:
            assertions.append(
                checks.assert_non_negative(x, message='Elements must be non-negative.')
            )
        if x.dtype.is_floating:
            words = 'Elements must be {}-equivalent.'.format(target_dtype.name)
            assertions.append(assert_integer_form(x, int_dtype=target_dtype, message=words))
        elif _largest_integer(x.dtype) > _largest_integer(target_dtype):
            most = _largest_integer(target_dtype)
            words = 'Elements cannot exceed {}.'.format(most)
            assertions.append(checks.assert_less_equal(x, most, message=words))
        return control.with_dependencies(assertions, x) if assertions else x


# -- smaller things ----------------------------------------------------------------------------


def log_combinations(n, counts, name='log_combinations'):
    """log(n! / Π counts!)"""
    with name_scope(name, values=[n, counts]):
        n = convert(n, name='n')
        counts = convert(counts, name='counts')
        whole = special.lgamma(n + 1)
        parts = special.lgamma(counts + 1)
        return whole - reductions.reduce_sum(parts, axis=[-1])


def pick_vector(cond, true_vector, false_vector, name='pick_vector'):
    with name_scope(name, values=(cond, true_vector, false_vector)):
        cond = convert(cond, name='cond')
        if cond.dtype != dtypes.bool_:
            raise TypeError('%s.dtype=%s which is not %s' % (cond, cond.dtype, dtypes.bool_))
        known = arrays.constant_value(cond)
        if known is not None:
            return true_vector if known else false_vector
        true_vector = convert(true_vector, name='true_vector')
        false_vector = convert(false_vector, name='false_vector')
        if true_vector.dtype != false_vector.dtype:
            raise TypeError(
                '%s.dtype=%s does not match %s.dtype=%s'
                % (true_vector, true_vector.dtype, false_vector, false_vector.dtype)
            )
        from .._ops.slicing import slice_

        length = arrays.shape(true_vector)[0]
        both = arrays.concat([true_vector, false_vector], 0)
        return slice_(both, [where_v2(cond, 0, length)], [arrays.where(cond, length, -1)])


def gen_new_seed(seed, salt):
    """Another seed for the second of two draws."""
    if seed is None:
        return None
    digest = hashlib.md5((str(seed) + salt).encode('utf-8')).hexdigest()
    return int(digest[:8], 16) & 0x7FFFFFFF


def nan_where_undefined(distribution, is_defined, value):
    """VALUE where it is defined, NaN elsewhere."""
    nan = not_a_number(distribution.batch_shape_tensor(), distribution.dtype)
    return where_v2(is_defined() if callable(is_defined) else is_defined, value, nan)


def not_a_number(shape, dtype):
    from .._ops.creation import fill

    return fill(shape, np.array(np.nan, dtype=dtype.as_numpy_dtype), name='nan')


def last_size(shape):
    return None if shape.ndims is None else shape.dims[-1].value


def is_tensor(value):
    return isinstance(value, Tensor)
