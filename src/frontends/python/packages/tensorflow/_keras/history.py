"""Where a tensor of Keras comes from: the layer that made it, and by which of its calls.

Of keras/engine/node.py and the history part of keras/engine/base_layer_utils.py.
"""

import collections

from .. import _nest
from .._tensor import Tensor
from .backend_values import int_shape
from .call_context import call_context
from .graph_state import facts

KerasHistory = collections.namedtuple('KerasHistory', ['layer', 'node_index', 'tensor_index'])


def note_history(tensor, layer, node_index, tensor_index):
    """TENSOR came out of a call of LAYER."""
    tensor._keras_history = KerasHistory(layer, node_index, tensor_index)
    facts(tensor.graph).has_history = True


class Node:
    """One call of a layer: its input tensors, where they came from, its output tensors."""

    def __init__(
        self,
        outbound_layer,
        inbound_layers,
        node_indices,
        tensor_indices,
        input_tensors,
        output_tensors,
        arguments=None,
    ):
        self.outbound_layer = outbound_layer
        self.inbound_layers = inbound_layers
        self.node_indices = node_indices
        self.tensor_indices = tensor_indices
        self.input_tensors = input_tensors
        self.output_tensors = output_tensors
        self.input_shapes = _nest.map_structure(int_shape, input_tensors)
        self.output_shapes = _nest.map_structure(int_shape, output_tensors)
        self.arguments = arguments
        for tensor in self._tensor_arguments():
            if needs_keras_history([tensor]):
                create_keras_history(tensor)
        for layer in _nest.flatten(inbound_layers):
            if layer is not None:
                layer._outbound_nodes.append(self)
        outbound_layer._inbound_nodes.append(self)

    def _tensor_arguments(self):
        return [item for item in _nest.flatten(self.arguments) if isinstance(item, Tensor)]

    def iterate_inbound(self, include_arguments=False):
        """(layer, node index, tensor index, tensor) of each input, and of tensors among the arguments."""
        parts = (self.inbound_layers, self.node_indices, self.tensor_indices, self.input_tensors)
        inbound = list(zip(*[_nest.flatten(part) for part in parts]))
        if include_arguments:
            for tensor in self._tensor_arguments():
                if hasattr(tensor, '_keras_history'):
                    inbound.append((*tensor._keras_history, tensor))
        return inbound

    def dependencies(self):
        """The nodes that made what goes into this one."""
        inbound = self.iterate_inbound(include_arguments=True)
        return [layer._inbound_nodes[index] for layer, index, _, _ in inbound]


def have_all_keras_metadata(tensors):
    for tensor in tensors:
        if not hasattr(tensor, '_keras_history'):
            return False
    return True


def needs_keras_history(tensors):
    """Whether some of the list TENSORS were made by plain ops from tensors of Keras."""
    if not any([facts(getattr(tensor, 'graph', None)).has_history for tensor in tensors]):
        return False
    if all([getattr(tensor, '_keras_history', None) is not None for tensor in tensors]):
        return False
    return uses_keras_history(tensors)


def uses_keras_history(tensors):
    """Whether a layer made one of TENSORS or of what they are computed from."""
    flat = _nest.flatten(tensors)
    seen = set()
    waiting = list(flat)
    while waiting:
        following = []
        for tensor in waiting:
            if id(tensor) in seen:
                continue
            seen.add(id(tensor))
            if getattr(tensor, '_keras_history_checked', None) is not None:
                continue
            if getattr(tensor, '_keras_history', None) is not None:
                return True
            if isinstance(tensor, Tensor):
                following += tensor.op.inputs
            elif hasattr(tensor, 'handle'):
                following.append(tensor.handle)
        waiting = following
    for tensor in flat:
        if isinstance(tensor, Tensor):
            tensor._keras_history_checked = True
    return False


def create_keras_history(tensors):
    """Makes a layer of every plain op between TENSORS and tensors of Keras; gives those layers."""
    from .op_layer import make_op_layers

    return make_op_layers(_nest.flatten(tensors))
