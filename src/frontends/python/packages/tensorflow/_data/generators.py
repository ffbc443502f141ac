"""tf.data.Dataset.from_generator: elements that a generator of the program yields."""

import numpy as _np

from .._convert import convert
from .._dtypes import as_dtype, string
from .._errors import InvalidArgumentError
from .._queue_state import arrays_of
from .._shapes import as_shape, unknown_shape
from . import iterators, structures


def from_generator(generator, output_types, output_shapes=None, args=None):
    """GENERATOR of the values of ARGS gives an iterable; what it yields must have the structure, the types and the
    shapes that are told (dataset_ops.py)."""
    from .datasets import Dataset

    if not callable(generator):
        raise TypeError('`generator` must be callable.')
    flat = [as_dtype(one) for one in structures.flatten(output_types)]
    types = structures.pack(output_types, flat)
    if output_shapes is None:
        shapes = [unknown_shape() for _ in flat]
    else:
        shapes = [as_shape(one) for one in iterators._flat_shapes(types, output_shapes)]
    given = [convert(one, name='args_%d' % i) for i, one in enumerate(args or ())]

    def build(source, *values):
        def begin():
            for value in generator(*arrays_of(values)):
                yield _element(value, types, flat, shapes)

        return begin

    dummy = Dataset.from_tensors(0)
    return Dataset('FlatMapDataset', [dummy._variant, *given], build, types,
                   structures.pack(types, shapes))


def _element(value, types, flat, shapes):
    parts = _parts(value, types)
    if parts is None:
        _fail('TypeError: `generator` yielded an element that did not match the expected structure. The '
              'expected structure was %s, but the yielded element was %s.' % (types, value))
    arrays = [_array(part, dtype) for part, dtype in zip(parts, flat)]
    for array, shape in zip(arrays, shapes):
        if not shape.is_compatible_with(array.shape):
            _fail('ValueError: `generator` yielded an element of shape %s where an element of shape %s was '
                  'expected.' % (array.shape, shape))
    return arrays


def _parts(value, types):
    """VALUE as a flat list in the order of TYPES; None where it has another structure."""
    if isinstance(types, tuple):
        if not isinstance(value, (tuple, list)) or len(value) != len(types):
            return None
        inner = [_parts(one, part) for one, part in zip(value, types)]
    elif isinstance(types, dict):
        if not isinstance(value, dict) or set(value) != set(types):
            return None
        inner = [_parts(value[key], types[key]) for key in sorted(types)]
    else:
        return [value]
    return None if any(one is None for one in inner) else [part for one in inner for part in one]


def _array(value, dtype):
    try:
        if dtype is string:
            text = value.encode() if isinstance(value, str) else value
            return arrays_of([text])[0] if isinstance(text, bytes) else _np.asarray(text, dtype=object)
        made = _np.asarray(value)
        if made.dtype.kind in 'OUS':
            raise TypeError
        return _np.asarray(value, dtype=dtype.as_numpy_dtype)
    except (TypeError, ValueError):
        _fail('TypeError: `generator` yielded an element that could not be converted to the expected type. '
              'The expected type was %s, but the yielded element was %s.' % (dtype.name, value))


def _fail(words):
    raise InvalidArgumentError(None, None, words)
