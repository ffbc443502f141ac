"""Conv2DTranspose and Conv3DTranspose: what a convolution of these sizes would have made the inputs of.

Of keras/layers/convolutional.py.
"""

from ..._ops import activations as nn
from ..._ops import arrays, volumes
from ..._shapes import TensorShape
from .. import backend_convolutions as backend
from .convolutions import _Conv
from .options import letters_of, transposed_length, tuple_of


class _Transposed(_Conv):
    def _pad_outputs(self, output_padding):
        self.output_padding = output_padding
        if output_padding is None:
            return
        self.output_padding = tuple_of(output_padding, self._rank, 'output_padding')
        if any(more >= step for step, more in zip(self.strides, self.output_padding)):
            raise ValueError(
                'Stride ' + str(self.strides) + ' must be greater than output padding '
                + str(self.output_padding)
            )

    def build(self, input_shape):
        shape = TensorShape(input_shape)
        if len(shape) != self._rank + 2:
            self._refuse_rank(shape)
        width = self._channels(shape)
        self.kernel = self._weight('kernel', (*self.kernel_size, self.filters, width))
        self.bias = self._weight('bias', (self.filters,)) if self.use_bias else None
        self.built = True

    @property
    def _axes(self):
        first = 2 if self.data_format == 'channels_first' else 1
        return range(first, first + self._rank)

    def _sides(self, sides):
        extra = self.output_padding or (None,) * self._rank
        return [
            transposed_length(side, size, self.padding, more, step, rate)
            for side, size, more, step, rate in zip(
                sides, self.kernel_size, extra, self.strides, self.dilation_rate
            )
        ]

    def call(self, inputs):
        shape = arrays.shape(inputs)
        batch = shape[0]
        sides = self._sides([shape[axis] for axis in self._axes])
        is_first = self.data_format == 'channels_first'
        wanted = [batch, self.filters, *sides] if is_first else [batch, *sides, self.filters]
        outputs = self._undone(inputs, arrays.stack(wanted))
        outputs.set_shape(self.compute_output_shape(inputs.shape))
        if self.use_bias:
            outputs = nn.bias_add(
                outputs, self.bias, data_format=letters_of(self.data_format, 4)
            )
        return self._activated(outputs)

    def compute_output_shape(self, input_shape):
        shape = TensorShape(input_shape).as_list()
        for axis, side in zip(self._axes, self._sides([shape[axis] for axis in self._axes])):
            shape[axis] = side
        shape[1 if self.data_format == 'channels_first' else -1] = self.filters
        return TensorShape(shape)

    def get_config(self):
        return {**super().get_config(), 'output_padding': self.output_padding}


class Conv2DTranspose(_Transposed):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding='valid',
        output_padding=None,
        *options,
        **kwargs,
    ):
        super().__init__(filters, kernel_size, strides, padding, *options, **kwargs)
        self._pad_outputs(output_padding)

    def _refuse_rank(self, shape):
        raise ValueError('Inputs should have rank 4. Received input shape: ' + str(shape))

    def _undone(self, inputs, wanted):
        return backend.conv2d_transpose(
            inputs,
            self.kernel,
            wanted,
            strides=self.strides,
            padding=self.padding,
            data_format=self.data_format,
            dilation_rate=self.dilation_rate,
        )


class Conv3DTranspose(_Transposed):
    _rank = 3

    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1, 1),
        padding='valid',
        output_padding=None,
        data_format=None,
        *options,
        **kwargs,
    ):
        super().__init__(
            filters, kernel_size, strides, padding, data_format, 1, *options, **kwargs
        )
        self._pad_outputs(output_padding)

    def _refuse_rank(self, shape):
        raise ValueError('Inputs should have rank 5, received input shape:', str(shape))

    def _undone(self, inputs, wanted):
        is_first = self.data_format == 'channels_first'
        steps = (1, 1, *self.strides) if is_first else (1, *self.strides, 1)
        return volumes.conv3d_transpose(
            inputs,
            self.kernel,
            wanted,
            steps,
            padding=self.padding.upper(),
            data_format=letters_of(self.data_format, 5),
        )
