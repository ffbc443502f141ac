"""Convolutions and pools over images, and the fused batch normalization."""

from .. import _engine
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._name_scope import either, name_scope

_conv2d = OpCall('Conv2D')
_conv2d_backprop_input = OpCall('Conv2DBackpropInput')
_conv2d_backprop_filter = OpCall('Conv2DBackpropFilter')
_max_pool = OpCall('MaxPool')
_avg_pool = OpCall('AvgPool')
_fused_batch_norm = OpCall('FusedBatchNormV3')

_NHWC = ('NHWC', 'NCHW')
_MAX_FORMATS = (*_NHWC, 'NCHW_VECT_C')
_PADDINGS = ('SAME', 'VALID')


def _per_dimension(value, channel_index, name):
    """VALUE for each of the four dimensions: given as one number, two, or four."""
    if value is None:
        value = [1]
    elif not hasattr(value, '__len__'):
        value = [value]
    count = len(value)
    if count == 4:
        return value
    if count == 1:
        value = [value[0]] * 2
    elif count == 2:
        value = list(value)
    else:
        raise ValueError('%s should be of length 1, 2 or 4 but was %d' % (name, count))
    return [1, 1, *value] if channel_index == 1 else [1, *value, 1]


def _integers(value, name):
    """What an attribute of integers takes."""
    numbers = []
    for item in value:
        try:
            numbers.append(int(item))
        except TypeError:
            raise TypeError("Expected int for argument '%s' not %r." % (name, item)) from None
    return tuple(numbers)


def _text(value, name):
    if not isinstance(value, (str, bytes)):
        raise TypeError("Expected string for argument '%s' not %r." % (name, value))
    return value if isinstance(value, str) else value.decode()


def _one_of(value, allowed, name, op):
    if value not in allowed:
        raise ValueError(
            "Attr '%s' of '%s' Op passed string '%s' not in: %s."
            % (name, op, value, ', '.join('"%s"' % one for one in allowed))
        )
    return value


def _explicit(padding):
    """(padding, the eight numbers of an explicit one)."""
    if padding == 'EXPLICIT':
        raise ValueError(
            '"EXPLICIT" is not a valid value for the padding parameter. To use explicit padding, the '
            'padding parameter must be a list.'
        )
    if not isinstance(padding, (list, tuple)):
        return padding, ()
    numbers = []
    for i, pair in enumerate(padding):
        start = 'When padding is a list, each element of padding must be a list/tuple of size 2. '
        if not isinstance(pair, (list, tuple)):
            raise ValueError(start + 'Element with index %d of padding is not a list/tuple' % i)
        if len(pair) != 2:
            raise ValueError(
                start + 'Element with index %d of padding has size %d' % (i, len(pair))
            )
        numbers.extend(pair)
    if len(padding) != 4:
        raise ValueError(
            'When padding is a list, it must be of size 4. Got padding of size: %d' % len(padding)
        )
    return 'EXPLICIT', tuple(numbers)


def _convolution(op, strides, padding, explicit, data_format, dilations):
    """The attributes of a convolution, checked as TensorFlow checks them."""
    data_format = 'NHWC' if data_format is None else data_format
    channel_index = 1 if data_format.startswith('NC') else 3
    strides = _per_dimension(strides, channel_index, 'strides')
    dilations = _per_dimension(dilations, channel_index, 'dilations')
    strides = _integers(strides, 'strides')
    padding = _text(padding, 'padding')
    return {
        'strides': strides,
        'padding': _one_of(padding, (*_PADDINGS, 'EXPLICIT'), 'padding', op),
        'explicitPaddings': _integers(explicit, 'explicit_paddings'),
        'dataFormat': _one_of(data_format, _NHWC, 'data_format', op),
        'dilations': _integers(dilations, 'dilations'),
    }


def conv2d(
    input,
    filter=None,
    strides=None,
    padding=None,
    use_cudnn_on_gpu=True,
    data_format='NHWC',
    dilations=(1, 1, 1, 1),
    name=None,
    filters=None,
):
    filter = either('filters', filters, 'filter', filter)
    kind = _convolution_kind('Conv2D', strides, padding, data_format, dilations)
    return _conv2d(input, filter, name=name, _kind=kind)


def conv2d_transpose(
    value=None,
    filter=None,
    output_shape=None,
    strides=None,
    padding='SAME',
    data_format='NHWC',
    name=None,
    input=None,
    filters=None,
    dilations=None,
):
    """The gradient of a convolution by its image: an image of OUTPUT_SHAPE."""
    value = either('input', input, 'value', value)
    filter = either('filters', filters, 'filter', filter)
    op = 'Conv2DBackpropInput'
    with name_scope(name, 'conv2d_transpose', [value, filter, output_shape]) as scope:
        attributes = _convolution(op, strides, padding, (), data_format, dilations)
        return _conv2d_backprop_input(output_shape, filter, value, name=scope, **attributes)


