"""SeparableConv1D and SeparableConv2D: each channel by itself, then all of them at each place."""

from ..._ops import activations as nn
from ..._ops import arrays, images
from ..._shapes import TensorShape
from .convolutions import _Conv
from .options import letters_of


class _Separable(_Conv):
    _named = ('depthwise', 'pointwise', 'bias')

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding='valid',
        data_format=None,
        dilation_rate=1,
        depth_multiplier=1,
        activation=None,
        use_bias=True,
        depthwise_initializer='glorot_uniform',
        pointwise_initializer='glorot_uniform',
        bias_initializer='zeros',
        depthwise_regularizer=None,
        pointwise_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        depthwise_constraint=None,
        pointwise_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        self._init_conv(locals(), kwargs)
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        width = self._channels(TensorShape(input_shape))
        count = self.depth_multiplier
        self.depthwise_kernel = self._weight(
            'depthwise_kernel', (*self.kernel_size, width, count)
        )
        self.pointwise_kernel = self._weight(
            'pointwise_kernel', (*[1] * self._rank, count * width, self.filters)
        )
        self.bias = self._weight('bias', (self.filters,)) if self.use_bias else None
        self.built = True

    def _separated(self, inputs, depthwise, pointwise, strides, rate):
        letters = letters_of(self.data_format, 4)
        outputs = images.separable_conv2d(
            inputs,
            depthwise,
            pointwise,
            strides=(1, *strides, 1) if letters == 'NHWC' else (1, 1, *strides),
            padding=self._padding_of_op,
            rate=rate,
            data_format=letters,
        )
        if self.use_bias:
            outputs = nn.bias_add(outputs, self.bias, data_format=letters)
        return outputs

    def get_config(self):
        return {**super().get_config(), 'depth_multiplier': self.depth_multiplier}


class SeparableConv1D(_Separable):
    _rank = 1
    _may_be_causal = True

    def call(self, inputs):
        inputs = self._causal(inputs)
        axis = 1 if self.data_format == 'channels_last' else 2
        inputs = arrays.expand_dims(inputs, axis)
        outputs = self._separated(
            inputs,
            arrays.expand_dims(self.depthwise_kernel, 0),
            arrays.expand_dims(self.pointwise_kernel, 0),
            self.strides * 2,
            (1, *self.dilation_rate),
        )
        return self._activated(arrays.squeeze(outputs, [axis]))


class SeparableConv2D(_Separable):
    def call(self, inputs):
        outputs = self._separated(
            inputs, self.depthwise_kernel, self.pointwise_kernel, self.strides, self.dilation_rate
        )
        return self._activated(outputs)
