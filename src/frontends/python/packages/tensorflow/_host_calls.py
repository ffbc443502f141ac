"""Ops whose values this package gives in the middle of a run: queues, data sets, files, summaries."""

from _gradient_runtime import on_reset

from . import _engine
from ._arrays import heap_elements, result, scalar_result
from ._dtypes import code_of
from ._errors import OpError
from ._graph import get_default_graph
from ._graph_scopes import GraphScope
from ._shapes import TensorShape

_functions = {}  # token -> (function of the values of the inputs, numbers of the outputs' types)
_runs = []  # numbers of the sessions that run now, innermost last
_last = [0]  # the session that ran last: the debugger runs it on when the file has ended


@on_reset
def _reset():
    _functions.clear()
    _runs.clear()
    _last[0] = 0


def session():
    """The number of the session whose run is under way."""
    return _runs[-1] if _runs else _last[0]


def begin_run(number):
    _runs.append(number)
    _last[0] = number


def end_run():
    _runs.pop()


def host_op(op_type, inputs, outputs, function, name=None, seeds=(0, 0)):
    """A new Operation OP_TYPE on the Tensors INPUTS. FUNCTION of their values gives a list of arrays.

    OUTPUTS: (dtype, shape) per output; a shape is None, a list or a TensorShape. SEEDS are kept as
    attributes of the ops that have them.
    """
    graph = get_default_graph()
    graph._check_not_finalized()
    token = 'host_%d' % len(_functions)
    _functions[token] = (function, [code_of(dtype) for dtype, _ in outputs])
    described = ';'.join('%d:%s' % (code_of(dtype), _text(shape)) for dtype, shape in outputs)
    ids = ','.join(str(tensor._id) for tensor in inputs)
    with GraphScope(graph, name or op_type) as scope:
        code = _engine.check(_engine.host_node(op_type, ids, token, described, *seeds, scope))
    if graph._is_eager:
        return _Done([graph._tensor((code >> 10) + i) for i in range(len(outputs))])
    return graph._operation(code >> 10)


class _Done:
    """An op that has run already."""

    def __init__(self, outputs):
        self.outputs = outputs


def _text(shape):
    shape = TensorShape(shape)
    if shape.ndims is None:
        return '*'
    return ','.join('?' if dim is None else str(dim) for dim in shape.as_list())


def is_host(token):
    return token in _functions


def call(token):
    """Called by the engine when a node of `host_op` runs: 0, or -1 after it has been told why."""
    function, codes = _functions[token]
    try:
        values = function(*[_argument(i) for i in range(_engine.argument_count())])
        for value, code in zip(values, codes, strict=True):
            layout, address, keep = heap_elements(value)
            _engine.give_result(layout, code, ','.join(map(str, value.shape)), address)
            del keep
        return 0
    except OpError as error:
        _engine.fail_call(type(error).__name__, error.message)
    return -1


def _argument(index):
    dims = _engine.argument_dims(index)
    code = _engine.argument_type(index)
    if not dims:
        return scalar_result(code, _engine.argument_scalar(index))
    return result(
        code,
        tuple([int(dim) for dim in dims.split(',')]),
        lambda address: _engine.copy_argument(index, address),
    )
