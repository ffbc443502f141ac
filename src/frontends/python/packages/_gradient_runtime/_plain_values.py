"""Tells of the values that a loop begins with whether they are of the closed world: see _noted_loops."""

import builtins
import itertools
import math
import random
import time

#: Exact classes, here and below: one of the user's own can do anything.
_SINGLE = frozenset((int, float, bool, complex, str, bytes, type(None), range, slice, type(...)))
_CONTAINERS = frozenset((list, tuple, set, frozenset, dict))

#: Functions that call nothing but what the classes above have.
FUNCTION_NAMES = frozenset((
    'abs', 'all', 'any', 'bool', 'chr', 'complex', 'dict', 'divmod', 'enumerate', 'float', 'frozenset', 'int',
    'len', 'list', 'max', 'min', 'ord', 'pow', 'range', 'repr', 'reversed', 'round', 'set', 'slice', 'sorted',
    'str', 'sum', 'tuple', 'zip',
))
_functions = {id(getattr(builtins, name)) for name in FUNCTION_NAMES}
_modules = {id(module) for module in (itertools, math, random, time)}
_classes = {}  # class -> function of a value of it: whether it is plain


def plain_module(module, classes):
    """MODULE makes plain values of plain ones. CLASSES: class -> whether a value of it is plain."""
    _modules.add(id(module))
    _classes.update(classes)


def are_plain(names, frame, most):
    """Whether all that NAMES mean in FRAME is plain, which is known after MOST elements of it at most.
    A name that means nothing yet is plain: the loop binds it."""
    here, everywhere = frame.f_locals, frame.f_globals
    for name in names:
        if name in here:
            value = here[name]
        elif name in everywhere:
            value = everywhere[name]
        elif hasattr(builtins, name):
            if id(getattr(builtins, name)) not in _functions:
                return False
            continue
        else:
            continue
        most = _left(value, most)
        if most < 0:
            return False
    return True


def _left(value, most):
    """MOST without the elements of VALUE; less than 0 when it is not plain, or has more."""
    kind = type(value)
    if kind in _SINGLE or id(value) in _modules:
        return most
    if kind in _classes:
        return most if _classes[kind](value) else -1
    if kind not in _CONTAINERS:
        return -1
    most -= len(value)
    for part in (value, value.values()) if kind is dict else (value,):
        if most < 0:
            return -1
        if _SINGLE.issuperset(map(type, part)):
            continue
        for item in part:
            most = _left(item, most)
            if most < 0:
                return -1
    return most
