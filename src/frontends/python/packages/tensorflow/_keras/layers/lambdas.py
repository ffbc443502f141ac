"""Lambda: a function as a layer. Of keras/layers/core.py."""

import inspect

from ... import _nest
from ..._shapes import TensorShape
from ..base_layer import Layer


class Lambda(Layer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        self.function = function
        self.arguments = arguments if arguments else {}
        if mask is not None:
            self.supports_masking = True
        self.mask = mask
        self._output_shape = output_shape
        names = inspect.getfullargspec(function).args
        self._fn_expects_training_arg = 'training' in names
        self._fn_expects_mask_arg = 'mask' in names

    def call(self, inputs, mask=None, training=None):
        arguments = dict(self.arguments)
        if self._fn_expects_mask_arg:
            arguments['mask'] = mask
        if self._fn_expects_training_arg:
            arguments['training'] = training
        return self.function(inputs, **arguments)

    def compute_mask(self, inputs, mask=None):
        return self.mask(inputs, mask) if callable(self.mask) else self.mask

    def compute_output_shape(self, input_shape):
        if self._output_shape is None:
            raise NotImplementedError(
                "We could not automatically infer the shape of the Lambda's output. Please specify "
                '`output_shape` for this Lambda.'
            )
        if callable(self._output_shape):
            return TensorShape(self._output_shape(input_shape))
        shapes = _nest.flatten(input_shape)
        batch = TensorShape(shapes[0] if isinstance(shapes[0], TensorShape) else input_shape)[0]
        return TensorShape([batch, *TensorShape(self._output_shape).as_list()])

    def get_config(self):
        raise NotImplementedError(
            'The config of a Lambda layer is not evaluated by this engine: it would hold the compiled '
            'code of its function'
        )
