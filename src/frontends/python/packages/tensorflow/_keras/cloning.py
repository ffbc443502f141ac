"""New models from old ones and from configs (keras/models.py)."""

import json

from .model import Model
from .sequential import Sequential


def model_from_config(config, custom_objects=None):
    if isinstance(config, list):
        raise TypeError(
            '`model_from_config` expects a dictionary, not a list. Maybe you meant to use '
            '`Sequential.from_config(config)`?'
        )
    from .layers.named import deserialize

    return deserialize(config, custom_objects=custom_objects)


def model_from_json(json_string, custom_objects=None):
    return model_from_config(json.loads(json_string), custom_objects=custom_objects)


def clone_model(model, input_tensors=None, clone_function=None):
    """A model of the same layers with new weights."""
    if input_tensors is not None or clone_function is not None:
        raise NotImplementedError(
            'tf.keras.models.clone_model with input_tensors or clone_function is not evaluated by this '
            'engine'
        )
    if not isinstance(model, Model):
        raise ValueError('Expected `model` argument to be a `Model` instance, got ', model)
    kind = Sequential if isinstance(model, Sequential) else Model
    config = model.get_config()
    return kind.from_config(config)
