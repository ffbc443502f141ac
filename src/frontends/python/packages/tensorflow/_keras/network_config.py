"""A functional model as a config and back (get_config and from_config of keras/engine/network.py)."""

import copy

from .. import _nest
from .network_map import node_key


def _kept_nodes(network):
    """Key of each node of NETWORK -> its number among the nodes that stay."""
    numbers = {}
    for layer in network.layers:
        kept = 1 if getattr(layer, '_is_graph_network', False) else 0
        for index in range(len(layer._inbound_nodes)):
            key = node_key(layer.name, index)
            if key in network._network_nodes:
                numbers[key] = kept
                kept += 1
    return numbers


def config_of_network(network):
    numbers = _kept_nodes(network)
    layers = []
    for layer in network.layers:
        inbound = []
        for index, node in enumerate(layer._inbound_nodes):
            if node_key(layer.name, index) not in network._network_nodes or not node.inbound_layers:
                continue
            kwargs = {k: v for k, v in (node.arguments or {}).items() if not hasattr(v, 'graph')}
            inbound.append(
                [
                    [before.name, numbers.get(node_key(before.name, at), 0), tensor_index, kwargs]
                    for before, at, tensor_index, _ in node.iterate_inbound()
                ]
            )
        layers.append(
            {
                'name': layer.name,
                'class_name': type(layer).__name__,
                'config': layer.get_config(),
                'inbound_nodes': inbound,
            }
        )

    def coordinates(of):
        return [[layer.name, numbers[node_key(layer.name, at)], i] for layer, at, i in of]

    return copy.deepcopy(
        {
            'name': network.name,
            'layers': layers,
            'input_layers': coordinates(network._input_coordinates),
            'output_layers': coordinates(network._output_coordinates),
        }
    )


def network_of_config(cls, config, custom_objects=None):
    from .layers.named import deserialize

    created = {}
    waiting = []
    for data in config['layers']:
        layer = deserialize(data, custom_objects=custom_objects)
        created[data['name']] = layer
        waiting += [(layer, node) for node in data['inbound_nodes']]
    while waiting:
        later = []
        for layer, node in waiting:
            inputs = _inputs(created, node)
            if inputs is None:
                later.append((layer, node))
            else:
                layer(inputs[0] if len(inputs) == 1 else inputs, **(node[0][3] if node[0][3:] else {}))
        if len(later) == len(waiting):
            raise ValueError('Improperly formatted model config.')
        waiting = later
    inputs = _inputs(created, config['input_layers'])
    outputs = _inputs(created, config['output_layers'])
    return cls(inputs=inputs, outputs=outputs, name=config.get('name'))


def _inputs(created, node):
    """The tensors that NODE names; None while one of them is not made."""
    tensors = []
    for name, at, tensor_index, *_ in node:
        nodes = created[name]._inbound_nodes
        if len(nodes) <= at:
            return None
        tensors.append(_nest.flatten(nodes[at].output_tensors)[tensor_index])
    return tensors
