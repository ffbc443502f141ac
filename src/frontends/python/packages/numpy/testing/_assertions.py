"""Assertions about numbers and arrays."""

import contextlib
import re
import warnings
from math import inf

from .. import _ufunc_table as uf
from .._array import ndarray
from .._discovery import asanyarray, asarray
from .._errors import errstate
from .._logic import isclose
from .._printing import array2string, array_repr


def assert_(val, msg=''):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def _message(values, err_msg, header, names=('ACTUAL', 'DESIRED'), precision=8):
    """NumPy's block: the header, what is wrong, both values with PRECISION digits, three lines of each."""
    lines = ['\n' + header]
    if err_msg:
        if '\n' not in err_msg and len(err_msg) < 79 - len(header):
            lines = [lines[0] + ' ' + err_msg]
        else:
            lines.append(err_msg)
    for name, value in zip(names, values):
        text = array_repr(value, precision=precision) if isinstance(value, ndarray) else repr(value)
        if text.count('\n') > 3:
            text = '\n'.join(text.splitlines()[:3]) + '...'
        lines.append(' %s: %s' % (name, text))
    return '\n'.join(lines)


def _same_places(x, y, test, what, refuse):
    """Where both hold NaN, or the same infinity; they must do so at the same places."""
    in_x, in_y = asarray(test(x)), asarray(test(y))
    if not asarray(uf.equal(in_x, in_y)).all():
        refuse('\nx and y %s location mismatch:' % what)
    return in_x if not in_x.ndim else in_y


def _remarks(x, y, good):
    """How many elements differ, and by how much."""
    wrong, count = int((~good).sum()), good.size
    yield wrong, count
    if x._dtype.kind == 'b' and y._dtype.kind == 'b' or x._dtype.kind in 'OU' or y._dtype.kind in 'OU':
        return
    with errstate(all='ignore'):
        error = asarray(uf.absolute(x - y))
        nonzero = asarray(y != 0)
        relative = asarray(uf.divide(error, uf.absolute(y)))
        kept = nonzero if nonzero.ndim else asarray([bool(nonzero)] * error.size).reshape(error.shape)
        relative = relative[kept]
    yield 'Max absolute difference: ' + array2string(asarray(error.max()))
    yield 'Max relative difference: ' + array2string(
        asarray(relative.max() if nonzero.any() else float('inf')))


def _compare(test, x, y, err_msg, header, precision=6, nan=True, infinities=True):
    """Raises unless `test(x, y)` holds everywhere that NaN and infinities do not decide."""
    x, y = whole = asanyarray(x), asanyarray(y)

    def refuse(what):
        raise AssertionError(_message(whole, err_msg + what, header, ('x', 'y'), precision))

    if not (x.shape == y.shape or not x.ndim or not y.ndim):
        refuse('\n(shapes %s, %s mismatch)' % (x.shape, y.shape))
    flagged = asarray(False)
    if x._dtype.kind in 'biuf' and y._dtype.kind in 'biuf':
        if nan:
            flagged = _same_places(x, y, uf.isnan, 'nan', refuse)
        if infinities:
            for what, number in (('+inf', inf), ('-inf', -inf)):
                places = _same_places(x, y, lambda v, n=number: v == n, what, refuse)
                flagged = asarray(uf.logical_or(flagged, places))
    if flagged.ndim:
        x = x[~flagged] if x.ndim else x
        y = y[~flagged] if y.ndim else y
        if not (x.size if x.ndim else y.size):
            return
    elif flagged:
        return
    with errstate(all='ignore'):
        good = asarray(test(x, y))
    if good.all():
        return
    (wrong, count), *differences = _remarks(x, y, good)
    count = flagged.size if flagged.ndim else count
    refuse('\n' + '\n'.join(
        ['Mismatched elements: %d / %d (%.3g%%)' % (wrong, count, 100 * wrong / count), *differences]))


def assert_array_equal(x, y, err_msg='', verbose=True, *, strict=False):
    _compare(uf.equal, x, y, err_msg, 'Arrays are not equal')


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True):
    _compare(lambda x, y: isclose(x, y, rtol, atol, equal_nan), actual, desired, err_msg,
             'Not equal to tolerance rtol=%g, atol=%g' % (rtol, atol), nan=equal_nan)


def assert_array_almost_equal(x, y, decimal=6, err_msg='', verbose=True):
    _compare(lambda a, b: uf.absolute(uf.subtract(a * 1.0, b * 1.0)) < 1.5 * 10.0 ** (-decimal), x, y,
             err_msg, 'Arrays are not almost equal to %d decimals' % decimal, precision=decimal)


def assert_array_less(x, y, err_msg='', verbose=True):
    _compare(uf.less, x, y, err_msg, 'Arrays are not less-ordered', infinities=False)


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
        raise AssertionError(_message((actual, desired), err_msg, 'Items are not equal:'))


def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    if isinstance(actual, (ndarray, list, tuple)) or isinstance(desired, (ndarray, list, tuple)):
        assert_array_almost_equal(actual, desired, decimal, err_msg)
        return
    if actual != actual and desired != desired or actual == desired:
        return
    if not abs(desired - actual) < 1.5 * 10.0 ** (-decimal):
        header = 'Arrays are not almost equal to %d decimals' % decimal
        raise AssertionError(_message((actual, desired), err_msg, header))


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


