"""Shapes of a broadcast, and the choice between two tensors that are broadcast."""

from .._apply import OpCall
from .._convert import convert
from .._dtypes import bool_
from .._name_scope import name_scope
from .._shapes import TensorShape
from . import arrays

_select_v2 = OpCall('SelectV2')
_broadcast_args = OpCall('BroadcastArgs')


def where_v2(condition, x=None, y=None, name=None):
    """X where CONDITION holds, else Y; all three are broadcast. Without X and Y: indices of what holds."""
    if x is None and y is None:
        with name_scope(name, 'Where', [condition]) as scope:
            return arrays._where(convert(condition, None, 'condition', bool_), name=scope)
    if x is None or y is None:
        raise ValueError('x and y must both be non-None or both be None.')
    return _select_v2(condition, x, y, name=name)


def broadcast_dynamic_shape(shape_x, shape_y):
    return _broadcast_args(shape_x, shape_y)


def broadcast_static_shape(shape_x, shape_y):
    """The TensorShape of a broadcast; ValueError where the shapes do not fit."""
    if shape_x.ndims is None or shape_y.ndims is None:
        return TensorShape(None)
    left, right = shape_x.as_list(), shape_y.as_list()
    rank = max(len(left), len(right))
    left = [1] * (rank - len(left)) + left
    right = [1] * (rank - len(right)) + right
    return TensorShape([_common(a, b, shape_x, shape_y) for a, b in zip(left, right)])


def _common(a, b, shape_x, shape_y):
    if a is None and b is None:
        return None
    if a is None or b is None:
        known = b if a is None else a
        # A size above 1 decides; beside a 1 the unknown size does.
        return known if known > 1 else None
    if a != b and a != 1 and b != 1:
        raise ValueError(
            'Incompatible shapes for broadcasting: %s and %s' % (shape_x, shape_y)
        )
    return b if a == 1 else a


__all__ = ['broadcast_dynamic_shape', 'broadcast_static_shape', 'where_v2']
