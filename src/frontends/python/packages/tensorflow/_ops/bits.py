"""Integers bit by bit, and the bytes of a tensor read as another type."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._op_functions import binary_op, unary_op

bitwise_and = binary_op('BitwiseAnd')
bitwise_or = binary_op('BitwiseOr')
bitwise_xor = binary_op('BitwiseXor')
left_shift = binary_op('LeftShift')
right_shift = binary_op('RightShift')
invert = unary_op('Invert')
_bitcast = OpCall('Bitcast')


def bitcast(input, type, name=None):
    """The same bytes as elements of TYPE: a wider one takes up the last dimension, a narrower adds one."""
    wanted = dtypes.as_dtype(type)
    dtypes.code_of(wanted)
    return _bitcast(input, name=name, type=wanted.base_dtype.name)
