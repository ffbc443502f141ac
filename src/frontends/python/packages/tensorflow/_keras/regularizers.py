"""Penalties of tf.keras.regularizers: functions of a weight that are added to the loss."""

from .._ops import math, reductions
from . import backend_values as K
from .serializing import deserialize_keras_object, serialize_keras_object


class Regularizer:
    def __call__(self, x):
        return 0.0

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class L1L2(Regularizer):
    """l1·Σ|x| + l2·Σx²"""

    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = K.cast_to_floatx(l1)
        self.l2 = K.cast_to_floatx(l2)

    def __call__(self, x):
        if not self.l1 and not self.l2:
            return K.constant(0.0)
        penalty = 0.0
        if self.l1:
            penalty += self.l1 * reductions.reduce_sum(math.abs(x))
        if self.l2:
            penalty += self.l2 * reductions.reduce_sum(math.square(x))
        return penalty

    def get_config(self):
        return {'l1': float(self.l1), 'l2': float(self.l2)}


def l1(l=0.01):  # noqa: E741
    return L1L2(l1=l)


def l2(l=0.01):  # noqa: E741
    return L1L2(l2=l)


def l1_l2(l1=0.01, l2=0.01):
    return L1L2(l1=l1, l2=l2)


_KNOWN = {'Regularizer': Regularizer, 'L1L2': L1L2, 'l1': l1, 'l2': l2, 'l1_l2': l1_l2}


def serialize(regularizer):
    return serialize_keras_object(regularizer)


def deserialize(config, custom_objects=None):
    return deserialize_keras_object(
        config,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='regularizer',
    )


def get(identifier):
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if isinstance(identifier, str):
        if identifier in ('l1', 'l2', 'l1_l2'):
            return deserialize({'class_name': identifier, 'config': {}})
        return deserialize(str(identifier))
    if callable(identifier):
        return identifier
    raise ValueError('Could not interpret regularizer identifier:', identifier)
