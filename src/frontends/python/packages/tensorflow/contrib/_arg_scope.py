"""tf.contrib.framework.arg_scope: default arguments for the layers that are called inside it."""

import contextlib
import functools

from _gradient_runtime import on_reset

_stack = [{}]
#: Keys of the functions that may be given defaults, with the names of their keyword arguments.
_decorated = {}



def _forget():
    del _stack[1:]


on_reset(_forget)


def _key(function):
    return getattr(function, '_key_op', None) or (
        str(function.__module__) + '.' + function.__name__
    )


def add_arg_scope(func):
    """FUNC, taking from the arg_scopes around a call what the call does not give."""
    key = str(func.__module__) + '.' + func.__name__

    @functools.wraps(func)
    def func_with_args(*args, **kwargs):
        defaults = _stack[-1].get(key)
        return func(*args, **({**defaults, **kwargs} if defaults else kwargs))

    func_with_args._key_op = key
    _decorated[key] = func
    return func_with_args


def has_arg_scope(func):
    return _key(func) in _decorated


def current_arg_scope():
    return _stack[-1]


@contextlib.contextmanager
def arg_scope(list_ops_or_scope, **kwargs):
    """KWARGS are defaults of the functions listed; or a scope from `with arg_scope(…) as scope`."""
    if isinstance(list_ops_or_scope, dict):
        if kwargs:
            raise ValueError(
                'When attempting to re-use a scope by suppling adictionary, kwargs must be empty.'
            )
        scope = list_ops_or_scope.copy()
    else:
        if not isinstance(list_ops_or_scope, (list, tuple)):
            raise TypeError(
                'list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)'
            )
        scope = dict(_stack[-1])
        for function in list_ops_or_scope:
            if not has_arg_scope(function):
                raise ValueError('%s is not decorated with @add_arg_scope' % (_key(function),))
            key = _key(function)
            scope[key] = {**scope.get(key, {}), **kwargs}
    _stack.append(scope)
    try:
        yield scope
    finally:
        _stack.pop()
