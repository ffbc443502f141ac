"""tf.Variable: a reference node, its initial value, the Assign that initializes it and its read."""

import contextlib

from _gradient_runtime import note_class

from . import _engine
from . import _initial_values as initial_values
from . import _operators
from ._apply import tensor_made
from ._control_scope import InitScope
from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._indexed_slices import IndexedSlices
from ._initial_values import FromInitializer
from ._name_scope import name_scope
from ._op_arguments import read_by_snapshot
from ._ops import arrays, slicing, state
from ._placement import own_device, own_group
from ._shapes import unknown_shape
from ._tensor import Tensor


@read_by_snapshot
class Variable:
    """State that outlives a run. Made of VariableV2, Assign and a read, named as TensorFlow names them."""

    _is_variable = True
    _in_graph_mode = True
    _save_slice_info = None
    _slot_key = None
    #: The zeros of this shape and type, once slots were made of them.
    _zeros = None
    __array_priority__ = 100
    __array_ufunc__ = None
    device = property(lambda self: self._variable.device)

    def _set_save_slice_info(self, save_slice_info):
        self._save_slice_info = save_slice_info

    def _get_save_slice_info(self):
        return self._save_slice_info

    def __new__(cls, *arguments, use_resource=None, **options):
        if cls is Variable:
            wanted = _class_wanted(use_resource)
            if wanted is not None:
                return wanted.__new__(wanted)
        return object.__new__(cls)

    def __init__(
        self,
        initial_value=None,
        trainable=None,
        collections=None,
        validate_shape=True,
        caching_device=None,
        name=None,
        variable_def=None,
        dtype=None,
        expected_shape=None,
        import_scope=None,
        constraint=None,
        use_resource=None,
        synchronization=None,
        aggregation=None,
        shape=None,
    ):
        if initial_value is None:
            raise ValueError('initial_value must be specified.')
        if collections is None:
            collections = [GraphKeys.GLOBAL_VARIABLES]
        if not isinstance(collections, (list, tuple, set)):
            raise ValueError(
                'collections argument to Variable constructor must be a list, tuple, or set. Got %s of '
                'type %s' % (collections, type(collections))
            )
        if constraint is not None and not callable(constraint):
            raise ValueError('The `constraint` argument must be a callable.')
        self._trainable = True if trainable is None else trainable
        self._constraint = constraint
        if self._trainable and GraphKeys.TRAINABLE_VARIABLES not in collections:
            collections = [*collections, GraphKeys.TRAINABLE_VARIABLES]
        graph = get_default_graph()
        with InitScope(graph):
            self._build(initial_value, validate_shape, name, dtype, shape, caching_device)
        if not self.graph._is_eager:
            self.graph.add_to_collections(list(collections), self)
        elif GraphKeys.GLOBAL_STEP in collections:
            self.graph.add_to_collection(GraphKeys.GLOBAL_STEP, self)

    def _build(self, initial_value, validate_shape, name, dtype, shape, caching_device):
        is_read_apart = caching_device is own_device
        is_usual = shape is None and validate_shape and (is_read_apart or caching_device is None)
        if type(initial_value) is FromInitializer and is_usual and name:
            graph = get_default_graph()
            if graph._captures is None and not graph._is_eager:
                self._build_at_once(graph, name, initial_value, None, is_read_apart)
                return
        from_function = callable(initial_value)
        values = [] if from_function else [initial_value]
        with name_scope(name, 'Variable', values) as scope:
            if from_function:
                initial = initial_values.beside_variable(initial_value, dtype, scope)
            else:
                initial = convert(initial_value, dtype, 'initial_value')
            self._initial_value = initial
            self.graph = get_default_graph()
            if is_usual and self._make_at_once(scope, from_function, is_read_apart):
                return
            if not from_function and _engine.is_in_context(initial._id):
                raise ValueError(
                    'Initializer for variable %s is from inside a control-flow construct, such as a '
                    'loop or conditional. When creating a variable inside a loop or conditional, use '
                    'a lambda as the initializer.' % scope
                )
            if shape is None:
                shape = initial.shape if validate_shape else unknown_shape()
            with own_group(scope) if from_function else contextlib.nullcontext():
                self._variable = state.variable_op(shape, initial.dtype.base_dtype, scope)
            if validate_shape and not initial.shape.is_fully_defined():
                raise ValueError('initial_value must have a shape specified: %s' % initial)
            start = initial_values.guarded(initial, scope)
            assigned = state.assign(self._variable, start, validate_shape=validate_shape)
            self._initializer_op = assigned.op
            if caching_device is None:
                place = self.graph.colocate_with(self._variable)
            else:
                place = self.graph.device(caching_device)
            with place:
                self._snapshot = arrays.identity(self._variable, name='read')

    def _build_at_once(self, graph, name, value, beside, is_read_apart):
        is_exact = name[-1] == '/'
        nodes = initial_values.nodes_of(
            name[:-1] if is_exact else name, is_exact, value.initializer, value.dims, value.dtype, beside,
            is_read_apart,
        )  # fmt: skip
        self._hold(graph, nodes)

    def _hold(self, graph, nodes):
        self.graph = graph
        self._initial_value, self._variable, self._snapshot = nodes
        self._initializer_op = graph._operation(self._variable._id + 1)

    def _make_at_once(self, scope, has_group, is_read_apart):
        """Makes the nodes by one call of the engine; False, and nothing made, where they are more than three."""
        graph, initial = self.graph, self._initial_value
        if graph._finalized or initial.graph is not graph:
            return False
        name = scope[:-1]
        group = 'loc:@' + name if has_group else ''
        code = _engine.new_variable(initial._id, name, group, is_read_apart)
        if code < 0:
            return False if code == _engine.NOT_PLAIN else _engine.failed()
        self._variable = tensor_made(code)
        number = self._variable._id
        self._initializer_op = graph._operation(number + 1)
        self._snapshot = graph._tensors[number + 2] = Tensor(graph, number + 2, initial._info & ~1)
        return True

    # -- what it is ----------------------------------------------------------------------------

    name = property(lambda self: self._variable.name)
    dtype = property(lambda self: self._variable.dtype)
    op = property(lambda self: self._variable.op)
    shape = property(lambda self: self._variable.shape)
    initializer = property(lambda self: self._initializer_op)
    initial_value = property(lambda self: self._initial_value)
    trainable = property(lambda self: self._trainable)
    constraint = property(lambda self: self._constraint)

    @property
    def _id(self):
        return self._variable._id

    def get_shape(self):
        return self.shape

    def set_shape(self, shape):
        self._variable.set_shape(shape)
        self._snapshot.set_shape(shape)

    def __repr__(self):
        return "<tf.Variable '%s' shape=%s dtype=%s>" % (self.name, self.shape, self.dtype.name)

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def __iter__(self):
        raise TypeError("'Variable' object is not iterable.")

    def _as_graph_element(self):
        return self._variable

    def _ref(self):
        return self._variable

    def _convert_to_tensor(self, dtype, name, as_ref):
        if dtype is not None and not dtype.is_compatible_with(self.dtype):
            raise ValueError(
                "Incompatible type conversion requested to type '%s' for variable of type '%s'"
                % (dtype.name, self.dtype.name)
            )
        return self._variable if as_ref else self._snapshot

    # -- reading and writing -------------------------------------------------------------------

    def value(self):
        return self._snapshot

    def read_value(self):
        return arrays.identity(self._variable, name='read')

    def initialized_value(self):
        """The value if there is one when the run asks, else the initial value."""
        from ._ops.conditionals import cond

        with InitScope(self.graph):
            is_there = state.is_variable_initialized(self)
            return cond(is_there, self.read_value, lambda: self._initial_value)

    def eval(self, session=None):
        return self._variable.eval(session=session)

    def load(self, value, session=None):
        from ._session import get_default_session

        session = session or get_default_session()
        if session is None:
            raise ValueError(
                'Either session argument should be provided or default session should be established'
            )
        session.run(self._initializer_op, {self._initializer_op.inputs[1]: value})

    def assign(self, value, use_locking=False, name=None, read_value=True):
        result = state.assign(self._variable, value, use_locking=use_locking, name=name)
        return result if read_value else result.op

    def assign_add(self, delta, use_locking=False, name=None, read_value=True):
        result = state.assign_add(self._variable, delta, use_locking=use_locking, name=name)
        return result if read_value else result.op

    def assign_sub(self, delta, use_locking=False, name=None, read_value=True):
        result = state.assign_sub(self._variable, delta, use_locking=use_locking, name=name)
        return result if read_value else result.op

    def _scatter(self, write, sparse_delta, use_locking, name):
        if not isinstance(sparse_delta, IndexedSlices):
            raise TypeError('sparse_delta is not IndexedSlices: %s' % sparse_delta)
        return write(self._variable, sparse_delta.indices, sparse_delta.values, use_locking, name)

    def scatter_sub(self, sparse_delta, use_locking=False, name=None):
        return self._scatter(state.scatter_sub, sparse_delta, use_locking, name)

    def scatter_add(self, sparse_delta, use_locking=False, name=None):
        return self._scatter(state.scatter_add, sparse_delta, use_locking, name)

    def scatter_update(self, sparse_delta, use_locking=False, name=None):
        return self._scatter(state.scatter_update, sparse_delta, use_locking, name)

    def count_up_to(self, limit):
        return state.count_up_to(self._variable, limit)

    def __getitem__(self, key):
        return slicing.getitem(self.value(), key, self)

    def __iadd__(self, other):
        return self + other

    def __isub__(self, other):
        return self - other

    def __imul__(self, other):
        return self * other

    def __itruediv__(self, other):
        return self / other

    def __ipow__(self, other):
        return self**other

    class SaveSliceInfo:
        """Only a name: partitioned variables are not made here."""


