"""Initial values that read other variables: each of those is read if it has a value, else it stands for
its own initial value. A conditional chooses in the run, as in TensorFlow."""

import contextlib

from . import _engine
from ._apply import outputs_made, tensor_made
from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._graph_scopes import GraphScope
from ._name_scope import name_scope
from ._placement import colocate_with, own_group
from ._recipes import recalled_as_named

#: Ops that are left as they are: they only ask about a variable, or read a resource.
_ASKING = {'IsVariableInitialized', 'VarIsInitializedOp', 'ReadVariableOp'}


class FromInitializer:
    """The initial value that INITIALIZER makes of a type and the shape DIMS (`2,3`)."""

    __slots__ = ('initializer', 'dims', 'dtype')

    def __init__(self, initializer, dims, dtype):
        self.initializer = initializer
        self.dims = dims
        self.dtype = dtype

    def __call__(self):
        return self.initializer(_engine.ids(self.dims), dtype=self.dtype)


@recalled_as_named
def nodes_of(name, is_exact, initializer, dims, dtype, beside, is_read_apart):
    """(initial value, variable, its read) of the reference variable NAME, the full name of its scope where
    IS_EXACT, that starts as INITIALIZER makes it; all of them beside the tensor BESIDE, unless that is None,
    the read beside the variable unless IS_READ_APART."""
    place = contextlib.nullcontext() if beside is None else colocate_with(beside)
    with name_scope(name + '/' if is_exact else name) as scope, place:
        value = FromInitializer(initializer, dims, dtype)
        initial = beside_variable(value, dtype.base_dtype, scope)
        own = scope[:-1]
        code = _engine.new_variable(initial._id, own, 'loc:@' + own, is_read_apart)
        variable = tensor_made(_engine.check(code))
        return initial, variable, variable.graph._tensor(variable._id + 2, initial._info & ~1)


@recalled_as_named
def resource_nodes_of(name, is_exact, initializer, dims, dtype):
    """(initial value, handle, read) of the resource variable NAME, as `nodes_of` a reference."""
    with name_scope(name + '/' if is_exact else name) as scope:
        value = FromInitializer(initializer, dims, dtype)
        initial = beside_variable(value, dtype.base_dtype, scope)
        return resource_of(initial, _engine.check(_engine.new_resource(initial._id, scope[:-1])))


def resource_of(initial, code):
    """(INITIAL, handle, read) of the variable whose packed handle is CODE."""
    handle = tensor_made(code)
    return initial, handle, handle.graph._tensor(handle._id + 3, initial._info & ~1)


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
