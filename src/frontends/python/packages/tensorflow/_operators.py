"""The operators of tensors: `+ - * / // % ** @ < <= > >= & | ^ ~ []`, with TensorFlow's op names."""

from . import _engine
from ._apply import tensor_made
from ._convert import convert
from ._eager.tensor import EagerTensor
from ._name_scope import name_scope
from ._ops import math, reductions, slicing
from ._state import current
from ._tensor import Tensor

_engine_binary = _engine.binary


def _with_number(kind, tensor, number, is_first, name):
    """TENSOR and a Python number: the constant and the node in one engine call."""
    code = _engine.binary_with_number(
        kind, tensor._id, number, tensor._info >> 1, is_first, name
    )
    if code < 0:
        _engine.failed()
    return tensor_made(code)


def _operator(name, function, op_type=None):
    """`__name__` and `__rname__`. With OP_TYPE a float tensor and another, or a number, take a short
    cut: the nodes that FUNCTION would make, in one engine call."""
    reflected_name = f'__r{name}__'
    number = None if op_type is None else _engine.kind_of(op_type)

    def operate(x, y):
        graph = current.graph
        if type(x) is EagerTensor and x._info < 4 and number is not None and graph is current.eager:
            kind = type(y)
            if kind is EagerTensor:
                if x._info == y._info:
                    code = _engine_binary(number, x._id, y._id, name + '/')
                    return EagerTensor(code >> 10, code & 63) if code >= 0 else _engine.failed()
            elif kind is float or kind is int:
                return _with_number(number, x, y, False, name + '/')
        if x._info < 4 and x.graph is graph and number is not None and not graph._finalized:
            kind = type(y)
            if kind is Tensor:
                if y.graph is graph and x._info | 1 == y._info | 1:
                    code = _engine_binary(number, x._id, y._id, name)
                    return tensor_made(code) if code >= 0 else _engine.failed()
            elif kind is float or kind is int:
                return _with_number(number, x, y, False, name)
        with name_scope(None, name, [x, y]) as scope:
            if not isinstance(y, Tensor):
                try:
                    y = convert(y, None, 'y', x.dtype.base_dtype)
                except TypeError:
                    if hasattr(type(y), reflected_name):
                        return NotImplemented
                    raise
            return function(x, y, name=scope)

    def reflected(y, x):
        graph = current.graph
        if type(y) is EagerTensor and y._info < 4 and number is not None and graph is current.eager:
            if type(x) is float or type(x) is int:
                return _with_number(number, y, x, True, name + '/')
        if y._info < 4 and y.graph is graph and number is not None and not graph._finalized:
            if type(x) is float or type(x) is int:
                return _with_number(number, y, x, True, name)
        with name_scope(None, name, [x, y]) as scope:
            return function(convert(x, y.dtype.base_dtype, 'x'), y, name=scope)

    operate.__name__ = f'__{name}__'
    reflected.__name__ = reflected_name
    setattr(Tensor, operate.__name__, operate)
    setattr(Tensor, reflected_name, reflected)


_operator('add', math.add_v2, 'AddV2')
_operator('sub', math.subtract, 'Sub')
_operator('mul', math.multiply, 'Mul')
_operator('truediv', math.truediv, 'RealDiv')
_operator('floordiv', math.floordiv, 'FloorDiv')
_operator('mod', math.floor_mod, 'FloorMod')
_operator('pow', math.pow, 'Pow')
_operator('and', math.logical_and)
_operator('or', math.logical_or)
_operator('xor', math.logical_xor)
_operator('matmul', reductions.matmul)

Tensor.__neg__ = math.negative
Tensor.__abs__ = math.abs
Tensor.__invert__ = math.logical_not
Tensor.__lt__ = math.less
Tensor.__le__ = math.less_equal
Tensor.__gt__ = math.greater
Tensor.__ge__ = math.greater_equal
Tensor.__getitem__ = slicing.getitem

#: Operators that a Variable forwards to its value.
FORWARDED = (
    [f'__{name}__' for name in 'add sub mul truediv floordiv mod pow and or xor matmul'.split()]
    + [f'__r{name}__' for name in 'add sub mul truediv floordiv mod pow and or xor matmul'.split()]
    + ['__neg__', '__abs__', '__invert__', '__lt__', '__le__', '__gt__', '__ge__']
)
