"""tf.layers.Layer: an object with variables of its own, made at its first call in a scope of its own."""

import copy
import re

from . import _nest
from ._collections import trainable_variables
from ._dtypes import as_dtype, float32
from ._graph import GraphKeys, get_default_graph
from ._layer_scope import check_rank, layer_name
from ._name_scope import name_scope
from ._tensor import Tensor
from ._variable_scope import VariableScope, get_variable, variable_scope
from ._variable_store import apart


def snake_case(name):
    """`BasicLSTMCell` -> `basic_lstm_cell`."""
    words = re.sub('(.)([A-Z][a-z0-9]+)', r'\1_\2', name)
    words = re.sub('([a-z])([A-Z])', r'\1_\2', words).lower()
    return 'private' + words if words[0] == '_' else words


class InputSpec:
    """What a layer asks of its inputs: here their rank."""

    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.dtype = dtype
        self.shape = shape
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}


class Layer:
    """Subclasses have `build(input_shape)`, which makes variables, and `call(inputs, …)`."""

    input_spec = None

    def __init__(self, trainable=True, name=None, dtype=None, **options):
        given = options.pop('_scope', None)
        self._reuse = options.pop('_reuse', None)
        for option in options:
            if option != 'autocast':
                raise TypeError('Keyword argument not understood:', option)
        base = name.name if isinstance(name, VariableScope) else name
        self._base_name = base or snake_case(type(self).__name__)
        is_named = name and not isinstance(name, VariableScope)
        self._name = name if is_named else layer_name(None, snake_case(type(self).__name__))
        self._dtype = None if dtype is None else as_dtype(dtype).name
        self.trainable = trainable
        self.built = False
        self._trainable_weights = []
        self._non_trainable_weights = []
        self._updates = []
        self._losses = []
        self._scope = None
        self._current_scope = None
        self._reusing = None
        if given:
            with variable_scope(given) as captured:
                self._scope = captured

    name = property(lambda self: self._name)
    dtype = property(lambda self: self._dtype)
    updates = property(lambda self: list(self._updates))
    losses = property(lambda self: list(self._losses))
    graph = None

    @property
    def scope_name(self):
        if not self._scope:
            raise ValueError(
                'No name available for layer scope because the layer "' + self._name + '" has not been '
                'used yet. The scope name  is determined the first time the layer instance is called. '
                'You must therefore call the layer before querying `scope_name`.'
            )
        return self._scope.name

    def __deepcopy__(self, memo):
        """A layer of its own with the same settings and tensors. TypeError when it has variables: Python
        cannot copy the graph that they hold, in TensorFlow's words, nor would a copy be of use."""
        if self._trainable_weights or self._non_trainable_weights:
            raise TypeError("can't pickle _thread.RLock objects")
        made = type(self).__new__(type(self))
        memo[id(self)] = made
        for key, value in vars(self).items():
            if key == '_scope':
                value = copy.copy(value)
            elif key not in _SHARED and not isinstance(_first_leaf(value), Tensor):
                value = copy.deepcopy(value, memo)
            setattr(made, key, value)
        return made

    # -- weights -------------------------------------------------------------------------------

    @property
    def trainable_weights(self):
        return list(self._trainable_weights) if self.trainable else []

    @property
    def non_trainable_weights(self):
        if self.trainable:
            return list(self._non_trainable_weights)
        return self._trainable_weights + self._non_trainable_weights

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    trainable_variables = property(lambda self: self.trainable_weights)
    non_trainable_variables = property(lambda self: self.non_trainable_weights)
    variables = property(lambda self: self.weights)

    def count_params(self):
        return sum(weight.shape.num_elements() for weight in self.weights)

    def add_weight(
        self,
        name,
        shape,
        dtype=None,
        initializer=None,
        regularizer=None,
        trainable=None,
        constraint=None,
        use_resource=None,
        synchronization=None,
        aggregation=None,
        partitioner=None,
    ):
        """The variable NAME of this layer; made at the first call, shared where the layer reuses."""
        trainable = True if trainable is None else trainable
        dtype = as_dtype(dtype if dtype is not None else self._dtype or float32)
        self._set_scope(None)
        reuse = self.built or self._reuse
        with variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False) as scope:
            self._current_scope = scope
            with name_scope(scope.original_name_scope):
                variable = get_variable(
                    name,
                    shape,
                    dtype,
                    scope.initializer if initializer is None else initializer,
                    apart(regularizer),
                    trainable and self.trainable,
                    partitioner=partitioner,
                    use_resource=use_resource,
                    constraint=constraint,
                )
        # A custom getter or the scope may have made it a variable that is not trained.
        is_trained = trainable and self.trainable and variable in trainable_variables()
        weights = self._trainable_weights if is_trained else self._non_trainable_weights
        if not any(variable is weight for weight in weights):
            weights.append(variable)
        return variable

    add_variable = add_weight

    def add_update(self, updates, inputs=None):
        self._updates += updates if isinstance(updates, (list, tuple)) else [updates]

    def add_loss(self, losses, inputs=None):
        new = list(losses) if isinstance(losses, (list, tuple)) else [losses]
        self._losses += new
        for loss in new:
            get_default_graph().add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)

    # -- calling -------------------------------------------------------------------------------

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, *arguments, **options):
        return inputs

    def apply(self, inputs, *arguments, **options):
        return self(inputs, *arguments, **options)

    def _set_scope(self, scope):
        if self._scope is not None:
            return
        if self._reuse:
            opened = variable_scope(self._base_name if scope is None else scope)
        else:
            opened = variable_scope(scope, default_name=self._base_name)
        with opened as captured:
            self._scope = captured

    def _own_scope(self):
        if not self.built:
            return variable_scope(self._scope, reuse=self._reuse, auxiliary_name_scope=False)
        if self._reusing is None:
            self._reusing = variable_scope(self._scope, reuse=True, auxiliary_name_scope=False)
        return self._reusing

    def _build_once(self, inputs):
        if self.built:
            return
        flat = _nest.flatten(inputs)
        if flat and self._dtype is None and hasattr(flat[0], 'dtype'):
            self._dtype = flat[0].dtype.base_dtype.name
        self.build(_nest.map_structure(lambda value: getattr(value, 'shape', None), inputs))
        self.built = True

    def __call__(self, inputs, *arguments, scope=None, **options):
        self._set_scope(scope)
        with self._own_scope() as current:
            self._current_scope = current
            if _takes_scope(self.call):
                options['scope'] = current
            if self.input_spec is not None and self.input_spec.ndim is not None:
                check_rank(inputs, self.input_spec.ndim, self._name)
            with name_scope(current.original_name_scope):
                self._build_once(inputs)
                outputs = self.call(inputs, *arguments, **options)
        if outputs is None:
            raise ValueError(
                "A layer's `call` method should return a Tensor or a list of Tensors, not None "
                '(layer: ' + self._name + ').'
            )
        for update in self._updates:
            graph = get_default_graph()
            if not any(update is one for one in graph.get_collection(GraphKeys.UPDATE_OPS)):
                graph.add_to_collection(GraphKeys.UPDATE_OPS, update)
        return outputs


#: What a copy of a layer shares with it.
_SHARED = {'graph', '_cell_scope', '_current_scope', '_reusing'}


def _first_leaf(value):
    leaves = _nest.flatten(value)
    return leaves[0] if leaves else None


def _takes_scope(function):
    code = getattr(function, '__code__', None)
    return code is not None and 'scope' in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
