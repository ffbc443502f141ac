"""Initial values that read other variables: each of those is read if it has a value, else it stands for
its own initial value. A conditional chooses in the run, as in TensorFlow."""

import contextlib

from . import _engine
from ._apply import outputs_made
from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._graph_scopes import GraphScope
from ._placement import own_group

#: Ops that are left as they are: they only ask about a variable, or read a resource.
_ASKING = {'IsVariableInitialized', 'VarIsInitializedOp', 'ReadVariableOp'}


def beside_variable(initial_value, dtype, scope):
    """What the function INITIAL_VALUE makes, or the value that it is: on no device of its own, but
    beside the variable that is going to be made of it."""
    graph = get_default_graph()
    anywhere = graph.device(None) if graph._device_scopes else contextlib.nullcontext()
    with own_group(scope), GraphScope(graph, 'Initializer'), anywhere:
        value = initial_value() if callable(initial_value) else initial_value
        return convert(value, dtype, 'initial_value')


def guarded(initial, scope):
    """INITIAL with every variable below it replaced by its initialized value; itself when there is
    none, and when it comes out of a loop. SCOPE is the new variable's, with its slash."""
    graph = initial.graph
    if not graph._within(_engine.reads_variable, initial._id) or _has_loop(initial.op):
        return initial
    return _safe(initial, scope, {})


def _has_loop(op):
    seen = {op}
    waiting = [op]
    while waiting:
        at = waiting.pop()
        if at.type in ('NextIteration', 'RefNextIteration'):
            return True
        for before in [*[tensor.op for tensor in at.inputs], *at.control_inputs]:
            if before not in seen:
                seen.add(before)
                waiting.append(before)
    return False


def _safe(tensor, scope, cache):
    """What stands for TENSOR: itself when no variable is below it."""
    op = tensor.op
    if op not in cache:
        cache[op] = _safe_outputs(op, scope, cache)
    return cache[op][tensor.value_index]


def _safe_outputs(op, scope, cache):
    kind = op.type
    if kind in _ASKING:
        return op.outputs
    if kind == 'VariableV2':
        variable = _variable_of(op.graph, op)
        return op.outputs if variable is None else [variable.initialized_value()]
    inputs = op.inputs
    safe = [_safe(tensor, scope, cache) for tensor in inputs]
    if all(new is old for new, old in zip(safe, inputs)):
        return op.outputs
    ids = ','.join([str(tensor._id) for tensor in safe])
    code = op.graph._within(_engine.copy_node, op._id, ids, '%s_%s' % (op.name, scope))
    made = outputs_made(_engine.check(code))
    return made if isinstance(made, list) else [made]


def _variable_of(graph, op):
    for key in (GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES):
        for variable in graph.get_collection(key):
            if getattr(variable, 'op', None) is op:
                return variable
    return None
