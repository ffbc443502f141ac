"""tf.layers over images: convolutions and pools, with the variables and nodes of TensorFlow's layers."""

from . import _initializers
from ._collections import add_to_collection, get_collection
from ._constant import constant
from ._convert import convert
from ._graph import GraphKeys
from ._layer_scope import LayerScope, check_rank, data_format_of, layer_name, padding_of, pair_of
from ._name_scope import name_scope
from ._ops import activations, arrays, windows
from ._variable_scope import get_variable
from ._variable_store import apart


def _channels(inputs, data_format):
    channels = inputs.shape[1 if data_format == 'NCHW' else 3].value
    if channels is None:
        raise ValueError('The channel dimension of the inputs should be defined. Found `None`.')
    return channels


def _refuse_activity(regularizer, layer):
    if regularizer is not None:
        raise NotImplementedError(
            'tf.layers.%s with an activity_regularizer is not evaluated by this engine' % layer
        )


class Kernels:
    """How a layer makes its kernel and its bias."""

    def __init__(
        self,
        kernel_initializer=None,
        bias_initializer=None,
        kernel_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        names=('kernel', 'bias'),
        collections=None,
    ):
        self._kernel = (kernel_initializer, kernel_regularizer, kernel_constraint)
        self._bias = (bias_initializer, bias_regularizer, bias_constraint)
        self._trainable = trainable
        self._names = names
        self._collections = collections

    def _make(self, name, keras_name, options, shape, dtype):
        initializer, regularizer, constraint = options
        is_renamed = name != keras_name
        before = len(get_collection(GraphKeys.GLOBAL_VARIABLES))
        variable = get_variable(
            name,
            shape,
            dtype,
            initializer,
            None if is_renamed else apart(regularizer),
            self._trainable,
            collections=self._collections,
            constraint=constraint,
        )
        is_new = len(get_collection(GraphKeys.GLOBAL_VARIABLES)) > before
        if is_renamed and regularizer and is_new:
            # The penalty keeps the name that the variable has in tf.layers.
            with name_scope(keras_name + '/Regularizer'):
                loss = regularizer(variable)
            if loss is not None:
                add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)
        return variable

    def kernel(self, shape, dtype):
        return self._make(self._names[0], 'kernel', self._kernel, shape, dtype)

    def bias(self, shape, dtype):
        return self._make(self._names[1], 'bias', self._bias, shape, dtype)


def convolve(inputs, filters, sizes, strides, padding, data_format, rate, use_bias, kernels):
    """(outputs, kernel, bias) of a convolution in the scope that is open; bias may be None."""
    channels = _channels(inputs, data_format)
    dtype = inputs.dtype.base_dtype
    kernel = kernels.kernel([*sizes, channels, filters], dtype)
    bias = kernels.bias([filters], dtype) if use_bias else None
    if any(step > 1 for step in strides) and any(step > 1 for step in rate):
        raise ValueError('strides > 1 not supported in conjunction with dilation_rate > 1')
    constant(rate, dtype='int32', name='dilation_rate')
    if any(step != 1 for step in rate):
        raise NotImplementedError(
            'A layer with a dilation_rate is not evaluated by this engine (it needs SpaceToBatchND); '
            'tf.nn.conv2d takes dilations'
        )
    steps = [1, 1, *strides] if data_format == 'NCHW' else [1, *strides, 1]
    outputs = windows.conv2d(inputs, kernel, steps, padding.upper(), data_format=data_format)
    if bias is not None:
        outputs = activations.bias_add(outputs, bias, data_format=data_format)
    return outputs, kernel, bias


def conv2d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding='valid',
    data_format='channels_last',
    dilation_rate=(1, 1),
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=_initializers.Zeros(),
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """activation(inputs convolved with kernel + bias)"""
    _refuse_activity(activity_regularizer, 'conv2d')
    sizes = pair_of(kernel_size, 'kernel_size')
    strides = pair_of(strides, 'strides')
    padding = padding_of(padding)
    if padding == 'causal':
        raise ValueError(
            'Causal padding is only supported for `Conv1D`and ``SeparableConv1D`.'
        )
    data_format = data_format_of(data_format)
    rate = pair_of(dilation_rate, 'dilation_rate')
    inputs = convert(inputs)
    kernels = Kernels(
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
    )
    full_name = layer_name(name, 'conv2d')
    with LayerScope(name, 'conv2d', reuse):
        check_rank(inputs, 4, full_name)
        outputs, _, _ = convolve(
            inputs, int(filters), sizes, strides, padding, data_format, rate, use_bias, kernels
        )
        return outputs if activation is None else activation(outputs)


