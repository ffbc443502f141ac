"""Layers by the names of their classes: `deserialize`, `serialize`."""

from ..serializing import deserialize_keras_object, serialize_keras_object


def _known():
    from ... import keras
    from ..network import Network

    found = {
        name: value
        for name, value in vars(keras.layers).items()
        if isinstance(value, type) and name[:1] != '_'
    }
    return {
        **found,
        'Network': Network,
        'Model': keras.Model,
        'Sequential': keras.Sequential,
    }


def deserialize(config, custom_objects=None):
    return deserialize_keras_object(
        config,
        module_objects=_known(),
        custom_objects=custom_objects,
        printable_module_name='layer',
    )


def serialize(layer):
    return serialize_keras_object(layer)
