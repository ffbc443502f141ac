"""What a model does with the data it is given: builds itself from the first, feeds the rest.

Of keras/engine/training.py (_standardize_user_data, _set_inputs).
"""

import numpy as np

from .. import _nest
from .._dtypes import as_dtype
from .._shapes import TensorShape
from . import backend_values as K
from . import settings
from .endpoints import prepare_sample_weight_modes
from .graph_state import learning_phase
from .input_layer import static_batch_size
from .network import Network
from .tracking import flat_layers
from .training_data import (
    check_array_lengths,
    check_loss_and_target_compatibility,
    check_steps_argument,
    standardize_input_data,
    standardize_weights,
    standardize_weights_by_output,
    unpack_validation_data,
)


class ModelData(Network):
    """The part of Model between the program's arrays and the placeholders."""

    # -- what is fed ---------------------------------------------------------------------------

    @property
    def _feed_endpoints(self):
        return [endpoint for endpoint in self._training_endpoints if endpoint.has_feedable_target()]

    @property
    def _feed_targets(self):
        return [endpoint.target for endpoint in self._feed_endpoints]

    def _validate_or_infer_batch_size(self, batch_size, steps, x):
        layers = flat_layers(self._layers)
        static = static_batch_size(layers[0]) if layers else None
        if static is not None:
            if batch_size is not None and batch_size != static:
                raise ValueError(
                    'The `batch_size` argument value {} is incompatible with the specified batch size '
                    'of your Input Layer: {}'.format(batch_size, static)
                )
            if steps is None:
                batch_size = static
        return 32 if batch_size is None and steps is None else batch_size

    def _prepare_validation_data(self, data, batch_size, steps):
        x, y, weights = unpack_validation_data(data)
        return self._standardize_user_data(
            x,
            y,
            sample_weight=weights,
            batch_size=batch_size,
            steps=steps,
            steps_name='validation_steps',
        )

    def _standardize_user_data(
        self,
        x,
        y=None,
        sample_weight=None,
        class_weight=None,
        batch_size=None,
        check_steps=False,
        steps_name='steps',
        steps=None,
    ):
        """(inputs, targets, weights) as lists in the order of the placeholders."""
        if check_steps:
            check_steps_argument(x, steps, steps_name)
        all_inputs = []
        is_dict = isinstance(self.inputs, dict)
        if not self.inputs:
            all_inputs, is_dict = self._build_model_with_inputs(x)
        if not self._is_compiled and self.optimizer:
            self._compile_from_inputs(all_inputs, y, x)
        shapes = self._feed_input_shapes if self._is_graph_network else None
        x = standardize_input_data(
            x, self._feed_input_names, shapes, check_batch_axis=False, exception_prefix='input'
        )
        if y is None:
            return x, [], None
        prepare_sample_weight_modes(self._training_endpoints, self.sample_weight_mode)
        names = [endpoint.output_name for endpoint in self._feed_endpoints]
        modes = [endpoint.sample_weight_mode for endpoint in self._training_endpoints]
        y = standardize_input_data(
            y, names, shapes=None, check_batch_axis=False, exception_prefix='target'
        )
        weights = standardize_weights_by_output(sample_weight, names, 'sample_weight')
        by_class = standardize_weights_by_output(class_weight, names, 'class_weight')
        weights = [
            standardize_weights(target, weight, of_class, mode)
            for target, weight, of_class, mode in zip(y, weights, by_class, modes)
        ]
        check_array_lengths(x, y, weights)
        if self._is_graph_network:
            check_loss_and_target_compatibility(
                y,
                [endpoint.loss_fn for endpoint in self._feed_endpoints],
                [endpoint.feed_output_shape() for endpoint in self._feed_endpoints],
            )
        if all(mode is None for mode in modes) and all(weight is None for weight in weights):
            weights = None
        if self.stateful and batch_size and x[0].shape[0] % batch_size != 0:
            raise ValueError(
                'In a stateful network, you should only pass inputs with a number of samples that can be '
                'divided by the batch size. Found: ' + str(x[0].shape[0]) + ' samples'
            )
        return (dict(zip(self._feed_input_names, x)) if is_dict else x), y, weights

    def _feed_values(self, inputs, targets, weights, is_training):
        values = [*_nest.flatten(inputs), *(targets or []), *(weights or [])]
        if is_training and not isinstance(learning_phase(), int):
            values.append(True)
        return values

    # -- building from the first data ------------------------------------------------------------

    def _build_model_with_inputs(self, inputs):
        _check_types(inputs, inputs)
        if isinstance(inputs, dict):
            given = [inputs[key] for key in sorted(inputs)]
        else:
            given = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
        self._set_inputs(inputs)
        return given, isinstance(inputs, dict)

    def _compile_from_inputs(self, all_inputs, target, x):
        if target is not None:
            _check_types(target, target, allow_dict=False, field_name='target')
            all_inputs += list(target) if isinstance(target, (list, tuple)) else [target]
        kinds = {K.is_tensor(item) for item in all_inputs}
        if len(kinds) > 1:
            raise ValueError(
                'Do not pass inputs that mix Numpy arrays and TensorFlow tensors. You passed: x='
                + str(x) + '; y=' + str(target)
            )
        targets = target if isinstance(target, (list, tuple)) else [target]
        tensors = None if target is None else [item for item in targets if K.is_tensor(item)]
        self.compile(
            optimizer=self.optimizer,
            loss=self.loss,
            metrics=self._compile_metrics,
            weighted_metrics=self._compile_weighted_metrics,
            loss_weights=self.loss_weights,
            target_tensors=tensors,
            sample_weight_mode=self.sample_weight_mode,
        )

    def _set_inputs(self, inputs, outputs=None, training=None):
        """The tensors that the model is fed with, like INPUTS, and what it makes of them."""
        inputs = self._set_input_attrs(inputs)
        if outputs is None:
            kwargs = {}
            if self._expects_training_arg:
                kwargs['training'] = learning_phase() if training is None else training
            outputs = self(inputs, **kwargs)
        self._set_output_attrs(outputs)

    def _set_input_attrs(self, inputs):
        if self.inputs:
            raise ValueError('Model inputs are already set.')
        state = self.__dict__
        if type(self).__name__ == 'Sequential' and not self.built:
            shape = inputs.as_list() if isinstance(inputs, TensorShape) else inputs.shape
            shape = shape.as_list() if isinstance(shape, TensorShape) else shape
            state['_build_input_shape'] = (None, *shape[1:])
        if isinstance(inputs, dict):
            names = sorted(inputs)
            flat = [inputs[name] for name in names]
        else:
            flat = _nest.flatten(inputs)
            names = ['input_%d' % (i + 1) for i in range(len(flat))]
        symbols = [_symbol(value, name) for value, name in zip(flat, names)]
        state['inputs'] = dict(zip(names, symbols)) if isinstance(inputs, dict) else symbols
        state['input_names'] = names
        fed = [(name, item) for name, item in zip(names, symbols) if K.is_placeholder(item)]
        state['_feed_input_names'] = [name for name, _ in fed]
        state['_feed_inputs'] = [item for _, item in fed]
        state['_feed_input_shapes'] = [K.int_shape(item) for _, item in fed]
        if isinstance(inputs, dict):
            return state['inputs']
        return symbols if isinstance(inputs, (list, tuple)) else symbols[0]

    def _set_output_attrs(self, outputs):
        outputs = _nest.flatten(outputs)
        state = self.__dict__
        state['outputs'] = outputs
        state['output_names'] = ['output_%d' % (i + 1) for i in range(len(outputs))]
        state['built'] = True


def _symbol(value, name):
    """A placeholder for arrays like VALUE; a tensor itself."""
    if isinstance(value, (list, float, int)):
        value = np.asarray(value)
        value = np.expand_dims(value, 1) if value.ndim == 1 else value
    if not isinstance(value, np.ndarray):
        return value
    shape = (None, *value.shape[1:])
    dtype = as_dtype(value.dtype)
    return K.placeholder(
        shape=(None, 1) if shape == (None,) else shape,
        name=name,
        dtype=settings.floatx() if dtype.is_floating else dtype,
    )


def _check_types(value, original, allow_dict=True, field_name='inputs'):
    if isinstance(value, dict):
        if not allow_dict:
            raise ValueError('You cannot pass a dictionary as model {}.'.format(field_name))
        return
    parts = value if isinstance(value, (list, tuple)) else [value]
    if not all(isinstance(part, np.ndarray) or K.is_tensor(part) for part in parts):
        raise ValueError(
            'Please provide as model inputs either a single array or a list of arrays. You passed: '
            '{}={}'.format(field_name, original)
        )
