"""LSTM cells over lines, images and volumes: the gates are convolutions (Shi et al. 2015;
contrib/rnn/python/ops/rnn_cell.py)."""

from .._initializers import Constant
from .._ops import arrays, images, math, windows
from .._ops.volumes import conv3d
from .._shapes import TensorShape
from .._variable_scope import get_variable
from .base import RNNCell
from .cells import LSTMStateTuple


def _convolved(args, kernel_shape, features, has_bias):
    """The convolution of ARGS, joined by their channels, with variables of the current scope."""
    shapes = [arg.shape.as_list() for arg in args]
    rank = len(shapes[0])
    for shape in shapes:
        if len(shape) not in (3, 4, 5):
            raise ValueError('Conv Linear expects 3D, 4D or 5D arguments: %s' % shapes)
        if len(shape) != rank:
            raise ValueError('Conv Linear expects all args to be of same Dimension: %s' % shapes)
    channels = sum([shape[-1] for shape in shapes])
    dtype = args[0].dtype
    convolve = {3: images.conv1d, 4: windows.conv2d, 5: conv3d}[rank]
    strides = 1 if rank == 3 else rank * [1]
    kernel = get_variable('kernel', kernel_shape + [channels, features], dtype=dtype)
    joined = arrays.concat(axis=rank - 1, values=args)
    result = convolve(joined, kernel, strides, padding='SAME')
    if not has_bias:
        return result
    bias = get_variable(
        'biases', [features], dtype=dtype, initializer=Constant(0.0, dtype=dtype)
    )
    return result + bias


class ConvLSTMCell(RNNCell):
    """Inputs and states [batch, …INPUT_SHAPE without channels, channels]."""

    def __init__(
        self,
        conv_ndims,
        input_shape,
        output_channels,
        kernel_shape,
        use_bias=True,
        skip_connection=False,
        forget_bias=1.0,
        initializers=None,
        name='conv_lstm_cell',
    ):
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(
                'Invalid input_shape {} for conv_ndims={}.'.format(input_shape, conv_ndims)
            )
        self._conv_ndims = conv_ndims
        self._output_channels = output_channels
        self._kernel_shape = list(kernel_shape)
        self._use_bias = use_bias
        self._forget_bias = forget_bias
        self._skip_connection = skip_connection
        state = TensorShape(input_shape[:-1] + [output_channels])
        self._state_size = LSTMStateTuple(state, state)
        outputs = output_channels + (input_shape[-1] if skip_connection else 0)
        self._output_size = TensorShape(input_shape[:-1] + [outputs])

    state_size = property(lambda self: self._state_size)
    output_size = property(lambda self: self._output_size)

    def call(self, inputs, state, scope=None):
        cell, hidden = state
        gates = _convolved(
            [inputs, hidden], self._kernel_shape, 4 * self._output_channels, self._use_bias
        )
        i, j, f, o = arrays.split(
            value=gates, num_or_size_splits=4, axis=self._conv_ndims + 1
        )
        new_cell = math.sigmoid(f + self._forget_bias) * cell
        new_cell += math.sigmoid(i) * math.tanh(j)
        output = math.tanh(new_cell) * math.sigmoid(o)
        if self._skip_connection:
            output = arrays.concat([output, inputs], axis=-1)
        return output, LSTMStateTuple(new_cell, output)


class Conv1DLSTMCell(ConvLSTMCell):
    def __init__(self, name='conv_1d_lstm_cell', **options):
        super().__init__(conv_ndims=1, name=name, **options)


class Conv2DLSTMCell(ConvLSTMCell):
    def __init__(self, name='conv_2d_lstm_cell', **options):
        super().__init__(conv_ndims=2, name=name, **options)


class Conv3DLSTMCell(ConvLSTMCell):
    def __init__(self, name='conv_3d_lstm_cell', **options):
        super().__init__(conv_ndims=3, name=name, **options)
