"""Turns the engine's return codes into Python exceptions.

A JavaScript exception that crosses the border costs 70 µs and loses its type. So engine functions
return -1 instead, and keep the error as a JSON text until error() fetches it.
"""

import json

FAILED = -1


class StopScript(BaseException):
    """Unwinds a script that is parked between two steps. Not an Exception: `except Exception` in a
    loss file must not catch it."""


_error_classes = {
    'ArithmeticError': ArithmeticError,
    'AttributeError': AttributeError,
    'IndexError': IndexError,
    'KeyError': KeyError,
    'KeyboardInterrupt': KeyboardInterrupt,
    'MemoryError': MemoryError,
    'NotImplementedError': NotImplementedError,
    'OverflowError': OverflowError,
    'RuntimeError': RuntimeError,
    'StopScript': StopScript,
    'TypeError': TypeError,
    'ValueError': ValueError,
    'ZeroDivisionError': ZeroDivisionError,
}


def register_error(name, cls):
    """Raise CLS for engine errors of type NAME. A class with a `from_engine(details)` class method
    is made by it (details: the whole error as a dict), any other by `cls(message)`."""
    _error_classes[name] = cls


def check(code):
    """CODE as it is; the engine's error is raised if CODE says that the engine call failed."""
    if code != FAILED:
        return code
    import _gradient_engine

    details = json.loads(_gradient_engine.error())
    name = details.get('type', 'RuntimeError')
    message = details.get('message', '')
    cls = _error_classes.get(name)
    if cls is None:
        raise RuntimeError(f'{name}: {message}')
    make = getattr(cls, 'from_engine', None)
    raise make(details) if make is not None else cls(message)