def _forward(name):
    def operate(self, *others):
        value = self.value()
        return getattr(type(value), name)(value, *others)

    operate.__name__ = name
    setattr(Variable, name, operate)


for _name in _operators.FORWARDED:
    _forward(_name)


def is_variable(value):
    return isinstance(value, Variable)


def _class_wanted(use_resource):
    """The class that `Variable(…)` makes an object of, None for Variable itself."""
    return None


def choose_class_by(function):
    """FUNCTION takes the place of the one above: it knows the other class."""
    global _class_wanted
    _class_wanted = function


def is_made_as_it_stands(graph):
    """Whether what InitScope leaves for a variable of GRAPH, the current one, is nothing, and it is no function's."""
    return not (
        graph._is_eager
        or graph._finalized
        or graph._captures is not None
        or graph._control
        or _engine.current_context() >= 0
    )


def variable_at_once(graph, name, value, trainable, beside, is_resource):
    """As Variable(VALUE, TRAINABLE, name=NAME), a FromInitializer, and all of it beside the tensor BESIDE (or
    None), in a graph that `is_made_as_it_stands`: what does not concern it is not asked. One that IS_RESOURCE
    stands beside nothing."""
    variable = object.__new__(_class_wanted(True) if is_resource else Variable)
    variable._trainable = trainable
    variable._constraint = None
    variable._build_at_once(graph, name, value, beside, False)
    return _collected(graph, variable, trainable)


def variable_of_nodes(graph, nodes, trainable):
    """The same, a reference, of NODES, its (initial value, variable, read), that are there already."""
    variable = object.__new__(Variable)
    variable._trainable = trainable
    variable._constraint = None
    variable._hold(graph, nodes)
    return _collected(graph, variable, trainable)


def _collected(graph, variable, trainable):
    collections = graph._collections
    collections.setdefault(GraphKeys.GLOBAL_VARIABLES, []).append(variable)
    if trainable:
        collections.setdefault(GraphKeys.TRAINABLE_VARIABLES, []).append(variable)
    return variable


note_class(Variable, lambda variable: (variable.graph._number, variable._variable._id))
