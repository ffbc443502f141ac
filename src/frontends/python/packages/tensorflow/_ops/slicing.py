"""Subscripts of tensors: `x[1:, ..., tf.newaxis]` as one StridedSlice."""

import sys

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall
from .._constant import constant, is_int32_vector
from .._eager.tensor import EagerTensor
from .._name_scope import name_scope
from .._shapes import Dimension
from .._state import current
from .._tensor import Tensor
from . import arrays
from .creation import ones_like
from .math import cast

_slice = OpCall('Slice')
_strided_slice = OpCall('StridedSlice')
#: Begins a constant vector of int32 among the engine's parts of a node.
_INT32_PART = -1 - dtypes.int32._code

_WRONG_INDEX = (
    'Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 '
    'tensors are valid indices'
)


def _check_index(index):
    if isinstance(index, (int, Dimension)):
        return
    dtype = getattr(index, 'dtype', None)
    if dtype is not None:
        shape = getattr(index, 'shape', ())
        rank = shape.ndims if hasattr(shape, 'ndims') else len(shape)
        if dtypes.as_dtype(dtype).base_dtype.name in ('int32', 'int64') and rank != 1:
            return
    raise TypeError(_WRONG_INDEX + ', got {!r}'.format(index))


def _is_given(bound):
    return bound is not None and (isinstance(bound, Tensor) or bound != sys.maxsize)


#: (kind, the three vectors among the engine's parts of a node) by key of numbers alone, in this run.
_plain_slices = _engine.kinds_of_run()
_NUMBERS = {int, type(None)}


def _as_plain(key):
    """KEY as what `_plain_slices` is looked up by; None where it is not made of Python's own numbers."""
    kind = type(key)
    if kind is int:
        return key
    if kind is slice:
        if type(key.start) in _NUMBERS and type(key.stop) in _NUMBERS and type(key.step) in _NUMBERS:
            return key
        return None
    if kind is not tuple:
        return None
    for item in key:
        kind = type(item)
        if kind is slice:
            if _as_plain(item) is None:
                return None
        elif kind is not int and item is not None and item is not Ellipsis:
            return None
    return key


def getitem(tensor, key, variable=None):
    plain = None
    if type(tensor) is Tensor and tensor.graph is current.graph:
        plain = _as_plain(key)
        known = None if plain is None else _plain_slices.get(plain)
        if known is not None:
            number, vectors = known
            graph = tensor.graph
            made = _strided_slice.make_in_scope(graph, number, 'strided_slice', tensor._id, *vectors)
            return _with_assign(made, variable)
    if isinstance(key, bool) or _is_mask(key):
        from .gathering import boolean_mask

        return boolean_mask(tensor=tensor, mask=key)
    if not isinstance(key, (list, tuple)):
        key = [key]
    begin, end, strides = [], [], []
    masks = {'begin': 0, 'end': 0, 'ellipsis': 0, 'newAxis': 0, 'shrinkAxis': 0}
    for position, item in enumerate(key):
        bit = 1 << position
        step = 1
        if isinstance(item, slice):
            start = stop = 0
            if _is_given(item.start):
                _check_index(item.start)
                start = item.start
            else:
                masks['begin'] |= bit
            if _is_given(item.stop):
                _check_index(item.stop)
                stop = item.stop
            else:
                masks['end'] |= bit
            if item.step is not None:
                _check_index(item.step)
                step = item.step
        elif item is Ellipsis or item is None:
            start = stop = 0
            masks['ellipsis' if item is Ellipsis else 'newAxis'] |= bit
        else:
            _check_index(item)
            start, stop = item, item + 1
            masks['shrinkAxis'] |= bit
        begin.append(start)
        end.append(stop)
        strides.append(step)
    graph = current.graph
    if type(tensor) is Tensor and tensor.graph is graph and graph._captures is None:
        if all([is_int32_vector(bounds, list, None) for bounds in (begin, end, strides)]):
            if plain is not None:
                _plain_slices[plain] = _kind_and_vectors(begin, end, strides, masks)
            return _with_assign(_slice_at_once(graph, tensor, begin, end, strides, masks), variable)
    if type(tensor) is EagerTensor and graph is current.eager:
        if all([is_int32_vector(bounds, list, None) for bounds in (begin, end, strides)]):
            return _slice_at_once(graph, tensor, begin, end, strides, masks, 'strided_slice/')
    with name_scope(None, 'strided_slice', [tensor, *begin, *end, *strides]) as scope:
        if begin:
            packed = [arrays.stack(begin), arrays.stack(end), arrays.stack(strides)]
            if any(item.dtype.base_dtype is dtypes.int64 for item in packed):
                packed = [cast(item, dtypes.int64) for item in packed]
        else:
            empty = constant([], dtype=dtypes.int32)
            packed = [empty, empty, empty]
        return _make(tensor, *packed, masks, scope, variable)


def _slice_at_once(graph, tensor, begin, end, strides, masks, name='strided_slice'):
    """What the general way comes to where all bounds are numbers: the three vectors and the node."""
    number, vectors = _kind_and_vectors(begin, end, strides, masks)
    return _strided_slice.make_in_scope(graph, number, name, tensor._id, *vectors)


def _kind_and_vectors(begin, end, strides, masks):
    vectors = []
    for bounds in (begin, end, strides):
        vectors += (_INT32_PART, ','.join(map(str, bounds)), 'stack')
    return _engine.kind_of('StridedSlice', _attributes(masks)), vectors


def _attributes(masks):
    return {mask + 'Mask': bits for mask, bits in masks.items()}


def _is_mask(key):
    if isinstance(key, Tensor):
        return key.dtype.is_bool
    dtype = getattr(key, 'dtype', None)
    return dtype is not None and hasattr(key, '__array__') and dtype == bool


def _make(tensor, begin, end, strides, masks, name, variable):
    result = _strided_slice(tensor, begin, end, strides, name=name, **_attributes(masks))
    return _with_assign(result, variable)


def _refused_assign(value, name=None):
    raise ValueError('Sliced assignment is only supported for variables')


def _with_assign(result, variable):
    if variable is None:
        result.assign = _refused_assign
        return result

    def assign(value, name=None):
        raise NotImplementedError('Sliced assignment to a variable is not evaluated by this engine')

    result.assign = assign
    return result


def strided_slice(
    input_,
    begin,
    end,
    strides=None,
    begin_mask=0,
    end_mask=0,
    ellipsis_mask=0,
    new_axis_mask=0,
    shrink_axis_mask=0,
    var=None,
    name=None,
):
    if strides is None:
        strides = ones_like(begin)
    masks = {
        'begin': begin_mask,
        'end': end_mask,
        'ellipsis': ellipsis_mask,
        'newAxis': new_axis_mask,
        'shrinkAxis': shrink_axis_mask,
    }
    return _make(input_, begin, end, strides, masks, name, var)


def slice_(input_, begin, size, name=None):
    return _slice(input_, begin, size, name=name)


