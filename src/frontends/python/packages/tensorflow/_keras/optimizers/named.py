"""Optimizers by name or config; tf.train's optimizers in the clothes of Keras'."""

from ..._ops import state
from ..._training.optimizer import Optimizer
from .. import backend_values as K
from ..graph_state import scope, track_optimizer
from ..serializing import deserialize_keras_object, serialize_keras_object
from .adams import Adam, Adamax, Nadam
from .adaptive import Adadelta, Adagrad, Ftrl
from .base import OptimizerV2
from .descent import SGD, RMSprop

_KNOWN = {
    'adadelta': Adadelta,
    'adagrad': Adagrad,
    'adam': Adam,
    'adamax': Adamax,
    'nadam': Nadam,
    'rmsprop': RMSprop,
    'sgd': SGD,
    'ftrl': Ftrl,
}


class TFOptimizer:
    """An optimizer of tf.train for a Keras model."""

    def __init__(self, optimizer, iterations=None):
        self.optimizer = optimizer
        if iterations is None:
            with scope(type(self).__name__):
                iterations = K.variable(0, dtype='int64', name='iterations')
        self.iterations = iterations
        self.updates = []

    def apply_gradients(self, grads):
        self.optimizer.apply_gradients(grads, global_step=self.iterations)

    def get_grads(self, loss, params):
        return self.optimizer.compute_gradients(loss, params)

    def get_updates(self, loss, params):
        if not params:
            self.updates = [state.assign_add(self.iterations, 1)]
            return self.updates
        pairs = self.optimizer.compute_gradients(loss, params)
        self.updates = [self.optimizer.apply_gradients(pairs, global_step=self.iterations)]
        return self.updates

    @property
    def weights(self):
        raise NotImplementedError

    def get_config(self):
        raise NotImplementedError


def serialize(optimizer):
    return serialize_keras_object(optimizer)


def deserialize(config, custom_objects=None):
    if config['class_name'].lower() in _KNOWN:
        config['class_name'] = config['class_name'].lower()
    return deserialize_keras_object(
        config,
        module_objects=_KNOWN,
        custom_objects=custom_objects,
        printable_module_name='optimizer',
    )


def get(identifier):
    if isinstance(identifier, (OptimizerV2, TFOptimizer)):
        return identifier
    if isinstance(identifier, Optimizer):
        wrapped = TFOptimizer(identifier)
        track_optimizer(identifier)
        return wrapped
    if isinstance(identifier, dict):
        return deserialize(identifier)
    if isinstance(identifier, str):
        return deserialize({'class_name': str(identifier), 'config': {}})
    raise ValueError('Could not interpret optimizer identifier:', identifier)
