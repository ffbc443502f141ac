"""Arrays of numpy and the heap they lie in: the only file that knows how numpy stores elements."""

import numpy as _np
from numpy._brain_float import bfloat16

from ._strings import numbers_of, text_of, texts_of

#: Type codes of the bridge's heap layouts, by numpy's names.
_BFLOAT16 = 10
_STRING = 7  # the engine's number of tf.string
_LAYOUTS = {
    'float32': 'f', 'float64': 'd', 'int32': 'i', 'int64': 'q', 'uint8': 'B', 'bool': '?',
    'float16': 'e', 'int8': 'b', 'int16': 'h', 'uint16': 'H', 'uint32': 'I', 'uint64': 'Q',
}  # fmt: skip


_NARROW = (_np.int8, _np.int16, _np.uint16, _np.uint32, _np.uint64)
_SCALARS = (
    _np.float32, _np.float64, _np.int32, _np.int64, _np.bool_, _np.uint8, _np.int64, text_of, _np.int64,
    _np.float16, bfloat16._of, *_NARROW,
)  # fmt: skip
#: Texts, resources and variants travel as numbers, bfloat16 as the float32 that it is.
_DTYPES = tuple(
    _np.dtype(scalar)
    for scalar in (*_SCALARS[:6], *[_np.float64] * 3, _np.float16, _np.float32, *_NARROW)
)


def heap_elements(items):
    """(layout, address, owner) of an array's elements, row-major, valid while `owner` lives."""
    if items.dtype.kind in 'OSU':
        items = numbers_of(items)
    elif items.dtype.kind == 'V':
        items = items.astype(_np.float32)
    name = items.dtype.name
    layout = _LAYOUTS.get(name)
    if layout is None:
        raise NotImplementedError(f'An array of {name} is not evaluated by this engine')
    items = _np.ascontiguousarray(items)
    return layout, items._address, items


def text_array(text):
    """An array without dimensions that holds TEXT (bytes)."""
    items = _np.empty((), dtype=object)
    items.reshape(-1)[0] = text
    return items


def scalar_result(code, number):
    """A numpy scalar of the engine's element type CODE."""
    return _SCALARS[code](number)


def result(code, dims, fill):
    """An array of the engine's element type CODE, whose elements `fill(address)` writes."""
    items = _np.empty(dims, _DTYPES[code])
    fill(items._address)
    if code == _BFLOAT16:
        return items.astype(bfloat16)
    return texts_of(items) if code == _STRING else items


def numpy_name(code):
    """The name of numpy's element type for the engine's CODE."""
    named = {_STRING: 'object', _BFLOAT16: 'bfloat16'}
    return named.get(code) or _DTYPES[code].name


def is_of_floats(value, kind):
    """Whether VALUE is a list of Python floats, or of lists of as many."""
    if kind is not list or not value:
        return False
    first = value[0]
    if type(first) is float:
        for item in value:
            if type(item) is not float:
                return False
        return True
    if type(first) is not list or not first:
        return False
    for row in value:
        if type(row) is not list or len(row) != len(first):
            return False
        for item in row:
            if type(item) is not float:
                return False
    return True
