"""Layer: the base of everything in tf.keras.layers. Of keras/engine/base_layer.py, in graph mode."""

import inspect

import numpy as np

from .. import _nest
from .._convert import convert
from .._dtypes import as_dtype
from .._class_words import snake_case
from .._graph import get_default_graph
from .._graph_scopes import enter_scope, leave_scope
from .._ops import arrays, math
from .._tensor import OperatorNotAllowedInGraphError, Tensor
from . import backend_values as K
from . import constraints, initializers, regularizers, settings
from .call_arguments import arguments_of
from .call_context import call_context
from .defaults import default, is_default
from .graph_state import scope, track_variable, unique_object_name
from .history import create_keras_history, have_all_keras_metadata, needs_keras_history
from .control_flow_errors import control_flow_error
from .input_spec import InputSpec, assert_input_compatibility
from .layer_collections import LayerCollections
from .layer_queries import NodeQueries
from .layer_results import LayerResults
from .tracking import flat_layers, track, untrack
from .weights import make_variable

_ALLOWED = frozenset(
    ('input_shape', 'batch_input_shape', 'batch_size', 'weights', 'activity_regularizer', 'autocast')
)

#: Inputs that become tensors.
_NUMBERS = (np.ndarray, float, int)


def validate_kwargs(kwargs, allowed, message='Keyword argument not understood:'):
    for key in kwargs:
        if key not in allowed:
            raise TypeError(message, key)


_NOT_GIVEN = (False, None)


