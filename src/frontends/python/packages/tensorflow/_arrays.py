"""Arrays of numpy and the heap they lie in: the only file that knows how numpy stores elements."""

import numpy as _np

#: Type codes of the bridge's heap layouts, by numpy's names.
_LAYOUTS = {'float32': 'f', 'float64': 'd', 'int32': 'i', 'int64': 'q', 'uint8': 'B', 'bool': '?'}
_SCALARS = (_np.float32, _np.float64, _np.int32, _np.int64, _np.bool_, _np.uint8)
_DTYPES = tuple(_np.dtype(scalar) for scalar in _SCALARS)


def heap_elements(items):
    """(layout, address, owner) of an array's elements, row-major, valid while `owner` lives."""
    name = items.dtype.name
    layout = _LAYOUTS.get(name)
    if layout is None:
        raise NotImplementedError(f'An array of {name} is not evaluated by this engine')
    items = _np.ascontiguousarray(items)
    return layout, items._address, items


def scalar_result(code, number):
    """A numpy scalar of the engine's element type CODE."""
    return _SCALARS[code](number)


def empty_result(code, dims):
    """(array, address) of a new array that the engine will fill."""
    items = _np.empty(dims, _DTYPES[code])
    return items, items._address
