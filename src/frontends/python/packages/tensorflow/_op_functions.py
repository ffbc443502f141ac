"""The Python functions of ops that have one input, or two of one type, and no attributes."""

from . import _engine
from ._apply import OpCall, tensor_made
from ._constant import INT32_MAX, INT32_MIN
from ._eager.tensor import EagerTensor
from ._graph_scopes import known_names
from ._state import current
from ._tensor import Tensor

_engine_unary = _engine.unary
_engine_binary = _engine.binary
#: Tensors of float32 and float64, and references to them, have types below this.
_FLOATS_END = 4


def unary_op(op_type):
    """The Python function of an op with one input: `tf.exp(x, name=None)`."""
    call = OpCall(op_type)
    fits = {}  # type info -> the engine's kind, for types that the op allows

    def function(x, name=None):
        if name is None and type(x) is EagerTensor and current.graph is current.eager:
            number = fits.get(x._info)
            if number is not None:
                code = _engine_unary(number, x._id, '')
                return EagerTensor(code >> 10, code & 63) if code >= 0 else _engine.failed()
            if call.allows(x._info):
                fits[x._info] = call.plain_kind()
        if type(x) is Tensor and x.graph is current.graph and (name is None or name in known_names):
            number = fits.get(x._info)
            graph = x.graph
            if number is not None and not graph._finalized:
                code = _engine_unary(number, x._id, name or '')
                if code < 0:
                    _engine.failed()
                made = code >> 10
                tensor = graph._tensors[made] = Tensor(graph, made, code & 63)
                return tensor
            if call.allows(x._info):
                fits[x._info] = call.plain_kind()
        return call(x, name=name)

    function.__name__ = function.__qualname__ = python_name(op_type)
    return function


def binary_op(op_type):
    """The Python function of an op with two inputs of one type: `tf.add(x, y, name=None)`.

    A NAME that ends in a slash is the op's exact name, as TensorFlow's own wrappers pass it.
    """
    call = OpCall(op_type)
    fits = {}

    def function(x, y, name=None):
        if type(x) is EagerTensor and type(y) is EagerTensor and current.graph is current.eager:
            if x._info == y._info:
                number = fits.get(x._info)
                if number is not None:
                    code = _engine_binary(number, x._id, y._id, name or '')
                    return EagerTensor(code >> 10, code & 63) if code >= 0 else _engine.failed()
                if call.allows(x._info):
                    fits[x._info] = call.plain_kind()
        graph = current.graph
        if type(x) is Tensor and x.graph is graph:
            kind = type(y)
            if kind is Tensor:
                if (
                    y.graph is graph
                    and x._info | 1 == y._info | 1
                    and (name is None or name in known_names or name[-1:] == '/')
                ):
                    number = fits.get(x._info)
                    if number is not None and not graph._finalized:
                        code = _engine_binary(number, x._id, y._id, name or '')
                        if code < 0:
                            _engine.failed()
                        made = code >> 10
                        tensor = graph._tensors[made] = Tensor(graph, made, code & 63)
                        return tensor
                    if call.allows(x._info):
                        fits[x._info] = call.plain_kind()
            elif (
                x._info < _FLOATS_END
                and (kind is float or kind is int and INT32_MIN <= y <= INT32_MAX)
                and (name is None or name in known_names)
            ):
                # The constant becomes one of X's type, inside the node's scope.
                number = fits.get(x._info)
                if number is not None and not graph._finalized:
                    code = _engine.binary_with_number(
                        number, x._id, y, x._info >> 1, False, name or op_type
                    )
                    return tensor_made(code) if code >= 0 else _engine.failed()
                if call.allows(x._info):
                    fits[x._info] = call.plain_kind()
        return call(x, y, name=name)

    function.__name__ = function.__qualname__ = python_name(op_type)
    return function


def python_name(op_type):
    """`FloorDiv` -> `floor_div`."""
    return ''.join('_' + c.lower() if c.isupper() else c for c in op_type).lstrip('_')
