"""Network: layers as one layer - from its input tensors to its output tensors, or by `call` of a subclass.

Of keras/engine/network.py.
"""

import inspect

from .. import _nest, logging
from .._graph import get_default_graph
from .._ops.creation import placeholder
from .._shapes import TensorShape
from .._tensor import Tensor
from . import settings
from .added_layers import AddLoss, AddMetric
from .base_layer import Layer, validate_kwargs
from .defaults import default
from .graph_state import is_learning_phase
from .history import Node, create_keras_history
from .input_layer import static_batch_size
from .network_config import config_of_network, network_of_config
from .network_map import map_graph_network, node_key
from .summary_table import print_summary
from .tracking import flat_layers, weights_of


class Network(Layer):
    def __init__(self, *args, **kwargs):
        given = len(args) + ('inputs' in kwargs) + ('outputs' in kwargs)
        if given == 2:
            self._init_graph_network(*args, **kwargs)
        else:
            self._init_subclassed_network(**kwargs)

    def _base_init(self, name=None, **kwargs):
        validate_kwargs(kwargs, {'trainable', 'dtype', 'dynamic', 'autocast'})
        if kwargs.get('dynamic'):
            raise NotImplementedError(
                'A model with dynamic=True is not evaluated by this engine: it needs eager execution'
            )
        state = self.__dict__
        self._init_set_name(name)
        state['_layers'] = []
        state['_is_graph_network'] = state.get('_is_graph_network', False)
        self._activity_regularizer = None
        self._trainable = kwargs.get('trainable', True)
        self._is_compiled = False
        self._compute_output_and_mask_jointly = False
        self.supports_masking = False
        self._dtype = kwargs.get('dtype')
        if 'optimizer' not in state:
            self.optimizer = None
        self._init_state()
        self._graph = get_default_graph()

    def _init_graph_network(self, inputs, outputs, name=None, **kwargs):
        validate_kwargs(
            kwargs,
            {'trainable'},
            'Functional models may only specify `name` and `trainable` keyword arguments during '
            'initialization. Got an unexpected argument:',
        )
        self.__dict__['_is_graph_network'] = True
        if isinstance(inputs, list) and len(_nest.flatten(inputs)) == 1:
            inputs = inputs[0]
        if isinstance(outputs, list) and len(_nest.flatten(outputs)) == 1:
            outputs = outputs[0]
        self._nested_outputs = outputs
        self._nested_inputs = inputs
        self.inputs = _nest.flatten(inputs)
        self.outputs = _nest.flatten(outputs)
        if any(not hasattr(tensor, '_keras_history') for tensor in self.outputs):
            create_keras_history(self._nested_outputs)
        self._base_init(name=name, **kwargs)
        self._validate_graph_inputs_and_outputs()
        self.built = True
        self._compute_output_and_mask_jointly = True
        self._expects_training_arg = True
        self._expects_mask_arg = True
        self._output_coordinates = [tuple(tensor._keras_history) for tensor in self.outputs]
        self._output_layers = [layer for layer, _, _ in self._output_coordinates]
        self._input_coordinates = [tuple(tensor._keras_history) for tensor in self.inputs]
        self._input_layers = [layer for layer, _, _ in self._input_coordinates]
        self._network_nodes, self._nodes_by_depth, self._layers, _ = map_graph_network(
            self.inputs, self.outputs
        )
        Node(
            self,
            inbound_layers=[],
            node_indices=[],
            tensor_indices=[],
            input_tensors=self._nested_inputs,
            output_tensors=self._nested_outputs,
        )
        self.output_names = _unique_names([layer.name for layer in self._output_layers])
        self.input_names = [layer.name for layer in self._input_layers]
        fed = [layer for layer in self._input_layers if layer.is_placeholder]
        self._feed_input_names = [layer.name for layer in fed]
        self._feed_input_shapes = [layer._batch_input_shape for layer in fed]
        self._feed_inputs = [layer.input for layer in fed]

    def _init_subclassed_network(self, name=None, **kwargs):
        self.__dict__['_is_graph_network'] = False
        self._base_init(name=name, **kwargs)
        self.outputs = []
        self.inputs = []
        self.built = False

    def __setattr__(self, name, value):
        if '_is_graph_network' not in self.__dict__:
            held = _nest.flatten(value) if isinstance(value, (list, tuple, dict)) else [value]
            if held and all(isinstance(item, Layer) for item in held):
                raise RuntimeError(
                    'It looks like you are subclassing `Model` and you forgot to call '
                    '`super(YourClass, self).__init__()`. Always start with this line.'
                )
        super().__setattr__(name, value)
        from .metrics import Metric

        if isinstance(value, Metric):
            self._metrics.append(value)

    def _validate_graph_inputs_and_outputs(self):
        kind = type(self).__name__
        if len({id(tensor) for tensor in self.inputs}) != len(self.inputs):
            raise ValueError(
                'The list of inputs passed to the model is redundant. All inputs should only appear '
                'once. Found: ' + str(self.inputs)
            )
        for tensor in self.inputs:
            if not hasattr(tensor, '_keras_history'):
                raise ValueError(
                    'Input tensors to a ' + kind + ' must come from `tf.keras.Input`. Received: '
                    + str(tensor) + ' (missing previous layer metadata).'
                )
            layer = tensor._keras_history.layer
            if len(layer._inbound_nodes) > 1 or (
                layer._inbound_nodes and layer._inbound_nodes[0].inbound_layers
            ):
                logging.warning(
                    kind + ' inputs must come from `tf.keras.Input` (thus holding past layer metadata), '
                    'they cannot be the output of a previous non-Input layer. Here, a tensor specified '
                    'as input to "' + self.name + '" was not an Input tensor, it was generated by layer '
                    + layer.name + '.\nNote that input tensors are instantiated via `tensor = '
                    'tf.keras.Input(shape)`.\nThe tensor that caused the issue was: ' + tensor.name
                )
        sizes = [static_batch_size(tensor._keras_history.layer) for tensor in self.inputs]
        if len({size for size in sizes if size is not None}) > 1:
            raise ValueError(
                'The specified batch sizes of the Input Layers are incompatible. Found batch sizes: {}'
                .format(sizes)
            )
        for tensor in self.outputs:
            if not hasattr(tensor, '_keras_history'):
                raise ValueError(
                    'Output tensors to a ' + kind + ' must be the output of a TensorFlow `Layer` (thus '
                    'holding past layer metadata). Found: ' + str(tensor)
                )

    # -- layers and weights --------------------------------------------------------------------

    @property
    def layers(self):
        return flat_layers(self._layers)

    def get_layer(self, name=None, index=None):
        if index is not None:
            if len(self.layers) <= index:
                raise ValueError(
                    'Was asked to retrieve layer at index ' + str(index) + ' but model only has '
                    + str(len(self.layers)) + ' layers.'
                )
            return self.layers[index]
        if not name:
            raise ValueError('Provide either a layer name or layer index.')
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise ValueError('No such layer: ' + name)

    @property
    def stateful(self):
        return any(getattr(layer, 'stateful', False) for layer in self.layers)

    def reset_states(self):
        for layer in self.layers:
            if hasattr(layer, 'reset_states') and getattr(layer, 'stateful', False):
                layer.reset_states()

    @property
    def state_updates(self):
        updates = []
        for layer in self.layers:
            if getattr(layer, 'stateful', False):
                updates += layer.updates
        return updates

    def _assert_weights_created(self):
        if not self._is_graph_network and 'build' in type(self).__dict__ and not self.built:
            raise ValueError(
                'Weights for model %s have not yet been created. Weights are created when the Model is '
                'first called on inputs or `build()` is called with an `input_shape`.' % self.name
            )

    @property
    def weights(self):
        self._assert_weights_created()
        own = self._trainable_weights + self._non_trainable_weights
        return [weight for held in self._layers for weight in weights_of(held)] + own

    @property
    def trainable_weights(self):
        self._assert_weights_created()
        if not self.trainable:
            return []
        return self._gathered('trainable_weights') + self._trainable_weights

    @property
    def non_trainable_weights(self):
        self._assert_weights_created()
        others = self._gathered('non_trainable_weights')
        if self.trainable:
            return others + self._non_trainable_weights
        trained = self._gathered('trainable_weights') + self._trainable_weights
        return trained + others + self._non_trainable_weights

    @property
    def input_spec(self):
        if not self._is_graph_network:
            return None
        specs = []
        for layer in self._input_layers:
            specs += [None] if layer.input_spec is None else layer.input_spec
        return specs[0] if len(specs) == 1 else specs

    def count_params(self):
        if not self.built and self._is_graph_network:
            self._maybe_build(self.inputs)
        return super().count_params()

    # -- building and calling ------------------------------------------------------------------

    @default
    def build(self, input_shape):
        if self._is_graph_network:
            self.built = True
            return
        if input_shape is None:
            raise ValueError('Input shape must be defined when calling build on a model subclass network.')
        if not isinstance(input_shape, (tuple, list, TensorShape)):
            raise ValueError(
                'Specified input shape is not one of the valid types. Please specify a batch input shape '
                'of type tuple or list of input shapes. User provided input type: {}'.format(
                    type(input_shape)
                )
            )
        if input_shape and not self.inputs:
            if isinstance(input_shape, list):
                x = [placeholder(settings.floatx(), shape=shape) for shape in input_shape]
            else:
                x = placeholder(settings.floatx(), shape=input_shape)
            self.call(x, **self._build_arguments())
        self.built = True

    def _build_arguments(self):
        spec = inspect.getfullargspec(self.call)
        needed = spec.args
        if len(needed) < 2:
            raise ValueError(
                'You can only call `build` on a model if its `call` method accepts an `inputs` argument.'
            )
        needed = needed[2 : len(needed) - len(spec.defaults or ())]
        if any(name != 'training' for name in needed):
            raise ValueError(
                'Currently, you cannot build your model if it has positional or keyword arguments that '
                'are not inputs to the model, but are required for its `call` method. Instead, in order '
                'to instantiate and build your model, `call` your model on real tensor data with all '
                'expected call arguments.'
            )
        return dict.fromkeys(needed, False)

    def call(self, inputs, training=None, mask=None):
        if not self._is_graph_network:
            raise NotImplementedError(
                'When subclassing the `Model` class, you should implement a `call` method.'
            )
        return self._run_internal_graph(inputs, training=training, mask=mask)

    def compute_mask(self, inputs, mask):
        if not self._is_graph_network:
            return None
        outputs = self._run_internal_graph(inputs, mask=mask)
        return _nest.map_structure(lambda tensor: tensor._keras_mask, outputs)

    def _input_masks(self, inputs, flat, args, kwargs):
        is_given, mask = self._given('mask', args, kwargs)
        if is_given:
            return mask
        return super()._input_masks(inputs, flat, args, kwargs) if self._is_graph_network else None

    def _run_internal_graph(self, inputs, training=None, mask=None):
        """Calls every layer again, from INPUTS to the outputs."""
        inputs = _nest.flatten(inputs)
        masks = [None] * len(inputs) if mask is None else _nest.flatten(mask)
        for tensor, mask in zip(inputs, masks):
            tensor._keras_mask = mask
        values = {id(own): given for own, given in zip(self.inputs, inputs)}
        for depth in sorted(self._nodes_by_depth, reverse=True)[1:]:
            for node in self._nodes_by_depth[depth]:
                if not all(id(item) in values for item in _nest.flatten(node.input_tensors)):
                    continue
                given = _nest.map_structure(lambda item: values[id(item)], node.input_tensors)
                kwargs = dict(node.arguments or {})
                if 'training' in node.outbound_layer._call_fn_args:
                    if is_learning_phase(kwargs.setdefault('training', training)):
                        kwargs['training'] = training
                kwargs = _nest.map_structure(
                    lambda item: values[id(item)]
                    if isinstance(item, Tensor) and hasattr(item, '_keras_history')
                    else item,
                    kwargs,
                )
                made = node.outbound_layer(given, **kwargs)
                for own, new in zip(_nest.flatten(node.output_tensors), _nest.flatten(made)):
                    values[id(own)] = new
        return _nest.pack_sequence_as(
            self._nested_outputs, [values[id(tensor)] for tensor in self.outputs]
        )

    def compute_output_shape(self, input_shape):
        if not self._is_graph_network:
            return super().compute_output_shape(input_shape)
        shapes = [TensorShape(tensor.shape) for tensor in self.outputs]
        return _nest.pack_sequence_as(self._nested_outputs, shapes)

    # -- losses and metrics that are tensors of the model ----------------------------------------

    def _insert_layers(self, layers, nodes):
        """Adds LAYERS and their NODES, which are computed after all that is there."""
        known = {node for group in self._nodes_by_depth.values() for node in group}
        depths = {n: d for d, group in self._nodes_by_depth.items() for n in group}
        for node in nodes:
            if node in known:
                continue
            before = [depths[item] for item in node.dependencies() if item in depths]
            depth = min([0, *before]) - 1
            depths[node] = depth
            self._nodes_by_depth[depth].append(node)
            index = node.outbound_layer._inbound_nodes.index(node)
            self._network_nodes.add(node_key(node.outbound_layer.name, index))
        for layer in layers:
            if layer not in self._layers:
                self._layers.append(layer)

    def _insert_after(self, tensor, layer):
        create_keras_history(tensor)
        _, by_depth, layers, _ = map_graph_network(self.inputs, [tensor])
        layer(tensor)
        nodes = [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]]
        self._insert_layers([*layers, layer], [*nodes, *layer._inbound_nodes])

    def _graph_network_add_loss(self, loss):
        self._insert_after(loss, AddLoss(unconditional=False))

    def _graph_network_add_metric(self, value, aggregation, name):
        self._insert_after(value, AddMetric(aggregation, name))

    # -- configuration -------------------------------------------------------------------------

    def get_config(self):
        if not self._is_graph_network:
            raise NotImplementedError
        return config_of_network(self)

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return network_of_config(cls, config, custom_objects)

    def summary(self, line_length=None, positions=None, print_fn=None):
        if not self.built:
            raise ValueError(
                'This model has not yet been built. Build the model first by calling `build()` or '
                'calling `fit()` with some data, or specify an `input_shape` argument in the first '
                'layer(s) for automatic build.'
            )
        print_summary(self, line_length, positions, print_fn)


def _unique_names(names):
    """NAMES, those that come again with a number behind them."""
    found = []
    counts = {}
    for name in names:
        proposal = name
        while proposal in found:
            count = counts.get(name, 1)
            proposal = '{}_{}'.format(name, count)
            counts[name] = count + 1
        found.append(proposal)
    return found
