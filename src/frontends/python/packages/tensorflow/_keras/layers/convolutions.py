"""Conv1D, Conv2D, Conv3D and DepthwiseConv2D. Of keras/layers/convolutional.py."""

from ..._constant import constant
from ..._ops import activations as nn
from ..._ops import arrays, images, volumes, windows
from ..._shapes import TensorShape
from .. import activations, constraints, initializers, regularizers
from .. import backend_convolutions as backend
from ..base_layer import Layer
from ..input_spec import InputSpec
from .options import (
    WeightOptions,
    data_format_of,
    letters_of,
    output_length,
    padding_of,
    transposed_length,
    tuple_of,
)


class _Conv(WeightOptions, Layer):
    _named = ('kernel', 'bias')
    _rank = 2
    _may_be_causal = False

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding='valid',
        data_format=None,
        dilation_rate=1,
        activation=None,
        use_bias=True,
        kernel_initializer='glorot_uniform',
        bias_initializer='zeros',
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        self._init_conv(locals(), kwargs)

    def _init_conv(self, given, kwargs):
        """GIVEN: the arguments of the constructor by name."""
        super().__init__(
            trainable=given['trainable'],
            name=given['name'],
            activity_regularizer=self._regularizer(given['activity_regularizer']),
            **kwargs,
        )
        rank = self._rank
        self.rank = rank
        self.filters = given['filters']
        self.kernel_size = tuple_of(given['kernel_size'], rank, 'kernel_size')
        self.strides = tuple_of(given['strides'], rank, 'strides')
        self.padding = padding_of(given['padding'])
        if self.padding == 'causal' and not self._may_be_causal:
            raise ValueError(
                'Causal padding is only supported for `Conv1D`and ``SeparableConv1D`.'
            )
        self.data_format = data_format_of(given['data_format'])
        self.dilation_rate = tuple_of(given['dilation_rate'], rank, 'dilation_rate')
        self.activation = activations.get(given['activation'])
        self.use_bias = given['use_bias']
        self._keep_options(given)
        self.input_spec = InputSpec(ndim=rank + 2)

    def _channels(self, input_shape):
        """The width of the inputs, that every call must have from here on."""
        axis = 1 if self.data_format == 'channels_first' else -1
        width = input_shape[axis].value
        if width is None:
            raise ValueError('The channel dimension of the inputs should be defined. Found `None`.')
        self.input_spec = InputSpec(ndim=self._rank + 2, axes={axis: width})
        return width

    def _causal(self, inputs):
        if self.padding != 'causal':
            return inputs
        left = [self.dilation_rate[0] * (self.kernel_size[0] - 1), 0]
        is_last = self.data_format == 'channels_last'
        return arrays.pad(inputs, [[0, 0], left, [0, 0]] if is_last else [[0, 0], [0, 0], left])

    @property
    def _padding_of_op(self):
        return 'VALID' if self.padding == 'causal' else self.padding.upper()

    def _activated(self, outputs):
        return outputs if self.activation is None else self.activation(outputs)

    def build(self, input_shape):
        shape = TensorShape(input_shape)
        width = self._channels(shape)
        self.kernel = self._weight('kernel', (*self.kernel_size, width, self.filters))
        self.bias = self._weight('bias', (self.filters,)) if self.use_bias else None
        is_dilated = any(step != 1 for step in self.dilation_rate)
        if is_dilated and any(step != 1 for step in self.strides):
            raise ValueError('strides > 1 not supported in conjunction with dilation_rate > 1')
        constant(self.dilation_rate, dtype='int32', name='dilation_rate')
        if is_dilated:
            raise NotImplementedError(
                'A layer with a dilation_rate is not evaluated by this engine (it needs '
                'SpaceToBatchND); tf.nn.conv2d takes dilations'
            )
        self.built = True

    def _convolved(self, inputs):
        letters = letters_of(self.data_format, self._rank + 2)
        padding = self._padding_of_op
        if self._rank == 1:
            return images.conv1d(
                inputs, self.kernel, self.strides[0], padding, data_format=letters
            )
        is_first = self.data_format == 'channels_first'
        steps = [1, 1, *self.strides] if is_first else [1, *self.strides, 1]
        convolution = windows.conv2d if self._rank == 2 else volumes.conv3d
        return convolution(inputs, self.kernel, steps, padding, data_format=letters)

    def call(self, inputs):
        outputs = self._convolved(self._causal(inputs))
        if self.use_bias:
            is_last = self.data_format == 'channels_last'
            if self._rank == 1 and not is_last:
                outputs += arrays.reshape(self.bias, (1, self.filters, 1))
            else:
                outputs = nn.bias_add(
                    outputs, self.bias, data_format='NHWC' if is_last else 'NCHW'
                )
        return self._activated(outputs)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        is_last = self.data_format == 'channels_last'
        sides = [
            output_length(side, size, self.padding, step, rate)
            for side, size, step, rate in zip(
                shape[1:-1] if is_last else shape[2:],
                self.kernel_size,
                self.strides,
                self.dilation_rate,
            )
        ]
        if is_last:
            return TensorShape([shape[0], *sides, self.filters])
        return TensorShape([shape[0], self.filters, *sides])

    def get_config(self):
        own = {
            'filters': self.filters,
            'kernel_size': self.kernel_size,
            'strides': self.strides,
            'padding': self.padding,
            'data_format': self.data_format,
            'dilation_rate': self.dilation_rate,
            'activation': activations.serialize(self.activation),
            'use_bias': self.use_bias,
        }
        return {**super().get_config(), **own, **self._options_config()}


