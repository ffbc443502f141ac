"""The operators of tensors: `+ - * / // % ** @ < <= > >= & | ^ ~ []`, with TensorFlow's op names."""

from _gradient_runtime import here

from . import _engine
from ._apply import tensor_made
from ._convert import convert
from ._name_scope import name_scope
from ._ops import math, reductions, slicing
from ._state import current
from ._tensor import Tensor

_engine_binary = _engine.binary


def _operator(name, function, op_type=None):
    """`__name__` and `__rname__`. With OP_TYPE two tensors of one float type take a short cut: the
    node that FUNCTION would make, in one engine call."""
    reflected_name = f'__r{name}__'
    kinds = {}

    def operate(x, y):
        if op_type is not None and type(y) is Tensor:
            graph = current.graph
            if x.graph is graph and y.graph is graph and x._info | 1 == y._info | 1 and x._info < 4:
                number = kinds.get(op_type)
                if number is None:
                    number = kinds[op_type] = _engine.kind_of(op_type)
                if not graph._finalized:
                    code = _engine_binary(number, x._id, y._id, name, here())
                    return tensor_made(code) if code >= 0 else _engine.failed()
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

Tensor.__neg__ = lambda x: math.negative(x)
Tensor.__abs__ = lambda x: math.abs(x)
Tensor.__invert__ = lambda x: math.logical_not(x)
Tensor.__lt__ = lambda x, y: math.less(x, y)
Tensor.__le__ = lambda x, y: math.less_equal(x, y)
Tensor.__gt__ = lambda x, y: math.greater(x, y)
Tensor.__ge__ = lambda x, y: math.greater_equal(x, y)
Tensor.__getitem__ = lambda x, key: slicing.getitem(x, key)

#: Operators that a Variable forwards to its value.
FORWARDED = (
    [f'__{name}__' for name in 'add sub mul truediv floordiv mod pow and or xor matmul'.split()]
    + [f'__r{name}__' for name in 'add sub mul truediv floordiv mod pow and or xor matmul'.split()]
    + ['__neg__', '__abs__', '__invert__', '__lt__', '__le__', '__gt__', '__ge__']
)
