"""Sequential: one layer after the other. Of keras/engine/sequential.py."""

import copy

from .. import _nest, logging
from .base_layer import Layer
from .defaults import default
from .input_layer import Input, InputLayer, input_shape_and_dtype, source_inputs
from .model import Model
from .network import Network
from .tracking import flat_layers


class Sequential(Model):
    """With an input shape in its first layer it is a functional model; else its first data builds it."""

    _stays_plain = True

    def __init__(self, layers=None, name=None):
        super().__init__(name=name)
        self.supports_masking = True
        self._build_input_shape = None
        self._compute_output_and_mask_jointly = True
        if layers:
            for layer in layers if isinstance(layers, (list, tuple)) else [layers]:
                self.add(layer)

    @property
    def layers(self):
        layers = flat_layers(self._layers)
        return layers[1:] if layers and isinstance(layers[0], InputLayer) else layers

    def add(self, layer):
        if hasattr(layer, '_keras_history'):
            origin = layer._keras_history.layer
            layer = origin if isinstance(origin, InputLayer) else layer
        if not isinstance(layer, Layer):
            raise TypeError(
                'The added layer must be an instance of class Layer. Found: ' + str(layer)
            )
        self.built = False
        is_first = False
        if not self._layers:
            is_first = self._begin_with(layer)
        elif self.outputs:
            output = layer(self.outputs[0])
            if len(_nest.flatten(output)) != 1:
                raise TypeError(
                    'All layers in a Sequential model should have a single output tensor. For '
                    'multi-output layers, use the functional API.'
                )
            self.outputs = [output]
        if self.outputs:
            self.built = True
        if is_first or self._is_graph_network:
            self._init_graph_network(self.inputs, self.outputs, name=self.name)
        else:
            self._layers.append(layer)

    def _begin_with(self, layer):
        """Whether LAYER, the first one, says which shape its inputs have."""
        if not isinstance(layer, InputLayer):
            shape, dtype = input_shape_and_dtype(layer)
            if not shape:
                return False
            layer(Input(batch_shape=shape, dtype=dtype, name=layer.name + '_input'))
        outputs = _nest.flatten(layer._inbound_nodes[-1].output_tensors)
        if len(outputs) != 1:
            raise ValueError(
                'All layers in a Sequential model should have a single output tensor. For multi-output '
                'layers, use the functional API.'
            )
        self.outputs = [outputs[0]]
        self.inputs = source_inputs(outputs[0])
        return True

    def pop(self):
        if not self.layers:
            raise TypeError('There are no layers in the model.')
        self._layers.pop()
        if not self.layers:
            self.outputs = None
            self.inputs = None
            self.built = False
        elif self._is_graph_network:
            self.layers[-1]._outbound_nodes = []
            self.outputs = [self.layers[-1].output]
            self._init_graph_network(self.inputs, self.outputs, name=self.name)
            self.built = True

    @default
    def build(self, input_shape=None):
        if self._is_graph_network:
            self._init_graph_network(self.inputs, self.outputs, name=self.name)
        else:
            if input_shape is None:
                raise ValueError('You must provide an `input_shape` argument.')
            self._build_input_shape = tuple(input_shape)
            Network.build(self, self._build_input_shape)
        self.built = True

    def call(self, inputs, training=None, mask=None):
        if self._is_graph_network:
            if not self.built:
                self._init_graph_network(self.inputs, self.outputs, name=self.name)
            return super().call(inputs, training=training, mask=mask)
        outputs = inputs
        for layer in self.layers:
            kwargs = {}
            if 'mask' in layer._call_fn_args:
                kwargs['mask'] = mask
            if 'training' in layer._call_fn_args:
                kwargs['training'] = training
            outputs = layer(inputs, **kwargs)
            inputs = outputs
            mask = outputs._keras_mask
        return outputs

    def compute_output_shape(self, input_shape):
        shape = input_shape
        for layer in self.layers:
            shape = layer.compute_output_shape(shape)
        return shape

    def compute_mask(self, inputs, mask):
        return self.call(inputs, mask=mask)._keras_mask

    @property
    def input_spec(self):
        return self.layers[0].input_spec if self.layers else None

    def predict_proba(self, x, batch_size=32, verbose=0):
        predictions = self.predict(x, batch_size, verbose)
        if predictions.min() < 0.0 or predictions.max() > 1.0:
            logging.warning(
                'Network returning invalid probability values. The last layer might not normalize '
                'predictions into probabilities (like softmax or sigmoid would).'
            )
        return predictions

    def predict_classes(self, x, batch_size=32, verbose=0):
        scores = self.predict(x, batch_size=batch_size, verbose=verbose)
        if scores.shape[-1] > 1:
            return scores.argmax(axis=-1)
        return (scores > 0.5).astype('int32')

    def get_config(self):
        layers = [
            {'class_name': type(layer).__name__, 'config': layer.get_config()}
            for layer in self.layers
        ]
        is_fed = self._is_graph_network and isinstance(self._layers[0], InputLayer)
        if layers and is_fed and 'batch_input_shape' not in layers[0]['config']:
            layers[0]['config']['batch_input_shape'] = self._layers[0]._batch_input_shape
        config = {'name': self.name, 'layers': copy.deepcopy(layers)}
        if self._build_input_shape:
            config['build_input_shape'] = self._build_input_shape
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from .layers.named import deserialize

        given = config if isinstance(config, dict) else {'layers': config}
        model = cls(name=given.get('name'))
        for layer in given['layers']:
            model.add(deserialize(layer, custom_objects=custom_objects))
        if not model.inputs and given.get('build_input_shape'):
            model.build(given['build_input_shape'])
        return model


