"""The layers and variables that a layer holds: found as they become its attributes.

Of Layer.__setattr__ in keras/engine/base_layer.py and training/tracking/data_structures.py: lists and dicts
count with all that is put into them, also later.
"""

from .. import _nest
from .._resource_variable import UnreadVariable
from .._variable import Variable


class Container:
    """A list or dict of layers that is an attribute of a layer."""

    def __init__(self, value):
        self.value = value

    def parts(self):
        return list(self.value.values()) if isinstance(self.value, dict) else list(self.value)


def is_layer(value):
    return getattr(value, '_is_layer', False) is True


def flat_layers(held):
    """The layers among HELD and in the containers among it, each once, in order."""
    found = []
    waiting = list(held)[::-1]
    seen = set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if is_layer(item):
            found.append(item)
        elif isinstance(item, Container):
            waiting.extend(item.parts()[::-1])
        elif isinstance(item, (list, dict)):
            waiting.append(Container(item))
    return found


def weights_of(held):
    """The weights of a layer; of a container those that are trained first."""
    if is_layer(held):
        return held.weights
    layers = flat_layers([held])
    trained = [weight for layer in layers for weight in layer.trainable_weights]
    return trained + [weight for layer in layers for weight in layer.non_trainable_weights]


def without(items, value):
    return [item for item in items if item is not value]


def _held_as(item, value):
    return item is value or (isinstance(item, Container) and item.value is value)


def track(layer, value):
    """Notes the layers and variables of VALUE, which becomes an attribute of LAYER."""
    held = layer._layers
    if is_layer(value) or isinstance(value, (list, dict)) and type(value) in (list, dict):
        if not any(_held_as(item, value) for item in held):
            held.append(value if is_layer(value) else Container(value))
    variables = [item for item in _leaves(value) if isinstance(item, Variable)]
    for variable in variables:
        if isinstance(variable, UnreadVariable):
            continue
        own = layer._trainable_weights if variable.trainable else layer._non_trainable_weights
        if not any(variable is item for item in own):
            own.append(variable)
        from .graph_state import track_variable

        track_variable(variable)


def _leaves(value):
    return _nest.flatten(value) if isinstance(value, (list, tuple, dict)) else [value]


def untrack(layer, value):
    """Forgets VALUE, which is no attribute of LAYER any more."""
    state = layer.__dict__
    if is_layer(value) or isinstance(value, (list, dict)):
        state['_layers'] = [item for item in layer._layers if not _held_as(item, value)]
    if isinstance(value, Variable):
        state['_trainable_weights'] = without(layer._trainable_weights, value)
        state['_non_trainable_weights'] = without(layer._non_trainable_weights, value)
