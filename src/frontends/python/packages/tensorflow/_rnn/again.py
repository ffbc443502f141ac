"""Later calls of a cell of ours in one graph: what a call of a layer is, without what comes to nothing there.

Its variables stand, and what it does is told by its class and its arguments: nobody asks for the variable scope, the
context of the call, a history or masks.
"""

from .._graph import GraphKeys
from .._graph_scopes import enter_scope, leave_scope
from .._keras.input_spec import assert_input_compatibility
from .._state import current
from .._tensor import Tensor


def is_called_again(cell, inputs):
    """Whether a call of the built CELL, of a class that makes nothing but nodes, is one of those."""
    graph = current.graph
    if type(inputs) is not Tensor or inputs.graph is not graph or graph._is_eager or graph._captures is not None:
        return False
    keras = getattr(graph, '_keras', None)
    return (
        cell._reusing is not None
        and cell._reusing._graph is graph
        and not cell._call_has_scope_arg
        and not (cell._updates or cell._activity_regularizer or cell._initial_weights)
        and (keras is None or not keras.has_history)
        and getattr(inputs, '_keras_mask', None) is None
    )


def called_again(cell, inputs, state):
    """(output, new state) of CELL."""
    graph = current.graph
    outer = graph._scope
    try:
        assert_input_compatibility(cell.input_spec, [inputs], cell.name)
        enter_scope(graph, cell._scope._name_scope)
        output, new_state = outputs = cell._called(inputs, (state,), {})
        for one in (output, *new_state) if isinstance(new_state, tuple) else (output, new_state):
            one._keras_mask = None
    finally:
        leave_scope(graph, outer)
    graph._collections.setdefault(GraphKeys.UPDATE_OPS, [])
    return outputs