class Layer(LayerCollections, LayerResults, NodeQueries):
    """Subclasses have `build(input_shape)`, which makes weights, and `call(inputs, …)`."""

    _is_layer = True
    _stays_plain = False  # a Sequential does not look for layers among its attributes

    def __init__(self, trainable=True, name=None, dtype=None, dynamic=False, **kwargs):
        validate_kwargs(kwargs, _ALLOWED)
        if dynamic:
            raise NotImplementedError(
                'A layer with dynamic=True is not evaluated by this engine: it needs eager execution'
            )
        self._trainable = trainable
        self.stateful = False
        self.built = False
        self.input_spec = None
        self.supports_masking = False
        self._init_set_name(name)
        self._activity_regularizer = kwargs.get('activity_regularizer')
        self._init_state()
        self._dtype = None if dtype is None else as_dtype(dtype).name
        if 'batch_input_shape' in kwargs:
            self._batch_input_shape = tuple(kwargs['batch_input_shape'])
        elif 'input_shape' in kwargs:
            self._batch_input_shape = (kwargs.get('batch_size'), *kwargs['input_shape'])
        self._initial_weights = kwargs.get('weights')

    def _init_state(self):
        state = self.__dict__
        for name in ('_trainable_weights', '_non_trainable_weights', '_layers'):
            if name not in state:
                state[name] = []
        state.update(
            _updates=[], _callable_losses=[], _losses=[], _metrics=[],
            _inbound_nodes=[], _outbound_nodes=[],
        )  # fmt: skip
        self._init_call_fn_args()

    def _init_set_name(self, name, zero_based=True):
        if name:
            self._name = name
        else:
            self._name = unique_object_name(snake_case(type(self).__name__), zero_based)

    # -- what it is ----------------------------------------------------------------------------

    name = property(lambda self: self._name)
    dtype = property(lambda self: self._dtype)
    dynamic = property(lambda self: False)

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._trainable = value
        for layer in flat_layers(self.__dict__.get('_layers', ())):
            layer.trainable = value

    @property
    def activity_regularizer(self):
        return self._activity_regularizer

    @activity_regularizer.setter
    def activity_regularizer(self, regularizer):
        self._activity_regularizer = regularizer

    @property
    def input_spec(self):
        return self._input_spec

    @input_spec.setter
    def input_spec(self, value):
        for spec in () if value is None or type(value) is InputSpec else _nest.flatten(value):
            if spec is not None and not isinstance(spec, InputSpec):
                raise TypeError(
                    'Layer input_spec must be an instance of InputSpec. Got: {}'.format(spec)
                )
        self.__dict__['_input_spec'] = value

    @property
    def submodules(self):
        found = []
        for layer in flat_layers(self._layers):
            found += [layer, *layer.submodules]
        return tuple(found)

    # -- attributes ----------------------------------------------------------------------------

    def __setattr__(self, name, value):
        if hasattr(type(self), name) or self._stays_plain or self.__dict__.get('_is_graph_network'):
            object.__setattr__(self, name, value)
            return
        if isinstance(value, (str, int, float, bool, type(None))) and name not in self.__dict__:
            object.__setattr__(self, name, value)
            return
        state = self.__dict__
        for held in ('_trainable_weights', '_non_trainable_weights', '_layers'):
            state.setdefault(held, [])
        if name in state and state[name] is not value and name[:1] != '_':
            untrack(self, state[name])
        if name not in _OWN_LISTS:
            track(self, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        value = self.__dict__.get(name)
        object.__delattr__(self, name)
        untrack(self, value)

    # -- weights -------------------------------------------------------------------------------

    def add_weight(
        self,
        name=None,
        shape=None,
        dtype=None,
        initializer=None,
        regularizer=None,
        trainable=None,
        constraint=None,
        partitioner=None,
        use_resource=None,
        synchronization=None,
        aggregation=None,
        **kwargs,
    ):
        """A new variable of this layer; glorot_uniform when no initializer is given."""
        for key in kwargs:
            if key not in ('getter', 'collections', 'experimental_autocast'):
                raise TypeError('Unknown keyword argument:', key)
        if partitioner is not None:
            raise NotImplementedError(
                'add_weight with a partitioner is not evaluated by this engine'
            )
        dtype = as_dtype(self.dtype or settings.floatx() if dtype is None else dtype)
        if self._dtype is None:
            self._dtype = dtype.base_dtype.name
        initializer = initializers.get(initializer)
        regularizer = regularizers.get(regularizer)
        trainable = True if trainable is None else trainable
        if initializer is None:
            if dtype.is_floating:
                initializer = initializers.glorot_uniform()
            elif dtype.is_integer or dtype.is_bool:
                initializer = initializers.zeros()
            else:
                raise ValueError(
                    'An initializer for variable %s of type %s is required for layer %s'
                    % (name, dtype.base_dtype, self.name)
                )
        variable = make_variable(
            name,
            shape=() if shape is None else shape,
            dtype=dtype,
            initializer=initializer,
            trainable=trainable,
            constraint=constraints.get(constraint),
            use_resource=use_resource,
            collections=kwargs.get('collections'),
        )
        track_variable(variable)
        if regularizer is not None:
            self._penalize(variable.name[: variable.name.find(':')], variable, regularizer)
        (self._trainable_weights if trainable else self._non_trainable_weights).append(variable)
        return variable

    def add_variable(self, *args, **kwargs):
        return self.add_weight(*args, **kwargs)

    # -- for subclasses ------------------------------------------------------------------------

    @default
    def build(self, input_shape):
        self.built = True

    def call(self, inputs, **kwargs):
        return inputs

    @default
    def compute_mask(self, inputs, mask=None):
        if not self.supports_masking:
            if any(item is not None for item in _nest.flatten(mask)):
                raise TypeError(
                    'Layer ' + self.name + ' does not support masking, but was passed an input_mask: '
                    + str(mask)
                )
            return None
        return mask

    def compute_output_shape(self, input_shape):
        raise NotImplementedError

    @default
    def get_config(self):
        arguments = inspect.getfullargspec(self.__init__).args
        config = {'name': self.name, 'trainable': self.trainable}
        if hasattr(self, '_batch_input_shape'):
            config['batch_input_shape'] = self._batch_input_shape
        config['dtype'] = self.dtype
        extra = [name for name in arguments if name not in (*config, 'dynamic')]
        if len(extra) > 1 and is_default(self.get_config):
            raise NotImplementedError(
                'Layers with arguments in `__init__` must override `get_config`.'
            )
        return config

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    # -- calling -------------------------------------------------------------------------------

    def _init_call_fn_args(self):
        self.__dict__.update(arguments_of(self.call))

    def apply(self, inputs, *args, **kwargs):
        return self(inputs, *args, **kwargs)

    def _name_scope(self):
        return self.name

    def _given(self, name, args, kwargs):
        """(whether the argument NAME of `call` was given, its value)"""
        if kwargs and name in kwargs:
            return True, kwargs[name]
        if not args:
            return False, None
        given = dict(zip(self._call_fn_args[1:], args))
        return name in given, given.get(name)

    def __call__(self, inputs, *args, **kwargs):
        flat = [inputs] if type(inputs) is Tensor else _nest.flatten(inputs)
        for item in flat:
            if type(item) is not Tensor and isinstance(item, _NUMBERS):
                inputs = _nest.map_structure(
                    lambda x: convert(x) if isinstance(x, _NUMBERS) else x, inputs
                )
                flat = _nest.flatten(inputs)
                break
        passed = []
        masks = self._input_masks(inputs, flat, args, kwargs)
        if self._expects_mask_arg and masks is not None and not self._given('mask', args, kwargs)[0]:
            kwargs['mask'] = masks
            passed.append('mask')
        is_given, training = self._given('training', args, kwargs) if args or kwargs else _NOT_GIVEN
        if is_given:
            if not self._expects_training_arg:
                kwargs.pop('training')
        else:
            training = call_context.training
            if self._expects_training_arg and training is not None:
                is_tensor = K.is_tensor(training)
                training = math.cast(training, 'bool') if is_tensor else bool(training)
                kwargs['training'] = training
                passed.append('training')
        if not call_context.in_call and needs_keras_history(flat):
            create_keras_history(inputs)
        before = call_context.enter(self, inputs, training)
        graph = get_default_graph()
        outer = graph._scope
        try:
            spec = self.input_spec
            if spec:
                assert_input_compatibility(spec, flat, self.name)
            enter_scope(graph, self._name_scope())
            if not self.built or self.__dict__.get('_initial_weights') is not None:
                self._maybe_build(inputs)
            outputs = self._called(inputs, args, kwargs)
            if have_all_keras_metadata(flat):
                for name in passed:
                    kwargs.pop(name)
                inputs, outputs = self._connect(inputs, outputs, args, kwargs)
            if self.activity_regularizer:
                self._penalize_activity(inputs, outputs)
            self._set_mask_metadata(inputs, outputs, masks)
            if hasattr(self, '_set_inputs') and not self.inputs:
                self._set_inputs(inputs, outputs)
        finally:
            leave_scope(graph, outer)
            call_context.leave(before)
        return outputs

    def _called(self, inputs, args, kwargs):
        try:
            outputs = self.call(inputs, *args, **kwargs)
        except OperatorNotAllowedInGraphError as error:
            raise control_flow_error(self, error) from None
        if outputs is None:
            raise ValueError(
                "A layer's `call` method should return a Tensor or a list of Tensors, not None (layer: "
                + self.name + ').'
            )
        return outputs

    def _maybe_build(self, inputs):
        if not self.built:
            flat = [inputs] if type(inputs) is Tensor else _nest.flatten(inputs)
            if flat and self._dtype is None and hasattr(flat[0], 'dtype'):
                self._dtype = flat[0].dtype.base_dtype.name
            shapes = None
            if type(inputs) is Tensor:
                shapes = inputs.shape
            elif all(hasattr(item, 'shape') for item in flat):
                shapes = _nest.map_structure(lambda item: item.shape, inputs)
            if not is_default(self.build):
                self.build(shapes)
            self.__dict__['built'] = True
        if self.__dict__.get('_initial_weights') is not None:
            self.set_weights(self._initial_weights)
            self._initial_weights = None

    def _penalize_activity(self, inputs, outputs):
        regularizer = self.activity_regularizer
        with scope('ActivityRegularizer'):
            for output in _nest.flatten(outputs):
                penalty = regularizer(output)
                count = math.cast(arrays.shape(output)[0], penalty.dtype)
                self.add_loss(penalty / count, inputs=inputs)

    # -- trainable or not ----------------------------------------------------------------------

    def _get_trainable_state(self):
        state = {id(self): (self, self.trainable)}
        for layer in flat_layers(self._layers):
            state.update(layer._get_trainable_state())
        return state

    def _set_trainable_state(self, state):
        if id(self) in state:
            self.trainable = state[id(self)][1]
        for layer in flat_layers(self._layers):
            layer._set_trainable_state(state)


_OWN_LISTS = frozenset(
    """
    _trainable_weights _non_trainable_weights _layers _updates _losses _callable_losses _metrics
    _inbound_nodes _outbound_nodes _initial_weights _batch_input_shape
    """.split()
)
