"""ResourceVariable: a handle, and a read at its point of the run wherever the value is wanted."""

import contextlib

from . import _engine
from . import _initial_values as initial_values
from ._apply import OpCall
from ._control_scope import ControlDependencies, InitScope
from ._convert import convert
from ._dtypes import resource
from ._graph import get_default_graph
from ._indexed_slices import IndexedSlices
from ._initial_values import FromInitializer
from ._name_scope import name_scope
from ._ops import arrays
from ._placement import own_group
from ._shapes import as_shape
from ._state import current
from ._variable import Variable, choose_class_by
from ._variable_scope import get_variable_scope

_var_handle = OpCall('VarHandleOp')
_read = OpCall('ReadVariableOp')
_is_initialized = OpCall('VarIsInitializedOp')
_assign = OpCall('AssignVariableOp')
_assign_add = OpCall('AssignAddVariableOp')
_assign_sub = OpCall('AssignSubVariableOp')
_gather = OpCall('ResourceGather')
_scatters = {
    kind: OpCall('ResourceScatter' + kind.capitalize())
    for kind in ('add', 'sub', 'mul', 'div', 'min', 'max', 'update')
}


def is_resource_variable(value):
    return isinstance(value, ResourceVariable)


@contextlib.contextmanager
def _on(device, alone=False):
    """On DEVICE; ALONE: beside no other node, and on no device of the scopes around."""
    graph = get_default_graph()
    with graph.colocate_with(None, True) if alone else contextlib.nullcontext(), graph.device(device):
        yield


def _new_handle(shape, dtype, name):
    dims = as_shape(shape).dims
    return _var_handle(
        name=name,
        shape=None if dims is None else tuple(dim.value for dim in dims),
        dtype=dtype.base_dtype.name,
        container='',
        sharedName=name.rstrip('/'),
    )


def note_resource(variable):
    """Tapes may watch VARIABLE when it is accessed."""
    from ._eager.tape import note_variable

    if variable._trainable:
        _engine.set_trainable(variable._variable._id)
        note_variable(variable)