def conv2d_backprop_input(
    input_sizes,
    filter=None,
    out_backprop=None,
    strides=None,
    padding=None,
    use_cudnn_on_gpu=True,
    data_format='NHWC',
    dilations=(1, 1, 1, 1),
    name=None,
    filters=None,
):
    filter = either('filters', filters, 'filter', filter)
    kind = _convolution_kind('Conv2DBackpropInput', strides, padding, data_format, dilations)
    return _conv2d_backprop_input(input_sizes, filter, out_backprop, name=name, _kind=kind)


def conv2d_backprop_filter(
    input,
    filter_sizes,
    out_backprop,
    strides,
    padding,
    use_cudnn_on_gpu=True,
    data_format='NHWC',
    dilations=(1, 1, 1, 1),
    name=None,
):
    kind = _convolution_kind('Conv2DBackpropFilter', strides, padding, data_format, dilations)
    return _conv2d_backprop_filter(input, filter_sizes, out_backprop, name=name, _kind=kind)


#: The engine's numbers for arguments that have passed the checks.
_kinds = _engine.kinds_of_run()


def _number_of(key):
    try:
        return _kinds.get(key)
    except TypeError:
        return None


def _keep(key, number):
    try:
        _kinds[key] = number
    except TypeError:
        pass  # Explicit paddings, or sizes of another class than int.


def _convolution_kind(op, strides, padding, data_format, dilations):
    """The engine's number for the convolution OP with these attributes."""
    sizes = tuple(strides) if type(strides) is list else strides
    key = (op, sizes, padding, data_format, tuple(dilations) if type(dilations) is list else dilations)
    number = _number_of(key)
    if number is None:
        padding, explicit = _explicit(padding)
        attributes = _convolution(op, strides, padding, explicit, data_format, dilations)
        number = _engine.kind_of(op, attributes)
        _keep(key, number)
    return number


def _pool(call, name, default, formats, value, ksize, strides, padding, data_format):
    op = call.type
    sizes = tuple(ksize) if type(ksize) is list else ksize
    key = (op, sizes, tuple(strides) if type(strides) is list else strides, padding, data_format, formats)
    number = _number_of(key)
    if number is not None and name != '':
        # The scope that the checks would stand in is the node's name.
        return call(value, name=default if name is None else name, _kind=number)
    with name_scope(name, default, [value]) as scope:
        number = _engine.kind_of(op, _pooling(op, formats, ksize, strides, padding, data_format))
        _keep(key, number)
        return call(value, name=scope, _kind=number)


def _pooling(op, formats, ksize, strides, padding, data_format):
    """The attributes of a pool, checked as TensorFlow checks them."""
    data_format = 'NHWC' if data_format is None else data_format
    channel_index = 1 if data_format.startswith('NC') else 3
    ksize = _per_dimension(ksize, channel_index, 'ksize')
    strides = _per_dimension(strides, channel_index, 'strides')
    if op == 'MaxPool' and any(size == 0 for size in ksize):
        raise ValueError('ksize cannot be zero.')
    ksize = _integers(ksize, 'ksize')
    strides = _integers(strides, 'strides')
    padding = _text(padding, 'padding')
    return {
        'ksize': ksize,
        'strides': strides,
        'padding': _one_of(padding, _PADDINGS, 'padding', op),
        'dataFormat': _one_of(data_format, formats, 'data_format', op),
    }


def max_pool(
    value=None, ksize=None, strides=None, padding=None, data_format='NHWC', name=None, input=None
):
    value = either('input', input, 'value', value)
    return _pool(
        _max_pool, name, 'MaxPool', _MAX_FORMATS, value, ksize, strides, padding, data_format
    )


def max_pool2d(input, ksize, strides, padding, data_format='NHWC', name=None):
    return _pool(
        _max_pool, name, 'MaxPool2d', _MAX_FORMATS, input, ksize, strides, padding, data_format
    )


def avg_pool(
    value=None, ksize=None, strides=None, padding=None, data_format='NHWC', name=None, input=None
):
    value = either('input', input, 'value', value)
    return _pool(_avg_pool, name, 'AvgPool', _NHWC, value, ksize, strides, padding, data_format)


def fused_batch_norm(
    x,
    scale,
    offset,
    mean=None,
    variance=None,
    epsilon=0.001,
    data_format='NHWC',
    is_training=True,
    name=None,
):
    """(normalized x, mean of the batch, unbiased variance of the batch)"""
    x = convert(x, name='input')
    scale = convert(scale, name='scale')
    offset = convert(offset, name='offset')
    if is_training and (mean is not None or variance is not None):
        raise ValueError("Both 'mean' and 'variance' must be None if is_training is True.")
    mean = constant([]) if mean is None else mean
    variance = constant([]) if variance is None else variance
    outputs = _fused_batch_norm(
        x,
        scale,
        offset,
        mean,
        variance,
        name=name,
        # Never below what cuDNN asks for.
        epsilon=max(float(epsilon), 1.001e-5),
        dataFormat=_one_of(data_format, _NHWC, 'data_format', 'FusedBatchNormV3'),
        isTraining=bool(is_training),
    )
    return outputs[0], outputs[1], outputs[2]
