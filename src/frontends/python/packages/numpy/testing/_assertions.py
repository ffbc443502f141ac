"""Assertions about numbers and arrays."""

import contextlib
import re
import warnings

from .. import _ufunc_table as uf
from .._array import ndarray
from .._discovery import asanyarray, asarray
from .._errors import errstate
from .._logic import isclose


def assert_(val, msg=''):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def _message(kind, x, y, header, detail=''):
    lines = ['', header] + ([detail] if detail else [])
    for name, value in (('x', x), ('y', y)):
        text = repr(value)
        lines.append(' %s: %s' % (name, text if text.count('\n') < 3 else '\n'.join(
            text.split('\n')[:3]) + '...'))
    return '\n'.join(lines)


def _compare(test, x, y, err_msg, header, verbose=True, precision=6, nan=True):
    """Raises unless `test(x, y)` holds everywhere that NaN and infinities do not decide."""
    x, y = asanyarray(x), asanyarray(y)
    head = header + ('\n' + err_msg if err_msg else '')
    if not (x.shape == y.shape or not x.ndim or not y.ndim):
        raise AssertionError(_message('', x, y, head,
                                      '(shapes %s, %s mismatch)' % (x.shape, y.shape)))
    if nan and x._dtype.kind == 'f' and y._dtype.kind == 'f':
        nan_x, nan_y = uf.isnan(x), uf.isnan(y)
        if not asarray(uf.equal(nan_x, nan_y)).all():
            raise AssertionError(_message('', x, y, head, 'x and y nan location mismatch:'))
        settled = uf.logical_or(nan_x, uf.equal(x, y))
    else:
        settled = False
    with errstate(all='ignore'):
        good = asarray(uf.logical_or(settled, test(x, y)))
    if good.all():
        return
    wrong, count = int((~good).sum()), good.size
    detail = 'Mismatched elements: %d / %d (%.3g%%)' % (wrong, count, 100.0 * wrong / count)
    if x._dtype.kind in 'biuf' and y._dtype.kind in 'biuf':
        with errstate(all='ignore'):
            difference = uf.absolute(uf.subtract(x * 1.0, y * 1.0))
            relative = uf.divide(difference, uf.absolute(y))
        detail += '\nMax absolute difference: %s' % asarray(difference).max()
        finite = asarray(relative)[uf.isfinite(relative)] if asarray(relative).ndim else asarray(
            relative).reshape(1)
        detail += '\nMax relative difference: %s' % (finite.max() if finite.size else 'inf')
    raise AssertionError(_message('', x, y, head, detail))


def assert_array_equal(x, y, err_msg='', verbose=True, *, strict=False):
    _compare(uf.equal, x, y, err_msg, 'Arrays are not equal')


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True):
    _compare(lambda x, y: isclose(x, y, rtol, atol, equal_nan), actual, desired, err_msg,
             'Not equal to tolerance rtol=%g, atol=%g' % (rtol, atol), nan=equal_nan)


def assert_array_almost_equal(x, y, decimal=6, err_msg='', verbose=True):
    _compare(lambda a, b: uf.absolute(uf.subtract(a * 1.0, b * 1.0)) < 1.5 * 10.0 ** (-decimal), x, y,
             err_msg, 'Arrays are not almost equal to %d decimals' % decimal)


def assert_array_less(x, y, err_msg='', verbose=True):
    x, y = asanyarray(x), asanyarray(y)
    if not asarray(uf.less(x, y)).all():
        _compare(lambda a, b: uf.less(a, b) if True else None, x, y, err_msg,
                 'Arrays are not less-ordered', nan=False)


def assert_equal(actual, desired, err_msg='', verbose=True):
    """Equal numbers, texts, arrays, or sequences and dictionaries of them."""
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], 'key=%r\n%s' % (key, err_msg))
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg)
        for place, (a, b) in enumerate(zip(actual, desired)):
            assert_equal(a, b, 'item=%d\n%s' % (place, err_msg))
        return
    if isinstance(actual, ndarray) or isinstance(desired, ndarray):
        assert_array_equal(actual, desired, err_msg)
        return
    both_nan = actual != actual and desired != desired
    if not both_nan and not actual == desired:
        raise AssertionError('\nItems are not equal:%s\n ACTUAL: %r\n DESIRED: %r'
                             % ('\n' + err_msg if err_msg else '', actual, desired))


def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    if isinstance(actual, (ndarray, list, tuple)) or isinstance(desired, (ndarray, list, tuple)):
        assert_array_almost_equal(actual, desired, decimal, err_msg)
        return
    if actual != actual and desired != desired or actual == desired:
        return
    if not abs(desired - actual) < 1.5 * 10.0 ** (-decimal):
        raise AssertionError('\nArrays are not almost equal to %d decimals%s\n ACTUAL: %r\n DESIRED: %r'
                             % (decimal, '\n' + err_msg if err_msg else '', actual, desired))


def assert_approx_equal(actual, desired, significant=7, err_msg='', verbose=True):
    if actual == desired:
        return
    scale = 0.5 * (abs(desired) + abs(actual))
    scale = 10.0 ** float(uf.floor(uf.log10(scale)))
    if abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError('\nItems are not equal to %d significant digits:\n ACTUAL: %r\n DESIRED: %r'
                             % (significant, actual, desired))


def assert_string_equal(actual, desired):
    if actual != desired:
        raise AssertionError('Differences in strings:\n- %s\n+ %s' % (actual, desired))


class _Raises:
    def __init__(self, wanted, pattern=None):
        self.wanted, self.pattern, self.exception = wanted, pattern, None

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        if kind is None:
            raise AssertionError('%s not raised' % getattr(self.wanted, '__name__', self.wanted))
        if not issubclass(kind, self.wanted):
            return False
        if self.pattern is not None and not re.search(self.pattern, str(problem)):
            raise AssertionError('"%s" does not match "%s"' % (self.pattern, problem))
        self.exception = problem
        return True


def assert_raises(exception_class, callable=None, *args, **named):
    if callable is None:
        return _Raises(exception_class)
    with _Raises(exception_class):
        callable(*args, **named)


def assert_raises_regex(exception_class, expected_regexp, callable=None, *args, **named):
    if callable is None:
        return _Raises(exception_class, expected_regexp)
    with _Raises(exception_class, expected_regexp):
        callable(*args, **named)


@contextlib.contextmanager
def _warned(category):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        yield
    seen = [w for w in caught if category is None or issubclass(w.category, category)]
    if category is None and seen:
        raise AssertionError('Got warnings: %s' % seen)
    if category is not None and not seen:
        raise AssertionError('No warning raised')


def assert_warns(warning_class, *args, **named):
    if not args:
        return _warned(warning_class)
    with _warned(warning_class):
        return args[0](*args[1:], **named)


def assert_no_warnings(*args, **named):
    if not args:
        return _warned(None)
    with _warned(None):
        return args[0](*args[1:], **named)


class suppress_warnings(warnings.catch_warnings):
    """Ignores the warnings of a block."""

    def __enter__(self):
        super().__enter__()
        warnings.simplefilter('ignore')
        return self

    def filter(self, category=Warning, message='', module=None):
        warnings.filterwarnings('ignore', message, category)


