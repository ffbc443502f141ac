"""Assertions on tensors; what is known while building fails at once, with TensorFlow's words."""

from .._convert import convert
from .._errors import InvalidArgumentError
from .._name_scope import name_scope
from . import arrays, control, math, reductions


def _assertion(symbol, name, compare):
    def check(x, y, data=None, summarize=None, message=None, name=None):
        with name_scope(name, check.__name__, [x, y]):
            x = convert(x, name='x')
            y = convert(y, name='y')
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
            if _is_known_false(condition):
                text = '\n'.join(str(item) for item in data)
                raise InvalidArgumentError(None, None, text)
            return control.assert_that(condition, data, summarize=summarize)

    check.__name__ = name
    return check


def _is_known_false(condition):
    value = arrays.constant_value(condition)
    return value is not None and not value


_assert_equal = _assertion('==', 'assert_equal', math.equal)


def assert_equal(x, y, data=None, summarize=None, message=None, name=None):
    # TensorFlow enters the scope twice: the name of what is made inside counts both.
    with name_scope(name, 'assert_equal', [x, y]):
        if x is y:
            return control.no_op()
    return _assert_equal(x, y, data, summarize, message, name)


assert_none_equal = _assertion('!=', 'assert_none_equal', math.not_equal)
assert_less = _assertion('<', 'assert_less', math.less)
assert_less_equal = _assertion('<=', 'assert_less_equal', math.less_equal)
assert_greater = _assertion('>', 'assert_greater', math.greater)
assert_greater_equal = _assertion('>=', 'assert_greater_equal', math.greater_equal)


def _against_zero(name, text, check):
    def against_zero(x, data=None, summarize=None, message=None, name=None):
        with name_scope(name, against_zero.__name__, [x]):
            x = convert(x, name='x')
            if data is None:
                data = [message or '', f'Condition {text} did not hold element-wise:', f'x ({x.name}) = ', x]
            return check(convert(0, x.dtype), x, data=data, summarize=summarize)

    against_zero.__name__ = name
    return against_zero


assert_positive = _against_zero('assert_positive', 'x > 0', assert_less)
assert_non_negative = _against_zero('assert_non_negative', 'x >= 0', assert_less_equal)


def assert_rank(x, rank, data=None, summarize=None, message=None, name=None):
    with name_scope(name, 'assert_rank', [x]):
        x = convert(x, name='x')
        own = x.shape.ndims
        if own is not None and isinstance(rank, int) and own != rank:
            raise ValueError(
                '%s.  Tensor %s must have rank %d.  Received rank %d, shape %s'
                % (message or '', x.name, rank, own, x.shape)
            )
        if own is not None and isinstance(rank, int):
            return control.no_op('static_checks_determined_all_ok')
        found = arrays.rank(x)
        return control.assert_that(
            math.equal(found, rank), [message or '', f'Tensor {x.name} must have rank', convert(rank)]
        )


def verify_tensor_all_finite(t=None, msg=None, name=None, x=None, message=None):
    from .._name_scope import either

    x = either('x', x, 't', t)
    message = either('message', message, 'msg', msg)
    with name_scope(name, 'VerifyFinite', [x]):
        x = convert(x, name='x')
        return control.with_dependencies([arrays.check_numerics(x, message=message)], x)
