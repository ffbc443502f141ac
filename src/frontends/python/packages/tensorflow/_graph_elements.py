"""Which Tensor or Operation something means: a name, a variable, an element; TensorFlow's words when none."""

from . import _engine
from ._operation import Operation
from ._state import current
from ._tensor import Tensor


def to_graph_element(obj):
    """OBJ as the Tensor or Operation it stands for, or None: a Variable stands for its tensor."""
    conversion = getattr(obj, '_as_graph_element', None)
    return conversion() if callable(conversion) else None


def graph_element(graph, obj, allow_tensor, allow_operation):
    """Graph.as_graph_element."""
    if allow_tensor and allow_operation:
        wanted = 'Tensor or Operation'
    elif allow_tensor:
        wanted = 'Tensor'
    elif allow_operation:
        wanted = 'Operation'
    else:
        raise ValueError("allow_tensor and allow_operation can't both be False.")
    stands_for = to_graph_element(obj)
    if stands_for is not None:
        obj = stands_for
    if isinstance(obj, (str, bytes)):
        name = obj.decode() if isinstance(obj, bytes) else obj
        if ':' in name and allow_tensor:
            return _tensor_named(graph, name)
        if ':' in name:
            raise ValueError(
                'Name %s appears to refer to a Tensor, not a %s.' % (repr(name), wanted)
            )
        if allow_operation:
            number = graph._within(_engine.node_named, name)
            if number < 0:
                raise KeyError('The name %s refers to an Operation not in the graph.' % repr(name))
            return graph._operation(number)
        exists = graph._within(_engine.node_named, name) >= 0
        problem = 'refers to an Operation' if exists else 'looks like an (invalid) Operation name'
        raise ValueError(
            'The name %s %s, not a %s. Tensor names must be of the form "<op_name>:<output_index>".'
            % (repr(name), problem, wanted)
        )
    elif isinstance(obj, Tensor) and allow_tensor:
        if obj.graph is not graph:
            raise ValueError('Tensor %s is not an element of this graph.' % obj)
        return obj
    elif isinstance(obj, Operation) and allow_operation:
        if obj.graph is not graph:
            raise ValueError('Operation %s is not an element of this graph.' % obj)
        return obj
    raise TypeError('Can not convert a %s into a %s.' % (type(obj).__name__, wanted))


def _tensor_named(graph, name):
    try:
        op_name, output = name.split(':')
        output = int(output)
    except ValueError:
        raise ValueError(
            'The name %s looks a like a Tensor name, but is not a valid one. Tensor names must be of '
            'the form "<op_name>:<output_index>".' % repr(name)
        ) from None
    number = graph._within(_engine.node_named, op_name)
    if number < 0:
        raise KeyError(
            'The name %s refers to a Tensor which does not exist. The operation, %s, does not exist '
            'in the graph.' % (repr(name), repr(op_name))
        )
    outputs = graph._operation(number).outputs
    if not 0 <= output < len(outputs):
        raise KeyError(
            'The name %s refers to a Tensor which does not exist. The operation, %s, exists but only '
            'has %s outputs.' % (repr(name), repr(op_name), len(outputs))
        )
    return outputs[output]


def graph_of_inputs(inputs):
    """The graph that an op on INPUTS goes to, None when no input says. ValueError when they differ."""
    if current.graph is not None and current.graph._captures is not None:
        # The graph of a function takes in what stands outside of it.
        return current.graph
    first = graph = None
    is_eager = current.graph is None or current.graph._is_eager
    for item in inputs:
        element = item if isinstance(item, (Tensor, Operation)) else to_graph_element(item)
        if element is None or element.graph._is_eager and not is_eager:
            # A graph takes an eager tensor in, or refuses it, when it is converted.
            continue
        if graph is None:
            first, graph = element, element.graph
        elif element.graph is not graph:
            raise ValueError('%s must be from the same graph as %s.' % (element, first))
    return graph
