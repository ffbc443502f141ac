"""model.summary(): a table of layers, output shapes, numbers of parameters (keras/utils/layer_utils.py)."""

import numpy as np

from .. import _nest


def count_params(weights):
    unique = {id(weight): weight for weight in weights}.values()
    return int(sum(np.prod(weight.shape.as_list()) for weight in unique))


def _is_like_sequential(model):
    if type(model).__name__ == 'Sequential' or not model._is_graph_network:
        return True
    nodes = []
    for group in model._nodes_by_depth.values():
        if len(group) > 1 or (len(group) == 1 and len(_nest.flatten(group[0].inbound_layers)) > 1):
            return False
        nodes += group
    return all(
        sum(node in nodes for node in layer._inbound_nodes) <= 1 for layer in model.layers
    )


def print_summary(model, line_length=None, positions=None, print_fn=None):
    print_fn = print if print_fn is None else print_fn
    is_plain = _is_like_sequential(model)
    line_length = line_length or (65 if is_plain else 98)
    positions = positions or ([0.45, 0.85, 1.0] if is_plain else [0.33, 0.55, 0.67, 1.0])
    if positions[-1] <= 1:
        positions = [int(line_length * part) for part in positions]
    titles = ['Layer (type)', 'Output Shape', 'Param #']
    relevant = []
    if not is_plain:
        titles.append('Connected to')
        relevant = [node for group in model._nodes_by_depth.values() for node in group]

    def row(fields):
        line = ''
        for i, field in enumerate(fields):
            line = (line[:-1] + ' ' if i else line) + str(field)
            line = line[: positions[i]]
            line += ' ' * (positions[i] - len(line))
        print_fn(line)

    print_fn('Model: "{}"'.format(model.name))
    print_fn('_' * line_length)
    row(titles)
    print_fn('=' * line_length)
    layers = model.layers
    for i, layer in enumerate(layers):
        fields = [
            '%s (%s)' % (layer.name, type(layer).__name__), _shape(layer), layer.count_params(),
        ]  # fmt: skip
        connections = [] if is_plain else _connections(layer, relevant)
        row(fields if is_plain else [*fields, connections[0] if connections else ''])
        for connection in connections[1:]:
            row(['', '', '', connection])
        print_fn(('=' if i == len(layers) - 1 else '_') * line_length)
    model._check_trainable_weights_consistency()
    collected = getattr(model, '_collected_trainable_weights', None)
    trained = count_params(model._unique_trainable_weights if collected is None else collected)
    fixed = count_params(model.non_trainable_weights)
    print_fn('Total params: {:,}'.format(trained + fixed))
    print_fn('Trainable params: {:,}'.format(trained))
    print_fn('Non-trainable params: {:,}'.format(fixed))
    print_fn('_' * line_length)


def _shape(layer):
    try:
        return layer.output_shape
    except AttributeError:
        return 'multiple'


def _connections(layer, relevant):
    return [
        '{}[{}][{}]'.format(before.name, node_index, tensor_index)
        for node in layer._inbound_nodes
        if node in relevant
        for before, node_index, tensor_index, _ in node.iterate_inbound()
    ]