def _length(length, size, padding, stride):
    """Rows or columns that a transposed convolution gives, of a number or of a scalar tensor."""
    if length is None:
        return None
    length = length * stride
    return length + max(size - stride, 0) if padding == 'valid' else length


def deconvolve(inputs, filters, sizes, strides, padding, data_format, use_bias, kernels):
    """(outputs, kernel, bias) of a transposed convolution in the scope that is open."""
    is_last = data_format == 'NHWC'
    dtype = inputs.dtype.base_dtype
    kernel = kernels.kernel([*sizes, filters, _channels(inputs, data_format)], dtype)
    bias = kernels.bias([filters], dtype) if use_bias else None
    shape = arrays.shape(inputs)
    batch = shape[0]
    axes = (1, 2) if is_last else (2, 3)
    lengths = [shape[axis] for axis in axes]
    sides = [
        _length(length, size, padding, stride)
        for length, size, stride in zip(lengths, sizes, strides)
    ]
    wanted = arrays.stack([batch, *sides, filters] if is_last else [batch, filters, *sides])
    # Keras asks for the first entry to see whether it is None.
    wanted[0]
    steps = [1, *strides, 1] if is_last else [1, 1, *strides]
    outputs = windows.conv2d_transpose(
        inputs, kernel, wanted, steps, padding.upper(), data_format
    )
    known = [
        _length(inputs.shape[axis].value, size, padding, stride)
        for axis, size, stride in zip(axes, sizes, strides)
    ]
    count = inputs.shape[0].value
    outputs.set_shape([count, *known, filters] if is_last else [count, filters, *known])
    if bias is not None:
        outputs = activations.bias_add(outputs, bias, data_format=data_format)
    return outputs, kernel, bias


def conv2d_transpose(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding='valid',
    data_format='channels_last',
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=_initializers.Zeros(),
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """What a convolution of these sizes would have made INPUTS of: larger by the strides."""
    _refuse_activity(activity_regularizer, 'conv2d_transpose')
    filters = int(filters)
    sizes = pair_of(kernel_size, 'kernel_size')
    strides = pair_of(strides, 'strides')
    padding = padding_of(padding)
    data_format = data_format_of(data_format)
    inputs = convert(inputs)
    kernels = Kernels(
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
    )
    full_name = layer_name(name, 'conv2d_transpose')
    with LayerScope(name, 'conv2d_transpose', reuse):
        check_rank(inputs, 4, full_name)
        outputs, _, _ = deconvolve(
            inputs, filters, sizes, strides, padding, data_format, use_bias, kernels
        )
        return outputs if activation is None else activation(outputs)


def pool(function, inputs, sizes, strides, padding, data_format):
    """The node of a pool, in the scope that is open."""
    if data_format == 'NHWC':
        sizes, strides = [1, *sizes, 1], [1, *strides, 1]
    else:
        sizes, strides = [1, 1, *sizes], [1, 1, *strides]
    return function(inputs, sizes, strides, padding.upper(), data_format=data_format)


def _pooling(base_name, function):
    def layer(
        inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None
    ):
        strides = pool_size if strides is None else strides
        sizes = pair_of(pool_size, 'pool_size')
        steps = pair_of(strides, 'strides')
        padding = padding_of(padding)
        data_format = data_format_of(data_format)
        inputs = convert(inputs)
        full_name = layer_name(name, base_name)
        with LayerScope(name, base_name):
            check_rank(inputs, 4, full_name)
            return pool(function, inputs, sizes, steps, padding, data_format)

    layer.__name__ = layer.__qualname__ = base_name
    return layer


max_pooling2d = _pooling('max_pooling2d', windows.max_pool)
average_pooling2d = _pooling('average_pooling2d', windows.avg_pool)
