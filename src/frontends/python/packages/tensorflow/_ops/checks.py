"""Assertions on the elements of tensors; what is known while building fails at once, with TensorFlow's
words (python/ops/check_ops.py). Those on ranks, shapes and types stand in static_checks."""

import numpy as np

from .._convert import convert
from .._eager.mode import executing_eagerly
from .._errors import InvalidArgumentError
from .._name_scope import name_scope
from .._placement import colocate_with
from .._tensor import Tensor
from . import arrays, control, math, reductions
from .static_checks import (
    assert_integer,
    assert_proper_iterable,
    assert_rank,
    assert_rank_at_least,
    assert_rank_in,
    assert_same_float_dtype,
    assert_scalar,
    assert_shapes,
    assert_type,
    is_numeric_tensor,
)


def _assertion(symbol, name, compare, compare_known):
    def check(x, y, data=None, summarize=None, message=None, name=None):
        with name_scope(name, check.__name__, [x, y]):
            x = convert(x, name='x')
            y = convert(y, name='y')
            if executing_eagerly():
                return _assert_now(symbol, x, y, compare(x, y), data, summarize, message)
            if data is None:
                data = [
                    'Condition x %s y did not hold element-wise:' % symbol,
                    'x (%s) = ' % x.name,
                    x,
                    'y (%s) = ' % y.name,
                    y,
                ]
            if message is not None:
                data = [message, *data]
            condition = reductions.reduce_all(compare(x, y))
            _fail_now_if_known(x, y, data, compare_known)
            return control.assert_that(condition, data, summarize=summarize)

    check.__name__ = name
    return check


def _assert_now(symbol, x, y, holds, data, summarize, message):
    """The values that differ, and the first ones (check_ops._binary_assert)."""
    if reductions.reduce_all(holds):
        return
    most = 3 if summarize is None else summarize if summarize >= 0 else 10**9
    if data is None:
        left, right = np.array(x).reshape(-1), np.array(y).reshape(-1)
        data = ['Condition x %s y did not hold.' % symbol]
        if most > 0:
            if x.shape == y.shape and x.shape.as_list():
                differ = ~np.array(holds)
                indices = np.argwhere(differ)
                count = min(most, len(indices))
                data += [
                    'Indices of first %d different values:' % count,
                    indices[:count],
                    'Corresponding x values:',
                    left[differ.reshape(-1)][:count],
                    'Corresponding y values:',
                    right[differ.reshape(-1)][:count],
                ]
            for which, values in (('x', left), ('y', right)):
                count = min(values.size, most)
                data += ['First %d elements of %s:' % (count, which), values[:count]]
    if message is not None:
        data = [message, *data]
    raise InvalidArgumentError(
        None, None, '\n'.join([_shortened(item, most) for item in data])
    )


def _shortened(item, most):
    if not isinstance(item, Tensor):
        return str(item)
    value = item.numpy()
    if not getattr(value, 'ndim', 0):
        return str(value)
    flat = value.reshape(-1)
    texts = [str(number) for number in flat[:most]]
    return str(texts if len(texts) >= flat.size else [*texts, '...'])


def _fail_now_if_known(x, y, data, compare_known):
    left = _known_array(x)
    right = None if left is None else _known_array(y)
    if right is None or np.all(compare_known(left, right)):
        return
    raise InvalidArgumentError(None, None, '\n'.join(_text(item) for item in data))


def _known_array(tensor):
    value = arrays.constant_value(tensor)
    return None if value is None else np.array(value, dtype=tensor.dtype.as_numpy_dtype)


def _text(item):
    if not isinstance(item, Tensor):
        return str(item)
    known = _known_array(item)
    # TensorFlow joins the texts, so a tensor without a known value is a TypeError there.
    return item if known is None else str(known)


_assert_equal = _assertion('==', 'assert_equal', math.equal, np.equal)


def assert_equal(x, y, data=None, summarize=None, message=None, name=None):
    # TensorFlow enters the scope twice: the name of what is made inside counts both.
    with name_scope(name, 'assert_equal', [x, y]):
        if x is y:
            return control.no_op()
    return _assert_equal(x, y, data, summarize, message, name)


assert_none_equal = _assertion('!=', 'assert_none_equal', math.not_equal, np.not_equal)
assert_less = _assertion('<', 'assert_less', math.less, np.less)
assert_less_equal = _assertion('<=', 'assert_less_equal', math.less_equal, np.less_equal)
assert_greater = _assertion('>', 'assert_greater', math.greater, np.greater)
assert_greater_equal = _assertion('>=', 'assert_greater_equal', math.greater_equal, np.greater_equal)


