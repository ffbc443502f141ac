"""The nodes and layers of a functional model by their depth: the outputs have depth 0.

Of keras/engine/network.py (_map_graph_network). A model is computed from the deepest node up.
"""

import collections

from .. import _nest


def node_key(layer_name, node_index):
    return layer_name + '_ib-' + str(node_index)


class _Walk:
    """Depth first from the outputs: what comes before stands before."""

    def __init__(self):
        self.network_nodes = set()
        self.layer_indices = {}
        self.in_order = []
        self._finished = set()
        self._in_progress = set()

    def visit(self, tensor, layer, node_index):
        node = layer._inbound_nodes[node_index]
        if node in self._in_progress:
            raise ValueError(
                'The tensor ' + str(tensor) + ' at layer "' + layer.name + '" is part of a cycle.'
            )
        if node in self._finished:
            return
        self.network_nodes.add(node_key(layer.name, node_index))
        self.layer_indices.setdefault(layer, len(self.layer_indices))
        self._in_progress.add(node)
        for before, index, _, source in node.iterate_inbound(include_arguments=True):
            self.visit(source, before, index)
        self._finished.add(node)
        self._in_progress.remove(node)
        self.in_order.append(node)


def map_graph_network(inputs, outputs):
    """(keys of all nodes, {depth: nodes}, the layers from the inputs on, {depth: layers})"""
    walk = _Walk()
    for tensor in outputs:
        layer, node_index, _ = tensor._keras_history
        walk.visit(tensor, layer, node_index)
    depths = {}
    layers_depths = {}
    for node in reversed(walk.in_order):
        depth = max(depths.setdefault(node, 0), layers_depths.get(node.outbound_layer, 0))
        layers_depths[node.outbound_layer] = depth
        depths[node] = depth
        for before in node.dependencies():
            depths[before] = max(depth + 1, depths.get(before, 0))
    for tensor in inputs:
        layer = tensor._keras_history.layer
        if layer not in layers_depths:
            layers_depths[layer] = 0
            walk.layer_indices[layer] = -1
            depths[layer._inbound_nodes[0]] = 0
            walk.network_nodes.add(node_key(layer.name, 0))
    nodes_by_depth = _by_depth(depths)
    layers_by_depth = _by_depth(layers_depths)
    layers = []
    for depth in sorted(layers_by_depth, reverse=True):
        layers += sorted(layers_by_depth[depth], key=lambda layer: walk.layer_indices[layer])
    _check_connected(inputs, nodes_by_depth)
    names = [layer.name for layer in layers]
    for name in names:
        if names.count(name) != 1:
            raise ValueError(
                'The name "%s" is used %d times in the model. All layer names should be unique.'
                % (name, names.count(name))
            )
    return walk.network_nodes, nodes_by_depth, layers, layers_by_depth


def _by_depth(depths):
    found = collections.defaultdict(list)
    for item, depth in depths.items():
        found[depth].append(item)
    return found


def _check_connected(inputs, nodes_by_depth):
    """ValueError when a node needs a tensor that does not come from INPUTS."""
    known = {id(tensor) for tensor in inputs}
    passed = []
    for depth in sorted(nodes_by_depth, reverse=True):
        for node in nodes_by_depth[depth]:
            layer = node.outbound_layer
            for tensor in _nest.flatten(node.input_tensors):
                if id(tensor) not in known:
                    raise ValueError(
                        'Graph disconnected: cannot obtain value for tensor ' + str(tensor)
                        + ' at layer "' + layer.name + '". The following previous layers were accessed '
                        'without issue: ' + str(passed)
                    )
            known.update(id(tensor) for tensor in _nest.flatten(node.output_tensors))
            passed.append(layer.name)
