"""Graph: names, scopes, collections and control dependencies over one graph of the engine."""

import re

from . import _engine
from ._control_scope import ControlDependencies
from ._graph_elements import graph_element
from ._graph_scopes import GraphScope
from ._operation import Operation
from ._state import current
from ._tensor import Tensor


def graph_numbered(index):
    """The Graph that the engine calls INDEX in this run, or None."""
    return current.by_number.get(index)


class GraphKeys:
    GLOBAL_VARIABLES = 'variables'
    LOCAL_VARIABLES = 'local_variables'
    METRIC_VARIABLES = 'metric_variables'
    MODEL_VARIABLES = 'model_variables'
    TRAINABLE_VARIABLES = 'trainable_variables'
    SUMMARIES = 'summaries'
    QUEUE_RUNNERS = 'queue_runners'
    TABLE_INITIALIZERS = 'table_initializer'
    ASSET_FILEPATHS = 'asset_filepaths'
    MOVING_AVERAGE_VARIABLES = 'moving_average_variables'
    REGULARIZATION_LOSSES = 'regularization_losses'
    CONCATENATED_VARIABLES = 'concatenated_variables'
    SAVERS = 'savers'
    WEIGHTS = 'weights'
    BIASES = 'biases'
    ACTIVATIONS = 'activations'
    UPDATE_OPS = 'update_ops'
    LOSSES = 'losses'
    SAVEABLE_OBJECTS = 'saveable_objects'
    RESOURCES = 'resources'
    LOCAL_RESOURCES = 'local_resources'
    TRAINABLE_RESOURCE_VARIABLES = 'trainable_resource_variables'
    INIT_OP = 'init_op'
    LOCAL_INIT_OP = 'local_init_op'
    READY_OP = 'ready_op'
    READY_FOR_LOCAL_INIT_OP = 'ready_for_local_init_op'
    SUMMARY_OP = 'summary_op'
    GLOBAL_STEP = 'global_step'
    EVAL_STEP = 'eval_step'
    TRAIN_OP = 'train_op'
    COND_CONTEXT = 'cond_context'
    WHILE_CONTEXT = 'while_context'
    # An old spelling that TensorFlow still accepts.
    VARIABLES = 'variables'


