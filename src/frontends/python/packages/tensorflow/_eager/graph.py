"""The one graph of eager execution: scopes and seeds; nothing is collected, nothing is looked up."""

import random

from .. import _engine
from .._graph import Graph
from .._operation import Operation
from .._state import current
from .tensor import EagerTensor

_MAXINT32 = 2**31 - 1


class _Forgetful(dict):
    """Keeps nothing: a tensor is held by who uses it."""

    def __setitem__(self, key, value):
        pass


class EagerGraph(Graph):
    _is_eager = True
    #: Between the beginning of apply_gradients and its step.
    _is_stepping = False

    def __init__(self):
        self._new_graph = _engine.new_eager_graph
        super().__init__()
        self._tensors = _Forgetful()
        #: Printed ids count from here.
        self.first_id = _engine.next_eager_id()
        self._operations = _Forgetful()
        self._rng = None
        #: What the program takes for the default graph.
        self.beside = None

    def _tensor(self, number, info=None):
        if info is None:
            info = self._within(_engine.tensor_type, number)
        return EagerTensor(number, info)

    def _operation(self, number):
        return Operation(self, number)

    def add_to_collection(self, name, value):
        self._collections.setdefault(name, []).append(value)

    # -- seeds: TensorFlow's context has a generator of its own (eager/context.py) ----------------

    @property
    def seed(self):
        return self._seed

    @seed.setter
    def seed(self, seed):
        self._seed = seed
        self._rng = random.Random(seed)
        # Every kernel begins its stream anew.
        self._within(_engine.forget_random)

    def internal_operation_seed(self):
        """The seed of an op that has none, where the program has set one for all."""
        return self._rng.randint(0, _MAXINT32)


def eager_graph():
    """The graph of eager execution when it is the current one, else None."""
    eager = current.eager
    return eager if eager is not None and current.graph is eager else None
