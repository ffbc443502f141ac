"""tf.contrib.eager's functions of functions: gradients with respect to variables or to arguments.

As TensorFlow's eager/backprop.py: what is raised, and in which order, is its choice.
"""

import inspect

from .._convert import convert
from .._nest import flatten, pack_sequence_as
from .._ops import arrays
from .tape import Tape, report, tape_gradients


def _returned(f, result):
    if result is None:
        raise ValueError(
            'Cannot differentiate a function that returns None; did you forget to return a value from '
            '{}?'.format(f.__name__)
        )
    return result


def implicit_value_and_gradients(f):
    """A function that gives (value of F, [(gradient, variable)]) for all trainable variables read by F."""

    def grad_fn(*args, **kwds):
        tape = Tape()
        tape.push()
        try:
            value = _returned(f, f(*args, **kwds))
        finally:
            tape.pop()
        variables = tape.watched_variables()
        if not variables:
            raise ValueError(
                'No trainable variables were accessed while the function was being computed.'
            )
        targets = flatten(value)
        found = tape_gradients(tape, targets, [variable.handle for variable in variables])
        report(targets, variables, found)
        return value, list(zip([item.gradient for item in found], variables))

    return grad_fn


def implicit_gradients(f):
    """As `implicit_value_and_gradients`, the pairs only."""

    def grad_fn(*args, **kwds):
        return implicit_value_and_gradients(f)(*args, **kwds)[1]

    return grad_fn


def _positions(f, params, args):
    """Which arguments of F are differentiated."""
    try:
        names = inspect.getfullargspec(f).args
    except TypeError as error:
        if params is None:
            return range(len(args))
        if all(isinstance(item, int) for item in params):
            return params
        raise ValueError(
            'Either callable provided is not a function or could not inspect its arguments by name: %s. '
            'Original error: %s' % (f, error)
        ) from None
    if params is None:
        return range(len(names) if names else len(args))
    if all(isinstance(item, str) for item in params):
        return [names.index(item) for item in params]
    if all(isinstance(item, int) for item in params):
        return params
    raise ValueError('params must be all strings or all integers; got %s.' % params)


def make_vjp(f, params=None, persistent=True):
    """A function that gives (value of F, function of dy that gives the gradients)."""

    def decorated(*args, **kwds):
        positions = _positions(f, params, args)
        assert not kwds, "The gradient function can't take keyword arguments."
        tape = Tape()
        tape.push()
        try:
            args = [convert(arg) if i in positions else arg for i, arg in enumerate(args)]
            seen = set()
            for i, arg in enumerate(args):
                if i in positions:
                    if id(arg) in seen:
                        args[i] = arrays.identity(arg)
                    seen.add(id(arg))
            sources = [args[i] for i in positions]
            for source in sources:
                tape.watch(source)
            result = _returned(f, f(*args))
            flat = [arrays.identity(item) for item in flatten(result)]
            result = pack_sequence_as(result, flat)
        finally:
            tape.pop()

        def vjp(dy=None):
            if dy is not None:
                dy = [convert(item) for item in flatten(dy)]
            return [item.gradient for item in tape_gradients(tape, flat, sources, dy)]

        return result, vjp

    return decorated


def value_and_gradients_function(f, params=None):
    """A function that gives (value of F, gradients with respect to the arguments PARAMS)."""

    def decorated(*args, **kwds):
        dy = kwds.pop('dy', None)
        if kwds:
            raise ValueError('Functions to be differentiated cannot receive keyword arguments.')
        value, vjp = make_vjp(f, params)(*args, **kwds)
        return value, vjp(dy=dy)

    return decorated


def gradients_function(f, params=None):
    """As `value_and_gradients_function`, the gradients only."""

    def decorated(*args, **kwds):
        return value_and_gradients_function(f, params=params)(*args, **kwds)[1]

    return decorated
