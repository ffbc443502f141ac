"""What the optimizers share: the pairs with a gradient, the reads after a write, checks of numbers."""

from ... import logging
from ..._control_scope import ControlDependencies
from ..._graph import get_default_graph
from ..._tensor import Tensor
from .. import settings


class Told:
    """An optimizer as the debugger is told about it."""

    def __init__(self, optimizer):
        self._optimizer = optimizer
        self._made_at = optimizer._made_at

    def get_name(self):
        return self._optimizer._name

    def get_slot_names(self):
        return self._optimizer.get_slot_names()

    def get_slot(self, variable, name):
        return self._optimizer._slots.get(variable.op.name, {}).get(name)


def read_after(op, variable):
    with ControlDependencies(get_default_graph(), [op]):
        return variable.value()


def with_gradients(grads_and_vars):
    """The pairs with a gradient; ValueError when there is none, a warning for those that have none."""
    pairs = tuple(grads_and_vars)
    found = tuple((gradient, variable) for gradient, variable in pairs if gradient is not None)
    if pairs and not found:
        raise ValueError(
            'No gradients provided for any variable: %s.' % ([v.name for _, v in pairs],)
        )
    without = [variable.name for gradient, variable in pairs if gradient is None]
    if without:
        logging.warning('Gradients do not exist for variables %s when minimizing the loss.', without)
    return found


def epsilon_or_default(epsilon):
    return epsilon or settings.epsilon()


def has_momentum(momentum):
    """Whether MOMENTUM can be other than 0; ValueError when it is a number that is none."""
    if isinstance(momentum, (int, float)) and (momentum < 0 or momentum > 1):
        raise ValueError('`momentum` must be between [0, 1].')
    return isinstance(momentum, Tensor) or callable(momentum) or momentum > 0
