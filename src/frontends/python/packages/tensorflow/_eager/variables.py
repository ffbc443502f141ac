"""Variables under eager execution: a handle whose value the engine keeps until the variable is dropped."""

from .. import _engine
from .._control_scope import InitScope
from .._convert import convert
from .._dtypes import resource
from .._name_scope import name_scope
from .._resource_variable import ResourceVariable, _assign, _new_handle, _read
from .._shapes import as_shape
from .._state import current
from . import stepping
from .tape import note_variable, unrecorded
from .traced import lifted, variable_made
from .tensor import is_ours, number_text


def build_eagerly(variable, initial_value, name, dtype, shape):
    """Makes the handle of VARIABLE and gives it its initial value."""
    from_function = callable(initial_value)
    initial_value = lifted(initial_value)
    with name_scope(name, 'Variable') as scope, unrecorded():
        with name_scope('Initializer'):
            initial = convert(
                initial_value() if from_function else initial_value, dtype, 'initial_value'
            )
        if shape is None:
            shape = initial.shape
        elif not initial.shape.is_compatible_with(shape):
            raise ValueError(
                "The initial value's shape (%s) is not compatible with the explicitly supplied `shape` "
                'argument (%s).' % (initial.shape, shape)
            )
        variable._initial_value = None
        variable._dtype = initial.dtype.base_dtype
        variable._shape = as_shape(shape)
        variable._handle = _new_handle(shape, variable._dtype, scope)
        variable._name = scope[:-1] + ':0'
        variable._key = variable._handle.op.name
        variable._eager = current.eager
        _assign(variable._handle, initial)
    if variable._trainable:
        _engine.set_trainable(variable._handle._id)
    note_variable(variable)
    variable_made(variable)


class EagerVariable(ResourceVariable):
    """What tf.Variable makes under eager execution."""

    _in_graph_mode = False

    @property
    def graph(self):
        """That of eager execution, or of the function whose body uses the variable."""
        graph = current.graph
        return graph if graph is not None and graph._home is current.eager else current.eager

    @property
    def _variable(self):
        """The handle in the current graph."""
        handle = self._handle
        graph = current.graph
        if graph is None or graph is handle.graph or graph._home is graph:
            return handle
        return graph.captured(handle)

    @property
    def op(self):
        if is_ours():
            return self._variable.op
        return _user_op()

    @property
    def initializer(self):
        return None

    @property
    def initial_value(self):
        raise RuntimeError('initial_value not supported in EAGER mode.')

    create = initializer

    def __del__(self):
        if getattr(self, '_eager', None) is current.eager and current.eager is not None:
            _engine.forget_variable(self._key)

    def __repr__(self):
        if current.graph is not None and not current.graph._is_eager:
            return "<tf.Variable '%s' shape=%s dtype=%s>" % (self.name, self.shape, self.dtype.name)
        return "<tf.Variable '%s' shape=%s dtype=%s, numpy=%s>" % (
            self.name,
            self.shape,
            self.dtype.name,
            number_text(self._read_silently(), True),
        )

    def _read_silently(self):
        with unrecorded():
            return self._read().numpy()

    def _as_graph_element(self):
        return None

    def _convert_to_tensor(self, dtype, name, as_ref):
        if dtype is resource:
            return self._variable
        if dtype is not None and not dtype.is_compatible_with(self.dtype):
            raise ValueError(
                'Incompatible type conversion requested to type {!r} for variable of type {!r}'.format(
                    dtype.name, self.dtype.name
                )
            )
        return self._read()

    def _read(self):
        return _read(self._variable, dtype=self._dtype.name)

    def read_value(self):
        from .._ops import arrays

        return arrays.identity(self._read())

    def is_initialized(self, name=None):
        return super().is_initialized(name)

    def initialized_value(self):
        return self.read_value()

    def numpy(self):
        if current.graph is not None and not current.graph._is_eager:
            return super().numpy()
        return self.read_value().numpy()

    def eval(self, session=None):
        raise RuntimeError('Trying to eval in EAGER mode')

    def load(self, value, session=None):
        self.assign(value)

    def _write(self, change, value, name):
        graph = current.eager
        if graph._is_stepping or current.graph is not graph or not _engine.is_derived(value._id):
            return change(self._variable, value, name=name)
        stepping.write_by_hand(graph, self, change, value)
        return None

    def _written(self, op, read_value):
        if read_value:
            return UnreadEagerVariable(self, op)
        return op

    def __int__(self):
        return int(self.value().numpy())

    def __float__(self):
        return float(self.value().numpy())

    def __bool__(self):
        return bool(self.read_value())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        with InitScope(current.eager):
            return EagerVariable(
                initial_value=self.read_value(),
                trainable=self._trainable,
                constraint=self._constraint,
                dtype=self._dtype,
                name=self._name.split(':')[0],
            )

    def count_up_to(self, limit):
        raise NotImplementedError(
            'count_up_to of a resource variable is not evaluated by this engine'
        )


class UnreadEagerVariable(EagerVariable):
    """What a write gives: the variable under another name."""

    def __init__(self, variable, parent_op):
        self._parent = variable
        self._parent_op = parent_op
        self._handle = variable._variable
        self._dtype = variable._dtype
        self._shape = variable._shape
        self._trainable = variable._trainable
        self._constraint = None
        self._key = variable._key

    name = property(lambda self: 'UnreadVariable')

    @property
    def op(self):
        if not is_ours():
            return _user_op()
        return self._variable.op if self._parent_op is None else self._parent_op

    def __del__(self):
        pass


def _user_op():
    raise AttributeError('Tensor.op is meaningless when eager execution is enabled.')


for _class in (EagerVariable, UnreadEagerVariable):
    _class.__name__ = _class.__qualname__ = 'ResourceVariable'