class ResourceVariable(Variable):
    """Made of VarHandleOp, VarIsInitializedOp, AssignVariableOp and ReadVariableOp."""

    def __new__(cls, *arguments, **options):
        if cls is ResourceVariable and get_default_graph()._home._is_eager:
            from ._eager.variables import EagerVariable

            return object.__new__(EagerVariable)
        return object.__new__(cls)

    #: The value on the device for caching, where one was asked for.
    _cached = None

    def _build(self, initial_value, validate_shape, name, dtype, shape, caching_device):
        from_function = callable(initial_value)
        graph = get_default_graph()
        if graph._is_eager:
            from ._eager.variables import build_eagerly

            build_eagerly(self, initial_value, name, dtype, shape)
            return
        is_usual = shape is None and caching_device is None and not graph._open_placings
        is_usual = is_usual and graph._captures is None and not graph._finalized
        if is_usual and name and type(initial_value) is FromInitializer:
            self._build_at_once(graph, name, initial_value, None, False)
            return
        with name_scope(name, 'Variable', [] if from_function else [initial_value]) as scope:
            initial = initial_values.beside_variable(initial_value, dtype, scope)
            if is_usual and initial.graph is graph and get_default_graph() is graph:
                code = _engine.new_resource(initial._id, scope[:-1])
                if code != _engine.NOT_PLAIN:
                    self._hold(graph, initial_values.resource_of(initial, _engine.check(code)))
                    return
            if shape is None:
                shape = initial.shape
            elif not initial.shape.is_compatible_with(shape):
                raise ValueError(
                    "The initial value's shape (%s) is not compatible with the explicitly supplied "
                    '`shape` argument (%s).' % (initial.shape, shape)
                )
            self._initial_value = initial
            self._dtype = initial.dtype.base_dtype
            self._shape = as_shape(shape)
            with own_group(scope):
                self._variable = _new_handle(shape, self._dtype, scope)
            self._name = self._variable.name
            self.graph = self._variable.graph
            with name_scope('IsInitialized'):
                _is_initialized(self._variable)
            device = self._variable.device
            with name_scope('Assign') as assign_scope, _on(device, alone=True):
                start = initial_values.guarded(initial, scope)
                self._initializer_op = _assign(self._variable, start, name=assign_scope)
            with name_scope('Read'):
                with _on(device):
                    self._snapshot = self._read()
                if caching_device is not None:
                    with _on(caching_device, alone=True):
                        self._cached = arrays.identity(self._snapshot)
        note_resource(self)

    def _build_at_once(self, graph, name, value, beside, is_read_apart):
        is_exact = name[-1] == '/'
        nodes = initial_values.resource_nodes_of(
            name[:-1] if is_exact else name, is_exact, value.initializer, value.dims, value.dtype
        )
        self._hold(graph, nodes)

    def _hold(self, graph, nodes):
        self.graph = graph
        initial, self._variable, self._snapshot = nodes
        self._initial_value = initial
        self._dtype = initial.dtype.base_dtype
        self._shape = initial.shape
        self._name = self._variable.name
        self._initializer_op = graph._operation(self._variable._id + 2)
        note_resource(self)

    name = property(lambda self: self._name)
    dtype = property(lambda self: self._dtype)
    shape = property(lambda self: self._shape)
    handle = property(lambda self: self._variable)
    create = property(lambda self: self._initializer_op)

    def set_shape(self, shape):
        raise NotImplementedError('ResourceVariable does not implement set_shape()')

    def __bool__(self):
        return bool(self.read_value())

    def _as_graph_element(self):
        return self._snapshot

    def _convert_to_tensor(self, dtype, name, as_ref):
        if dtype is resource:  # what an op declares that works through the handle
            return self._variable
        if dtype is not None and not dtype.is_compatible_with(self.dtype):
            raise ValueError(
                'Incompatible type conversion requested to type {!r} for variable of type {!r}'.format(
                    dtype.name, self.dtype.name
                )
            )
        return self.read_value().op.inputs[0] if as_ref else self.value()

    # -- reading and writing -------------------------------------------------------------------

    def _read(self):
        return _read(self._variable, dtype=self._dtype.name)

    def value(self):
        if self._cached is not None:
            return self._cached
        device = self._variable.device
        if not device and not get_default_graph()._open_placings:
            return self._read()
        with _on(device, alone=True):
            return self._read()

    def read_value(self):
        with name_scope('Read'), _on(self._variable.device):
            value = self._read()
        return arrays.identity(value)

    def sparse_read(self, indices, name=None):
        with name_scope('Gather' if name is None else name) as scope:
            value = _gather(self._variable, indices, name=scope, dtype=self._dtype.name)
        return arrays.identity(value)

    def is_initialized(self, name=None):
        return _is_initialized(self._variable, name=name)

    def eval(self, session=None):
        return self._snapshot.eval(session=session)

    def numpy(self):
        raise NotImplementedError('numpy() is only available when eager execution is enabled.')

    def load(self, value, session=None):
        from ._session import get_default_session

        session = session or get_default_session()
        if session is None:
            raise ValueError(
                'Either session argument should be provided or default session should be established'
            )
        session.run(self._initializer_op, {self._initializer_op.inputs[1]: value})

    def _written(self, op, read_value):
        return UnreadVariable(self, op) if read_value else op

    def assign(self, value, use_locking=None, name=None, read_value=True):
        with self.graph.as_default():
            tensor = convert(value, self._dtype)
            self._shape.assert_is_compatible_with(tensor.shape)
            return self._written(self._write(_assign, tensor, name), read_value)

    def _write(self, change, value, name):
        return change(self._variable, value, name=name)

    def _changed(self, change, delta, name, read_value):
        with self.graph.as_default():
            op = self._write(change, convert(delta, self._dtype), name)
        return self._written(op, read_value)

    def assign_add(self, delta, use_locking=None, name=None, read_value=True):
        return self._changed(_assign_add, delta, name, read_value)

    def assign_sub(self, delta, use_locking=None, name=None, read_value=True):
        return self._changed(_assign_sub, delta, name, read_value)

    def _scatter_rows(self, kind, indices, updates, name=None):
        """`tf.scatter_add(variable, indices, updates)` and its kin."""
        updates = convert(updates, self._dtype)
        return self._written(self._scatter_rows_op(kind, indices, updates, name), True)

    def _scatter_rows_op(self, kind, indices, updates, name=None):
        return _scatters[kind](self._variable, indices, updates, name=name)

    def _scatter_slices(self, kind, sparse_delta, name):
        if not isinstance(sparse_delta, IndexedSlices):
            raise TypeError('sparse_delta is not IndexedSlices: %s' % sparse_delta)
        return self._scatter_rows(kind, sparse_delta.indices, sparse_delta.values, name)

    def scatter_sub(self, sparse_delta, use_locking=False, name=None):
        return self._scatter_slices('sub', sparse_delta, name)

    def scatter_add(self, sparse_delta, use_locking=False, name=None):
        return self._scatter_slices('add', sparse_delta, name)

    def scatter_update(self, sparse_delta, use_locking=False, name=None):
        return self._scatter_slices('update', sparse_delta, name)

    def count_up_to(self, limit):
        raise NotImplementedError(
            'count_up_to of a resource variable is not evaluated by this engine'
        )


class UnreadVariable(ResourceVariable):
    """What a write gives: the variable, read after that write wherever its value is wanted."""

    def __init__(self, variable, parent_op):
        self._parent_op = parent_op
        self._variable = variable.handle
        self._dtype = variable.dtype
        self._shape = variable.shape
        self.graph = variable.graph
        self._trainable = True
        self._constraint = None
        self._initial_value = None
        self._initializer_op = None
        self._snapshot = self._read()

    name = property(lambda self: self._parent_op.name)
    op = property(lambda self: self._parent_op)

    def _read(self):
        with ControlDependencies(get_default_graph(), [self._parent_op]):
            return super()._read()

    def read_value(self):
        return self._read()


def enable_resource_variables():
    current.makes_resources = True


def disable_resource_variables():
    current.makes_resources = False


def resource_variables_enabled():
    return current.makes_resources


def wants_resource(use_resource):
    """What `use_resource=None` means here: the variable scope's choice, else the program's."""
    if use_resource is None:
        use_resource = get_variable_scope().use_resource
    return current.makes_resources if use_resource is None else bool(use_resource)


def _class_wanted(use_resource):
    return ResourceVariable if get_default_graph()._home._is_eager or wants_resource(use_resource) else None


choose_class_by(_class_wanted)