def _against_zero(name, text, check, is_zero_first):
    def against_zero(x, data=None, summarize=None, message=None, name=None):
        with name_scope(name, against_zero.__name__, [x]):
            x = convert(x, name='x')
            if data is None:
                first = f'Condition {text} did not hold element-wise:'
                second = f'x ({x.name}) = '
                # TensorFlow lacks a comma in the last of the four.
                words = [first + second] if text == 'x <= 0' else [first, second]
                data = [message or '', *words, x]
            zero = convert(0, x.dtype.base_dtype)
            pair = (zero, x) if is_zero_first else (x, zero)
            return check(*pair, data=data, summarize=summarize)

    against_zero.__name__ = name
    return against_zero


assert_negative = _against_zero('assert_negative', 'x < 0', assert_less, False)
assert_positive = _against_zero('assert_positive', 'x > 0', assert_less, True)
assert_non_negative = _against_zero('assert_non_negative', 'x >= 0', assert_less_equal, True)
# "x <= 0" is checked as "x <= 0", not "0 >= x".
assert_non_positive = _against_zero('assert_non_positive', 'x <= 0', assert_less_equal, False)


def assert_near(
    x, y, rtol=None, atol=None, data=None, summarize=None, message=None, name=None
):
    """|x − y| < atol + rtol·|y|, both 10 ε unless given."""
    with name_scope(name, 'assert_near', [x, y, rtol, atol]):
        x = convert(x, name='x')
        base = x.dtype.base_dtype
        y = convert(y, base, 'y')
        epsilon = np.finfo(base.as_numpy_dtype).eps
        rtol = convert(10 * epsilon if rtol is None else rtol, base, 'rtol')
        atol = convert(10 * epsilon if atol is None else atol, base, 'atol')
        if data is None:
            data = [
                message or '',
                'x and y not equal to tolerance rtol = %s, atol = %s' % (rtol, atol),
                'x (%s) = ' % x.name,
                x,
                'y (%s) = ' % y.name,
                y,
            ]
        tolerance = atol + rtol * math.abs(y)
        difference = math.abs(x - y)
        condition = reductions.reduce_all(math.less(difference, tolerance))
        return control.assert_that(condition, data, summarize=summarize)


def _differences(x):
    """x[1:] − x[:-1] of all elements in a row; empty where there are fewer than two."""
    from . import slicing
    from .conditionals import cond

    x = arrays.reshape(x, [-1])
    if not is_numeric_tensor(x):
        raise TypeError('Expected x to be numeric, instead found: %s' % x)
    is_short = math.less(arrays.size(x), 2)
    length = arrays.shape(x) - 1

    def differences():
        later = slicing.strided_slice(x, [1], [1] + length)
        return later - slicing.strided_slice(x, [0], length)

    return cond(is_short, lambda: convert([], x.dtype), differences)


def _increasing(name, compare):
    def check(x, name=None):
        with name_scope(name, check.__name__, [x]):
            difference = _differences(x)
            zero = convert(0, difference.dtype)
            return reductions.reduce_all(compare(zero, difference))

    check.__name__ = name
    return check


is_non_decreasing = _increasing('is_non_decreasing', math.less_equal)
is_strictly_increasing = _increasing('is_strictly_increasing', math.less)


def verify_tensor_all_finite(t=None, msg=None, name=None, x=None, message=None):
    from .._name_scope import either

    x = either('x', x, 't', t)
    message = either('message', message, 'msg', msg)
    with name_scope(name, 'VerifyFinite', [x]):
        x = convert(x, name='x')
        with colocate_with(x):
            checked = arrays.check_numerics(x, message=message)
            return control.with_dependencies([checked], x)


#: What `tf` and `tf.debugging` have of these.
__all__ = [
    'assert_equal',
    'assert_greater',
    'assert_greater_equal',
    'assert_integer',
    'assert_less',
    'assert_less_equal',
    'assert_near',
    'assert_negative',
    'assert_non_negative',
    'assert_non_positive',
    'assert_none_equal',
    'assert_positive',
    'assert_proper_iterable',
    'assert_rank',
    'assert_rank_at_least',
    'assert_rank_in',
    'assert_same_float_dtype',
    'assert_scalar',
    'assert_type',
    'is_non_decreasing',
    'is_numeric_tensor',
    'is_strictly_increasing',
]
