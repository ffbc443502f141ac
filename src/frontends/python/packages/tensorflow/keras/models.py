"""tf.keras.models"""

from .._keras.cloning import clone_model, model_from_config, model_from_json
from .._keras.model import Model
from .._keras.sequential import Sequential
from .._missing import getter

__getattr__ = getter('tf.keras.models')