class Graph:
    """One graph. `_scope` is the name scope without its slash, `_control` the ids of the nodes that
    new nodes must follow."""

    building_function = False
    _is_eager = False
    _new_graph = staticmethod(_engine.new_graph)
    #: Of the graph of a function: tensors of the graph outside by what stands for them here.
    _captures = None
    collections = property(lambda self: list(self._collections))
    _home = property(lambda self: self)  #: where its variables belong; of a function's graph another one

    def __init__(self):
        self._number = self._new_graph()
        current.by_number[self._number] = self
        self._tensors = {}
        self._operations = {}
        self._scope = ''
        self._control = ()
        self._collections = {}
        self._seed = None
        self._finalized = False
        self._variable_scopes = {}
        self._gradient_override_map = {}
        #: The `tf.device` scopes that are open, outermost first.
        self._device_scopes = ()
        #: How many scopes of devices and colocation are open.
        self._open_placings = 0

    # -- being the default ---------------------------------------------------------------------

    def as_default(self):
        return _AsDefault(self)

    def _within(self, function, *arguments, **options):
        """FUNCTION's result with this graph as the current one."""
        if current.graph is self:
            return function(*arguments, **options)
        with _AsDefault(self):
            return function(*arguments, **options)

    # -- names ---------------------------------------------------------------------------------

    def name_scope(self, name):
        return GraphScope(self, name)

    def get_name_scope(self):
        return self._scope

    def _set_scope(self, scope):
        """Makes SCOPE (in full, without a slash) the current one of this graph, which is current."""
        if scope != self._scope:
            self._scope = scope
            _engine.set_scope(scope)

    def unique_name(self, name, mark_as_used=True):
        return self._within(_engine.unique_name, name, mark_as_used)

    # -- elements ------------------------------------------------------------------------------

    def _tensor(self, number, info=None):
        """The Tensor with the engine's id NUMBER, of the type INFO if that is known."""
        tensor = self._tensors.get(number)
        if tensor is None:
            if info is None:
                info = self._within(_engine.tensor_type, number)
            tensor = self._tensors[number] = Tensor(self, number, info)
        return tensor

    def _operation(self, number):
        """The Operation whose node has the engine's id NUMBER."""
        operation = self._operations.get(number)
        if operation is None:
            operation = self._operations[number] = Operation(self, number)
        return operation

    def get_operations(self):
        numbers = _engine.ids(self._within(_engine.nodes_from, 0))
        return [self._operation(number) for number in numbers]

    @property
    def _last_id(self):
        return self._within(_engine.node_count)

    @property
    def version(self):
        return self._last_id

    def get_operation_by_name(self, name):
        if not isinstance(name, str):
            raise TypeError(
                'Operation names are strings (or similar), not %s.' % type(name).__name__
            )
        return self.as_graph_element(name, allow_tensor=False, allow_operation=True)

    def get_tensor_by_name(self, name):
        if not isinstance(name, str):
            raise TypeError('Tensor names are strings (or similar), not %s.' % type(name).__name__)
        return self.as_graph_element(name, allow_tensor=True, allow_operation=False)

    def as_graph_element(self, obj, allow_tensor=True, allow_operation=True):
        return graph_element(self, obj, allow_tensor, allow_operation)

    def is_feedable(self, tensor):
        return bool(self._within(_engine.is_feedable, tensor._id))

    def is_fetchable(self, tensor_or_op):
        return bool(self._within(_engine.is_fetchable, tensor_or_op._id))

    def prevent_feeding(self, tensor):
        self._within(_engine.prevent_feeding, str(tensor._id))

    def prevent_fetching(self, op):
        self._within(_engine.prevent_fetching, str(op._id))

    # -- collections ---------------------------------------------------------------------------

    def add_to_collection(self, name, value):
        self._check_not_finalized()
        self._collections.setdefault(name, []).append(value)
        if name == GraphKeys.UPDATE_OPS:
            op = getattr(value, 'op', value)
            # The debugger asks later whether it was ever run.
            if getattr(op, 'graph', None) is self:
                _engine.check(self._within(_engine.expected_update, op._id))

    def add_to_collections(self, names, value):
        names = (names,) if isinstance(names, str) else dict.fromkeys(names)
        for name in names:
            self.add_to_collection(name, value)

    def get_collection_ref(self, name):
        return self._collections.setdefault(name, [])

    def get_collection(self, name, scope=None):
        items = self._collections.get(name, [])
        if scope is None:
            return list(items)
        match = re.compile(scope).match
        return [item for item in items if hasattr(item, 'name') and match(item.name)]

    def _is_in_collection(self, name, value):
        """Whether VALUE itself is in the collection NAME; what came last is found first."""
        for item in reversed(self._collections.get(name, ())):
            if item is value:
                return True
        return False

    def get_all_collection_keys(self):
        return [name for name in self._collections if isinstance(name, str)]

    def clear_collection(self, name):
        self._check_not_finalized()
        self._collections.pop(name, None)

    # -- control -------------------------------------------------------------------------------

    def control_dependencies(self, control_inputs):
        return ControlDependencies(self, control_inputs)

    @property
    def seed(self):
        return self._seed

    @seed.setter
    def seed(self, seed):
        self._seed = seed
        self._within(_engine.set_seed, float('nan') if seed is None else seed)

    @property
    def finalized(self):
        return self._finalized

    def finalize(self):
        self._finalized = True

    def _unsafe_unfinalize(self):
        self._finalized = False

    def _check_not_finalized(self):
        if self._finalized:
            raise RuntimeError('Graph is finalized and cannot be modified.')

    def device(self, device_name_or_function):
        from ._placement import DeviceScope

        return DeviceScope(self, device_name_or_function)

    def colocate_with(self, op, ignore_existing=False):
        from ._placement import Colocation

        return Colocation(self, op, ignore_existing)

    def container(self, container_name):
        return NoEffect(container_name)

    def gradient_override_map(self, op_type_map):
        from ._registered_gradients import GradientOverrideMap

        return GradientOverrideMap(self, op_type_map)

    def as_graph_def(self, from_version=None, add_shapes=False):
        raise NotImplementedError('tf.Graph.as_graph_def is not evaluated by this engine')


class NoEffect:
    """A context that changes nothing here: containers."""

    def __init__(self, value=None):
        self._value = value

    def __enter__(self):
        return self._value

    def __exit__(self, *error):
        return False


def _make_current(graph):
    current.graph = graph
    if graph is not None:
        _engine.use_graph(graph._number)


class _AsDefault:
    """`with graph.as_default():`"""

    __slots__ = ('_graph', '_before')

    def __init__(self, graph):
        self._graph = graph

    def __enter__(self):
        self._before = current.graph
        if self._before is not self._graph:
            _make_current(self._graph)
        current.graphs.append(self._graph)
        return self._graph

    def __exit__(self, *error):
        current.graphs.pop()
        before = self._before
        if before is None:
            before = current.root
        if before is not self._graph:
            _make_current(before)
        return False


def get_default_graph():
    graph = current.graph
    if graph is None:
        if current.root is None:
            current.root = Graph()
        graph = current.root
        _make_current(graph)
    return graph


def reset_default_graph():
    if current.graphs:
        raise AssertionError(
            'Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, '
            'exit the nesting and create a new graph.'
        )
    current.root = Graph()
    _make_current(current.root)
