"""tf.keras.utils"""

from .._keras.array_utils import normalize, to_categorical
from .._keras.input_layer import source_inputs as get_source_inputs
from .._keras.progress_bar import Progbar
from .._keras.serializing import (
    CustomObjectScope,
    custom_object_scope,
    deserialize_keras_object,
    get_custom_objects,
    serialize_keras_object,
)
from .._keras.training_generator import Sequence
from .._missing import getter

__getattr__ = getter('tf.keras.utils')
