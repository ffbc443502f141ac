"""tf.layers along one axis, which are those of images with a single row or column; separable convolutions."""

from . import _initializers
from ._constant import constant
from ._convert import convert
from ._image_layers import Kernels, _channels, _refuse_activity
from ._layer_scope import LayerScope, check_rank, data_format_of, layer_name, padding_of, pair_of
from ._ops import activations, arrays, images, windows
from ._variable_scope import get_variable
from ._variable_store import apart


def single_of(value, name):
    """VALUE as one integer."""
    if isinstance(value, int):
        return value
    message = 'The `%s` argument must be a tuple of 1 integers. Received: %s' % (name, value)
    try:
        items = tuple(value)
    except TypeError:
        raise ValueError(message) from None
    if len(items) != 1:
        raise ValueError(message)
    try:
        return int(items[0])
    except (ValueError, TypeError):
        raise ValueError(
            '%s including element %s of type %s' % (message, items[0], type(items[0]))
        ) from None


def _refuse_dilation(rate, layer):
    if any(step != 1 for step in rate):
        raise NotImplementedError(
            'tf.layers.%s with a dilation_rate is not evaluated by this engine' % layer
        )


def conv1d(
    inputs,
    filters,
    kernel_size,
    strides=1,
    padding='valid',
    data_format='channels_last',
    dilation_rate=1,
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
    """activation(inputs [batch, steps, channels] convolved with kernel + bias)"""
    _refuse_activity(activity_regularizer, 'conv1d')
    size = single_of(kernel_size, 'kernel_size')
    stride = single_of(strides, 'strides')
    padding = padding_of(padding)
    is_last = data_format_of(data_format) == 'NHWC'
    rate = single_of(dilation_rate, 'dilation_rate')
    inputs = convert(inputs)
    filters = int(filters)
    kernels = Kernels(
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
    )
    full_name = layer_name(name, 'conv1d')
    with LayerScope(name, 'conv1d', reuse):
        check_rank(inputs, 3, full_name)
        channels = inputs.shape[2 if is_last else 1].value
        if channels is None:
            raise ValueError(
                'The channel dimension of the inputs should be defined. Found `None`.'
            )
        dtype = inputs.dtype.base_dtype
        kernel = kernels.kernel([size, channels, filters], dtype)
        bias = kernels.bias([filters], dtype) if use_bias else None
        constant([rate], dtype='int32', name='dilation_rate')
        _refuse_dilation([rate], 'conv1d')
        if padding == 'causal':
            before = [size - 1, 0]
            pads = [[0, 0], before, [0, 0]] if is_last else [[0, 0], [0, 0], before]
            inputs = arrays.pad(inputs, pads)
            padding = 'valid'
        outputs = images.conv1d(
            inputs, kernel, stride, padding.upper(), data_format='NWC' if is_last else 'NCW'
        )
        if bias is not None and is_last:
            outputs = activations.bias_add(outputs, bias, data_format='NHWC')
        elif bias is not None:
            outputs = outputs + arrays.reshape(bias, (1, filters, 1))
        return outputs if activation is None else activation(outputs)


def _pooling(base_name, function):
    def layer(
        inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None
    ):
        strides = pool_size if strides is None else strides
        size = single_of(pool_size, 'pool_size')
        stride = single_of(strides, 'strides')
        padding = padding_of(padding)
        is_last = data_format_of(data_format) == 'NHWC'
        inputs = convert(inputs)
        full_name = layer_name(name, base_name)
        with LayerScope(name, base_name):
            check_rank(inputs, 3, full_name)
            axis = 2 if is_last else 3
            planes = arrays.expand_dims(inputs, axis)
            if not is_last:
                planes = arrays.transpose(planes, (0, 2, 3, 1))
            outputs = function(planes, [1, size, 1, 1], [1, stride, 1, 1], padding.upper())
            if not is_last:
                outputs = arrays.transpose(outputs, (0, 3, 1, 2))
            return arrays.squeeze(outputs, axis)

    layer.__name__ = layer.__qualname__ = base_name
    return layer


max_pooling1d = _pooling('max_pooling1d', windows.max_pool)
average_pooling1d = _pooling('average_pooling1d', windows.avg_pool)


def separable_conv2d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding='valid',
    data_format='channels_last',
    dilation_rate=(1, 1),
    depth_multiplier=1,
    activation=None,
    use_bias=True,
    depthwise_initializer=None,
    pointwise_initializer=None,
    bias_initializer=_initializers.Zeros(),
    depthwise_regularizer=None,
    pointwise_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    depthwise_constraint=None,
    pointwise_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    """A convolution channel by channel, then one of single pixels across channels."""
    _refuse_activity(activity_regularizer, 'separable_conv2d')
    sizes = pair_of(kernel_size, 'kernel_size')
    strides = pair_of(strides, 'strides')
    padding = padding_of(padding)
    data_format = data_format_of(data_format)
    rate = pair_of(dilation_rate, 'dilation_rate')
    inputs = convert(inputs)
    filters = int(filters)

    full_name = layer_name(name, 'separable_conv2d')
    with LayerScope(name, 'separable_conv2d', reuse):
        check_rank(inputs, 4, full_name)
        channels = _channels(inputs, data_format)
        dtype = inputs.dtype.base_dtype
        depth = int(depth_multiplier)
        depthwise = _variable(
            'depthwise_kernel', [*sizes, channels, depth], dtype,
            depthwise_initializer, depthwise_regularizer, depthwise_constraint, trainable,
        )  # fmt: skip
        pointwise = _variable(
            'pointwise_kernel', [1, 1, channels * depth, filters], dtype,
            pointwise_initializer, pointwise_regularizer, pointwise_constraint, trainable,
        )  # fmt: skip
        bias = None
        if use_bias:
            bias = _variable(
                'bias', [filters], dtype,
                bias_initializer, bias_regularizer, bias_constraint, trainable,
            )  # fmt: skip
        steps = [1, *strides, 1] if data_format == 'NHWC' else [1, 1, *strides]
        outputs = images.separable_conv2d(
            inputs, depthwise, pointwise, steps, padding.upper(), rate, data_format=data_format
        )
        if bias is not None:
            outputs = activations.bias_add(outputs, bias, data_format=data_format)
        return outputs if activation is None else activation(outputs)


def _variable(name, shape, dtype, initializer, regularizer, constraint, trainable):
    return get_variable(
        name, shape, dtype, initializer, apart(regularizer), trainable, constraint=constraint
    )