class Conv1D(_Conv):
    _rank = 1
    _may_be_causal = True

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding='valid',
        data_format='channels_last',
        *options,
        **kwargs,
    ):
        super().__init__(
            filters, kernel_size, strides, padding, data_format, *options, **kwargs
        )


class Conv2D(_Conv):
    pass


class Conv3D(_Conv):
    _rank = 3


class DepthwiseConv2D(Conv2D):
    """Each channel by a kernel of its own."""

    def __init__(
        self,
        kernel_size,
        strides=(1, 1),
        padding='valid',
        depth_multiplier=1,
        data_format=None,
        activation=None,
        use_bias=True,
        depthwise_initializer='glorot_uniform',
        bias_initializer='zeros',
        depthwise_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        depthwise_constraint=None,
        bias_constraint=None,
        **kwargs,
    ):
        super().__init__(
            None,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            activation=activation,
            use_bias=use_bias,
            bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = initializers.get(depthwise_initializer)
        self.depthwise_regularizer = regularizers.get(depthwise_regularizer)
        self.depthwise_constraint = constraints.get(depthwise_constraint)

    def build(self, input_shape):
        if len(input_shape) < 4:
            raise ValueError(
                'Inputs to `DepthwiseConv2D` should have rank 4. Received input shape:',
                str(input_shape),
            )
        axis = 1 if self.data_format == 'channels_first' else 3
        width = TensorShape(input_shape)[axis].value
        if width is None:
            raise ValueError(
                'The channel dimension of the inputs to `DepthwiseConv2D` should be defined. '
                'Found `None`.'
            )
        self.depthwise_kernel = self._weight(
            'depthwise_kernel', (*self.kernel_size, width, self.depth_multiplier)
        )
        wide = (width * self.depth_multiplier,)
        self.bias = self._weight('bias', wide) if self.use_bias else None
        self.input_spec = InputSpec(ndim=4, axes={axis: width})
        self.built = True

    def call(self, inputs):
        outputs = backend.depthwise_conv2d(
            inputs,
            self.depthwise_kernel,
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
            data_format=self.data_format,
        )
        if self.use_bias:
            letters = letters_of(self.data_format, 4)
            outputs = nn.bias_add(outputs, self.bias, data_format=letters)
        return self._activated(outputs)

    def compute_output_shape(self, input_shape):
        shape = super().compute_output_shape(input_shape).as_list()
        axis = 1 if self.data_format == 'channels_first' else 3
        shape[axis] = TensorShape(input_shape).as_list()[axis] * self.depth_multiplier
        return TensorShape(shape)

    def get_config(self):
        config = super().get_config()
        for kind, module in (
            ('initializer', initializers), ('regularizer', regularizers), ('constraint', constraints),
        ):  # fmt: skip
            del config['kernel_' + kind]
            name = 'depthwise_' + kind
            config[name] = module.serialize(getattr(self, name))
        del config['filters']
        return {**config, 'depth_multiplier': self.depth_multiplier}
