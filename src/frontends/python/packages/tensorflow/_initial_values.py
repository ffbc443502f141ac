"""Initial values that read other variables: those are then read as they start, not as they are.

TensorFlow chooses at run time with a conditional: a variable that has a value is read, one that has none
stands for its initial value. The engine has no conditional yet. When all variables are initialized
together, as programs do, both are the same; the log says that a choice was made.
"""

from _gradient_runtime import here, log_once

from . import _engine
from ._apply import outputs_made
from ._graph import GraphKeys


def note(name):
    log_once(
        'initial value ' + name,
        'Line {line}: a value that starts from the variable %s starts from its initial value, '
        'even if %s has changed before the initializer runs.' % (name, name),
    )


def guarded(initial, variable_name):
    """INITIAL with every variable below it replaced by its initial value; itself when there is none."""
    graph = initial.graph
    if not graph._within(_engine.reads_variable, initial._id):
        return initial
    copies = {}
    copy = _copied(graph, initial.op, '_' + variable_name.rstrip('/'), copies)
    return initial if copy is None else copy[initial.value_index]


def _copied(graph, op, suffix, copies):
    """The outputs of OP, computed from initial values; None when no variable is below it."""
    if op._id in copies:
        return copies[op._id]
    copies[op._id] = None
    if op.type == 'VariableV2':
        variable = _variable_of(graph, op)
        note(op.name)
        copies[op._id] = None if variable is None else [variable.initial_value]
        return copies[op._id]
    inputs = op.inputs
    below = [_copied(graph, tensor.op, suffix, copies) for tensor in inputs]
    if all(outputs is None for outputs in below):
        return None
    ids = [
        tensor._id if outputs is None else outputs[tensor.value_index]._id
        for tensor, outputs in zip(inputs, below)
    ]
    name = op.name.rpartition('/')[2] + suffix.replace('/', '_')
    code = graph._within(_engine.copy_node, op._id, ','.join(map(str, ids)), name, here())
    made = outputs_made(_engine.check(code))
    copies[op._id] = made if isinstance(made, list) else [made]
    return copies[op._id]


def _variable_of(graph, op):
    for key in (GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES):
        for variable in graph.get_collection(key):
            if getattr(variable, 'op', None) is op:
                return variable
    return None

