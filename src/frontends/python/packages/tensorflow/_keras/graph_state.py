"""What Keras knows about a graph: names it gave, the learning phase, variables to initialize; its session.

Of tensorflow/python/keras/backend.py: in graph mode Keras builds in the default graph and runs in a
session of its own, unless the program has a default session.
"""

from _gradient_runtime import on_reset

from .._collections import is_variable_initialized, variables_initializer
from .._graph import get_default_graph, reset_default_graph
from .._graph_elements import graph_of_inputs
from .._graph_scopes import GraphScope
from .._ops.creation import placeholder_with_default
from .._session import Session, get_default_session
from .._tensor import Tensor

_own = {}


@on_reset
def _forget():
    _own.clear()
    _own.update(session=None, initializes=True)


_forget()


class _Facts:
    def __init__(self):
        self.uids = {}
        self.learning_phase = None
        self.variables = []
        self.optimizers = []
        self.has_history = False  #: Some tensor came out of an Input or of a layer below one.


def facts(graph=None):
    """What is known about GRAPH, the default one when none is given."""
    graph = get_default_graph() if graph is None else graph
    found = getattr(graph, '_keras', None)
    if found is None:
        found = graph._keras = _Facts()
    return found


# -- names ---------------------------------------------------------------------------------------


def scope(name):
    """`with scope(name):` - a name scope; its full name with a slash is given."""
    return GraphScope(get_default_graph(), name)


def get_uid(prefix=''):
    uids = facts().uids
    uids[prefix] = uids.get(prefix, 0) + 1
    return uids[prefix]


def reset_uids():
    facts().uids.clear()


def unique_object_name(name, zero_based=False):
    """`dense`, `dense_1`, … - numbers begin at 1 unless ZERO_BASED."""
    uids = facts().uids
    key = ('', name)
    number = uids.get(key, 0)
    uids[key] = number + 1
    if zero_based:
        return '%s_%d' % (name, number) if number else name
    return '%s_%d' % (name, number + 1)


# -- the learning phase --------------------------------------------------------------------------


def _new_learning_phase():
    with scope(''):
        return placeholder_with_default(False, shape=(), name='keras_learning_phase')


def learning_phase():
    """0, 1, or the tensor that a run of training feeds with True."""
    known = facts()
    if known.learning_phase is None:
        known.learning_phase = _new_learning_phase()
    return known.learning_phase


def set_learning_phase(value):
    if value not in {0, 1}:
        raise ValueError('Expected learning phase to be 0 or 1.')
    facts().learning_phase = value


class learning_phase_scope:
    """`with K.learning_phase_scope(1):`"""

    def __init__(self, value):
        if value not in {0, 1}:
            raise ValueError('Expected learning phase to be 0 or 1.')
        self._value = value

    def __enter__(self):
        self._facts = facts()
        self._before = self._facts.learning_phase
        self._facts.learning_phase = self._value

    def __exit__(self, *error):
        self._facts.learning_phase = self._before
        return False


def is_learning_phase(value):
    """Whether VALUE is the placeholder that stands for the learning phase."""
    return isinstance(value, Tensor) and facts(value.graph).learning_phase is value


# -- the session ---------------------------------------------------------------------------------


def manual_variable_initialization(value):
    _own['initializes'] = not value


def track_variable(variable):
    known = facts(getattr(variable, 'graph', None)).variables
    if not any(variable is one for one in known):
        known.append(variable)


def track_optimizer(optimizer):
    facts().optimizers.append(optimizer)


def _variables():
    known = facts()
    for optimizer in known.optimizers:
        for variable in optimizer.variables():
            track_variable(variable)
    return known.variables


def _initialize(session):
    """Gives their initial values to the variables that nobody has given a value yet."""
    candidates = [v for v in _variables() if not getattr(v, '_keras_initialized', False)]
    if not candidates:
        return
    flags = session.run([is_variable_initialized(variable) for variable in candidates])
    missing = []
    for flag, variable in zip(flags, candidates):
        if not flag:
            missing.append(variable)
        variable._keras_initialized = True
    if missing:
        session.run(variables_initializer(missing))


def get_session(op_input_list=()):
    """The default session or Keras' own, with every variable of Keras initialized."""
    session = get_default_session()
    if session is None:
        tensors = [item for item in op_input_list if hasattr(item, 'graph')]
        graph = graph_of_inputs(tensors) or get_default_graph()
        session = _own['session']
        if session is None or session.graph is not graph:
            session = _own['session'] = Session()
    if _own['initializes']:
        with session.graph.as_default():
            _initialize(session)
    return session


def set_session(session):
    _own['session'] = session


def clear_session():
    """A new default graph without layers, names and values of before."""
    reset_default_graph()
    _own['session'] = None
    known = facts()
    known.learning_phase = _new_learning_phase()
