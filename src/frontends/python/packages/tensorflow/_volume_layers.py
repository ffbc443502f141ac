"""tf.layers over volumes: conv3d and its pools."""

from . import _initializers
from ._constant import constant
from ._convert import convert
from ._image_layers import Kernels, _refuse_activity
from ._layer_scope import LayerScope, check_rank, data_format_of, layer_name, padding_of
from ._ops import activations, volumes


def triple_of(value, name):
    """VALUE as three integers."""
    if isinstance(value, int):
        return (value,) * 3
    message = 'The `%s` argument must be a tuple of 3 integers. Received: %s' % (name, value)
    try:
        items = tuple(value)
    except TypeError:
        raise ValueError(message) from None
    if len(items) != 3:
        raise ValueError(message)
    for item in items:
        try:
            int(item)
        except (ValueError, TypeError):
            raise ValueError(
                '%s including element %s of type %s' % (message, item, type(item))
            ) from None
    return items


def _format_of(data_format):
    return 'NDHWC' if data_format_of(data_format) == 'NHWC' else 'NCDHW'


def _steps(sides, data_format):
    return [1, *sides, 1] if data_format == 'NDHWC' else [1, 1, *sides]


def conv3d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1, 1),
    padding='valid',
    data_format='channels_last',
    dilation_rate=(1, 1, 1),
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
    _refuse_activity(activity_regularizer, 'conv3d')
    sizes = triple_of(kernel_size, 'kernel_size')
    strides = triple_of(strides, 'strides')
    padding = padding_of(padding)
    data_format = _format_of(data_format)
    rate = triple_of(dilation_rate, 'dilation_rate')
    if any(step != 1 for step in rate):
        raise NotImplementedError(
            'tf.layers.conv3d with a dilation_rate is not evaluated by this engine'
        )
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
    full_name = layer_name(name, 'conv3d')
    with LayerScope(name, 'conv3d', reuse):
        check_rank(inputs, 5, full_name)
        channels = inputs.shape[4 if data_format == 'NDHWC' else 1].value
        if channels is None:
            raise ValueError(
                'The channel dimension of the inputs should be defined. Found `None`.'
            )
        dtype = inputs.dtype.base_dtype
        kernel = kernels.kernel([*sizes, channels, filters], dtype)
        bias = kernels.bias([filters], dtype) if use_bias else None
        constant(rate, dtype='int32', name='dilation_rate')
        steps = _steps(strides, data_format)
        outputs = volumes.conv3d(inputs, kernel, steps, padding.upper(), data_format)
        if bias is not None:
            is_last = data_format == 'NDHWC'
            outputs = activations.bias_add(outputs, bias, 'NHWC' if is_last else 'NCHW')
        return outputs if activation is None else activation(outputs)


def _pooling(base_name, function):
    def layer(
        inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None
    ):
        strides = pool_size if strides is None else strides
        sizes = triple_of(pool_size, 'pool_size')
        steps = triple_of(strides, 'strides')
        padding = padding_of(padding)
        data_format = _format_of(data_format)
        inputs = convert(inputs)
        full_name = layer_name(name, base_name)
        with LayerScope(name, base_name):
            check_rank(inputs, 5, full_name)
            ksize, steps = _steps(sizes, data_format), _steps(steps, data_format)
            return function(inputs, ksize, steps, padding.upper(), data_format)

    layer.__name__ = layer.__qualname__ = base_name
    return layer


max_pooling3d = _pooling('max_pooling3d', volumes.max_pool3d)
average_pooling3d = _pooling('average_pooling3d', volumes.avg_pool3d)
