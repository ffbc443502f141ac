"""Error classes with NumPy's names, and what happens on a division by zero or an overflow."""

import warnings
from os.path import dirname



class AxisError(ValueError, IndexError):
    """An axis that the array does not have."""

    def __init__(self, axis, ndim=None, msg_prefix=None):
        if ndim is None:
            text = axis
        else:
            text = 'axis %s is out of bounds for array of dimension %s' % (axis, ndim)
            if msg_prefix is not None:
                text = '%s: %s' % (msg_prefix, text)
        self.axis, self.ndim = axis, ndim
        super().__init__(text)


class TooHardError(RuntimeError):
    pass


class UFuncTypeError(TypeError):
    pass


class _ArrayMemoryError(MemoryError):
    pass


class ComplexWarning(RuntimeWarning):
    pass


class VisibleDeprecationWarning(UserWarning):
    pass


class RankWarning(UserWarning):
    pass


def no_memory(shape, kind, nbytes):
    """The MemoryError of an array that does not fit, in NumPy's words."""
    amount = float(nbytes)
    for unit in ('bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'):
        if amount < 1024 or unit == 'PiB':
            break
        amount /= 1024
    return _ArrayMemoryError('Unable to allocate %.3g %s for an array with shape %s and data type %s'
                             % (amount, unit, shape, kind))


def warn(text, category=RuntimeWarning):
    """Warns at the user's line: frames of this package are skipped."""
    warnings.warn(text, category, skip_file_prefixes=_OWN_FILES)


# As the code objects name their files, which need not be where a .pyc was loaded from.
_OWN_FILES = (dirname(warn.__code__.co_filename),)


_DEFAULTS = {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn'}
_actions = dict(_DEFAULTS)
_handler = [None]

_EVENTS = ((1, 'divide', 'divide by zero'), (2, 'over', 'overflow'), (8, 'invalid', 'invalid value'))
_CHOICES = ('ignore', 'warn', 'raise', 'call', 'print', 'log')


def report(events, where):
    """Acts on the event bits that a kernel gave back, as `seterr` says."""
    for bit, name, text in _EVENTS:
        if not events & bit:
            continue
        action = _actions[name]
        message = '%s encountered in %s' % (text, where)
        if action == 'warn':
            warn(message)
        elif action == 'raise':
            raise FloatingPointError(message)
        elif action == 'print':
            print('Warning: ' + message)
        elif action == 'call' and _handler[0] is not None:
            _handler[0](text, bit)
        elif action == 'log' and _handler[0] is not None:
            _handler[0].write('Warning: %s\n' % message)


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    """Sets what happens on floating-point events; returns the former settings."""
    former = dict(_actions)
    chosen = {'divide': divide, 'over': over, 'under': under, 'invalid': invalid}
    for name, action in chosen.items():
        action = action or all
        if action is None:
            continue
        if action not in _CHOICES:
            raise ValueError('%r is not one of %s' % (action, ', '.join(_CHOICES)))
        _actions[name] = action
    return former


def geterr():
    return dict(_actions)


def seterrcall(func):
    former, _handler[0] = _handler[0], func
    return former


def geterrcall():
    return _handler[0]


class errstate:
    """`with np.errstate(divide='ignore'):` — also usable as a decorator."""

    def __init__(self, *, call=None, **settings):
        self.settings, self.call = settings, call

    def __enter__(self):
        self.former = seterr(**self.settings)
        if self.call is not None:
            self.former_call = seterrcall(self.call)

    def __exit__(self, *problem):
        _actions.update(self.former)
        if self.call is not None:
            seterrcall(self.former_call)

    def __call__(self, function):
        def run(*args, **named):
            with errstate(call=self.call, **self.settings):
                return function(*args, **named)
        run.__name__ = getattr(function, '__name__', 'run')
        return run


def reset():
    """Back to the settings of a fresh interpreter."""
    _actions.update(_DEFAULTS)
    _handler[0] = None
