"""The arguments of a traced function: in canonical order, and the key by which a trace is found again.

As FunctionSpec and the cache key of TensorFlow's eager/function.py.
"""

import functools
import inspect
import weakref

import numpy as np

from .._constant import constant
from .._convert import convert_to_tensor
from .._nest import flatten, is_sequence, pack_sequence_as
from .._nest_paths import flatten_up_to
from .._tensor import Tensor

_NO_KEYWORDS = (
    'Cannot define a TensorFlow function from a Python function with keyword arguments when '
    'input_signature is provided.'
)


def _is_variable(value):
    return hasattr(type(value), '_is_variable')


class Signature:
    """What FUNCTION takes; INPUT_SIGNATURE: None or TensorSpecs."""

    def __init__(self, function, input_signature):
        plain = function.func if isinstance(function, functools.partial) else function
        try:
            spec = inspect.getfullargspec(plain)
        except TypeError:
            spec = inspect.getfullargspec(plain.__call__)
        names, defaults = list(spec.args), list(spec.defaults or ())
        if isinstance(function, functools.partial):
            names, defaults = _bound(function, names, defaults)
        elif inspect.ismethod(plain) or not inspect.isroutine(plain) and hasattr(plain, '__call__'):
            names = names[1:]
        self.names = names
        self.varargs = spec.varargs
        self._defaults = {len(names) - len(defaults) + i: value for i, value in enumerate(defaults)}
        self.specs = None
        if input_signature is None:
            return
        if spec.kwonlyargs:
            raise ValueError(_NO_KEYWORDS)
        if not isinstance(input_signature, (tuple, list)):
            raise TypeError(
                'input_signature must be either a tuple or a list, received '
                + str(type(input_signature))
            )
        self.specs = tuple(input_signature)
        self.flat_specs = tuple(flatten(input_signature))

    def canonical(self, args, kwargs):
        """(positional arguments, keyword arguments): numpy arrays as tensors, defaults filled in."""
        if self.specs is not None:
            self._refuse(args, kwargs)
        args = tuple(args)
        kwargs = dict(kwargs)
        by_place = {place: value for place, value in self._defaults.items() if place >= len(args)}
        for name in list(kwargs):
            if name in self.names:
                by_place[self.names.index(name)] = kwargs.pop(name)
            elif self.specs is not None:
                raise ValueError(_NO_KEYWORDS)
        inputs = args + tuple(by_place[place] for place in sorted(by_place))
        if self.specs is None:
            return _without_arrays(inputs), kwargs
        return self._as_specified(inputs), {}

    def _refuse(self, args, kwargs):
        if len(args) > len(self.specs):
            raise TypeError(
                'When input_signature is provided, only pass arguments covered by it. Received %d '
                'argument(s).' % len(args)
            )
        for name in kwargs:
            if name not in self.names:
                raise TypeError('Function got an unexpected keyword argument %s' % name)
            if self.names.index(name) >= len(self.specs):
                raise TypeError(
                    'When input_signature is provided, only pass arguments covered by it. Received '
                    'argument %s.' % name
                )

    def _as_specified(self, inputs):
        try:
            flat = flatten_up_to(self.specs, inputs[: len(self.specs)])
        except ValueError:
            raise ValueError(
                'Structure of Python function inputs does not match input_signature:\n'
                + self._shown(inputs)
            ) from None
        for place, (value, spec) in enumerate(zip(flat, self.flat_specs)):
            if not isinstance(value, Tensor):
                try:
                    flat[place] = convert_to_tensor(value, dtype_hint=spec.dtype)
                except ValueError:
                    raise ValueError(
                        'When input_signature is provided, all inputs to the Python function must be '
                        'convertible to tensors:\n' + self._shown(inputs)
                    ) from None
        if not all(spec.is_compatible_with(value) for spec, value in zip(self.flat_specs, flat)):
            raise ValueError(
                'Python inputs incompatible with input_signature:\n' + self._shown(inputs)
            )
        return pack_sequence_as(self.specs, flat)

    def _shown(self, inputs):
        return '  inputs: (\n    %s)\n  input_signature: (\n    %s)' % (
            ',\n    '.join(map(str, inputs)),
            ',\n    '.join(map(str, self.specs)),
        )

    def names_of(self, count):
        """The names of COUNT positional arguments."""
        more = ['%s_%d' % (self.varargs, i) for i in range(count - len(self.names))]
        return self.names[:count] + more


def _bound(function, names, defaults):
    pairs = list(zip(names, [_bound] * (len(names) - len(defaults)) + defaults))
    pairs = [pair for pair in pairs[len(function.args) :] if pair[0] not in function.keywords]
    return [name for name, _ in pairs], [value for _, value in pairs if value is not _bound]


def _without_arrays(inputs):
    flat = flatten(inputs)
    if not any(type(value) is np.ndarray for value in flat):
        return inputs
    flat = [constant(value) if type(value) is np.ndarray else value for value in flat]
    return pack_sequence_as(inputs, flat)


def key_of(value, only_ranks=False):
    """What two arguments have in common for which one trace will do."""
    if isinstance(value, Tensor) or getattr(value, '_is_tensor_spec', False):
        shape = value.shape
        if only_ranks:
            return 'tensor', value.dtype.base_dtype.name, shape.ndims
        return 'tensor', value.dtype.base_dtype.name, None if shape.ndims is None else tuple(shape.as_list())
    if _is_variable(value):
        return 'variable', id(value)
    if is_sequence(value):
        if isinstance(value, dict):
            return 'dict', tuple((key, key_of(value[key], only_ranks)) for key in sorted(value))
        return type(value).__name__, tuple(key_of(item, only_ranks) for item in value)
    if isinstance(value, (bool, int, float, str, bytes, type(None))):
        return type(value).__name__, value
    try:
        return weakref.ref(value)
    except TypeError:
        return value
