"""tf.layers.Layer: a layer of Keras whose variables come from get_variable, in a variable scope of its own.

Of tensorflow/python/layers/base.py. The layer's scope is found at its first call (or given as `_scope`);
later calls, and layers made with `_reuse`, share the variables in it.
"""

import contextlib
import copy

from . import _nest
from ._collections import global_variables
from ._dtypes import as_dtype, float32
from ._graph import GraphKeys, get_default_graph
from ._keras.base_layer import Layer as KerasLayer
from ._keras.graph_state import unique_object_name
from ._keras.input_spec import InputSpec
from ._class_words import snake_case
from ._name_scope import name_scope
from ._partitioned import PartitionedVariable
from ._state import current
from ._tensor import Tensor
from ._variable_scope import VariableScope, get_variable, get_variable_scope, variable_scope

__all__ = ['InputSpec', 'Layer']


class Layer(KerasLayer):
    """Subclasses have `build(input_shape)`, which makes variables, and `call(inputs, …)`."""

    _is_legacy_layer = True
    # What a subclass has that does not call this constructor.
    _scope = _reuse = _current_scope = _reusing = None

    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        self._use_resource_variables = False
        scope = kwargs.pop('_scope', None)
        self._reuse = kwargs.pop('_reuse', None)
        super().__init__(trainable=trainable, name=name, dtype=dtype, **kwargs)
        self._call_has_scope_arg = 'scope' in self._call_fn_args
        if scope:
            with variable_scope(scope) as captured:
                self._scope = captured

    # Layers and variables among the attributes are not the layer's own here, as they are in Keras.
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__

    @property
    def graph(self):
        if get_default_graph()._is_eager:
            raise RuntimeError('Layer.graph not supported when executing eagerly.')
        return None

    def _init_set_name(self, name, zero_based=False):
        base_name = name.name if isinstance(name, VariableScope) else name
        if not name or isinstance(name, VariableScope):
            own = snake_case(type(self).__name__)
            self._name = unique_object_name(own, zero_based)
            base_name = base_name if name else own
        else:
            self._name = name
        self._base_name = base_name

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

    def add_loss(self, losses, inputs=None):
        """LOSSES are noted here and in the collection of regularization losses; functions are called."""
        tensors, functions = len(self._losses), len(self._callable_losses)
        super().add_loss(losses, inputs=inputs)
        if get_default_graph()._is_eager:
            return
        found = self._losses[tensors:]
        for penalty in self._callable_losses[functions:]:
            loss = penalty()
            if loss is not None:
                found.append(loss)
        _add_new(found, GraphKeys.REGULARIZATION_LOSSES)

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
        **kwargs,
    ):
        """The variable NAME of this layer; made at the first call, shared where the layer reuses."""
        for key in kwargs:
            if key != 'experimental_autocast':
                raise TypeError('Unknown keyword argument:', key)
        trainable = True if trainable is None else trainable
        dtype = as_dtype(dtype if dtype is not None else self._dtype or float32)
        if self._dtype is None:
            self._dtype = dtype.base_dtype.name
        graph = current.graph or get_default_graph()
        if self._scope is None:
            self._set_scope(None)
        is_trained = trainable and self.trainable

        def made():
            scope = self._current_scope
            before = len(global_variables()) if regularizer else 0
            variable = get_variable(
                name,
                () if shape is None else shape,
                dtype,
                scope.initializer if initializer is None else initializer,
                trainable=is_trained,
                partitioner=partitioner,
                use_resource=use_resource or self._use_resource_variables or scope.use_resource,
                constraint=constraint,
            )
            parts = list(variable) if isinstance(variable, PartitionedVariable) else [variable]
            if regularizer and (graph._is_eager or len(global_variables()) > before):
                for part in parts:
                    self._penalize(name, part, regularizer)
            return variable, parts

        is_inside = not self.built and get_variable_scope() is self._current_scope
        if is_inside and self._name_scope() == graph._scope + '/':
            # The layer's first call has entered its scopes.
            variable, parts = made()
        else:
            with self._scope_of_weights(is_inside):
                variable, parts = made()
        if is_trained and not graph._is_eager:
            # A custom getter or the scope may have made it a variable that is not trained.
            is_trained = graph._is_in_collection(GraphKeys.TRAINABLE_VARIABLES, parts[0])
        weights = self._trainable_weights if is_trained else self._non_trainable_weights
        for part in parts:
            if not any([part is weight for weight in weights]):
                weights.append(part)
        return variable

    # -- calling -------------------------------------------------------------------------------

    def _name_scope(self):
        return self._current_scope.original_name_scope

    def _set_scope(self, scope):
        if self._reuse:
            opened = variable_scope(self._base_name if scope is None else scope)
        else:
            opened = variable_scope(scope, default_name=self._base_name)
        with opened as captured:
            self._scope = captured

    @contextlib.contextmanager
    def _scope_of_weights(self, is_inside):
        """The scopes of variables and of names that the layer's own stand in; the first already where IS_INSIDE."""
        if not is_inside:
            reuse = self.built or self._reuse
            with variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False) as scope:
                self._current_scope = scope
                with name_scope(self._name_scope()):
                    yield
        else:
            with name_scope(self._name_scope()):
                yield

    def _own_scope(self):
        if not self.built:
            return variable_scope(self._scope, reuse=self._reuse, auxiliary_name_scope=False)
        if self._reusing is None:
            self._reusing = variable_scope(self._scope, reuse=True, auxiliary_name_scope=False)
        return self._reusing

    def __call__(self, inputs, *args, **kwargs):
        scope = kwargs.pop('scope', None)
        if self._scope is None:
            self._set_scope(scope)
        with self._own_scope() as own:
            self._current_scope = own
            if self._call_has_scope_arg:
                kwargs['scope'] = own
            outputs = super().__call__(inputs, *args, **kwargs)
        graph = current.graph or get_default_graph()
        if not graph._is_eager:
            updates = self.updates
            if updates or GraphKeys.UPDATE_OPS not in graph._collections:
                _add_new(updates, GraphKeys.UPDATE_OPS)
        return outputs


#: What a copy of a layer shares with it.
_SHARED = {'graph', '_cell_scope', '_current_scope', '_reusing'}


def _first_leaf(value):
    leaves = _nest.flatten(value)
    return leaves[0] if leaves else None


def _add_new(elements, collection):
    """Adds those of ELEMENTS that are not in COLLECTION, which is there from now on also when empty."""
    graph = get_default_graph()
    there = graph.get_collection_ref(collection)
    seen = {id(one) for one in there} if elements else ()
    for element in elements:
        if id(element) not in seen:
            graph.add_to_collection(collection, element)
