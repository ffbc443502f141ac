"""Convolutions of one axis or channel by channel, local responses, images of another size."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._name_scope import either, name_scope
from . import arrays
from .windows import _NHWC, _conv2d, _convolution, _integers, _one_of, _text

_lrn = OpCall('LRN')
_depthwise = OpCall('DepthwiseConv2dNative')
_bilinear = OpCall('ResizeBilinear')
_bicubic = OpCall('ResizeBicubic')
_nearest = OpCall('ResizeNearestNeighbor')


def conv1d(
    value=None,
    filters=None,
    stride=None,
    padding=None,
    use_cudnn_on_gpu=None,
    data_format=None,
    name=None,
    input=None,
    dilations=None,
):
    """A convolution along one axis: that of an image with a single row."""
    value = either('input', input, 'value', value)
    with name_scope(name, 'conv1d', [value, filters]) as scope:
        if data_format not in (None, 'NHWC', 'NWC', 'NCHW', 'NCW'):
            raise ValueError('data_format must be "NWC" or "NCW".')
        is_last = data_format in (None, 'NHWC', 'NWC')
        axis = 1 if is_last else 2

        def along(steps, what):
            steps = [1 if steps is None else steps] if not hasattr(steps, '__len__') else [*steps]
            if len(steps) == 3:
                return [1, *steps]
            if len(steps) != 1:
                raise ValueError('%s should be of length 1, 1 or 3 but was %d' % (what, len(steps)))
            return [1, 1, steps[0], 1] if is_last else [1, 1, 1, steps[0]]

        attributes = _convolution(
            'Conv2D',
            along(stride, 'stride'),
            padding,
            (),
            'NHWC' if is_last else 'NCHW',
            along(dilations, 'dilations'),
        )
        value = arrays.expand_dims(value, axis)
        filters = arrays.expand_dims(filters, 0)
        result = _conv2d(value, filters, name=scope, **attributes)
        return arrays.squeeze(result, [axis])


def local_response_normalization(
    input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None
):
    return _lrn(
        input,
        name=name,
        depthRadius=int(depth_radius),
        bias=float(bias),
        alpha=float(alpha),
        beta=float(beta),
    )


lrn = local_response_normalization


def depthwise_conv2d_native(
    input, filter, strides, padding, data_format=None, dilations=(1, 1, 1, 1), name=None
):
    op = 'DepthwiseConv2dNative'
    if any(step != 1 for step in dilations):
        raise NotImplementedError(
            'tf.nn.depthwise_conv2d_native with dilations is not evaluated by this engine'
        )
    data_format = 'NHWC' if data_format is None else data_format
    return _depthwise(
        input,
        filter,
        name=name,
        strides=_integers(strides, 'strides'),
        padding=_one_of(_text(padding, 'padding'), ('SAME', 'VALID'), 'padding', op),
        dataFormat=_one_of(data_format, _NHWC, 'data_format', op),
        dilations=_integers(dilations, 'dilations'),
    )


def _refuse_rate(rate, function):
    if rate is not None and any(step != 1 for step in rate):
        raise NotImplementedError(
            'tf.nn.%s with a rate other than 1 is not evaluated by this engine' % function
        )
    constant([1, 1] if rate is None else rate, dtypes.int32, name='dilation_rate')


def depthwise_conv2d(
    input,
    filter,
    strides,
    padding,
    rate=None,
    name=None,
    data_format=None,
    dilations=None,
):
    rate = either('dilations', dilations, 'rate', rate)
    with name_scope(name, 'depthwise', [input, filter]) as scope:
        input = convert(input, name='tensor_in')
        filter = convert(filter, name='filter_in')
        arrays.shape(filter)
        _refuse_rate(rate, 'depthwise_conv2d')
        return depthwise_conv2d_native(input, filter, strides, padding, data_format, name=scope)


def separable_conv2d(
    input,
    depthwise_filter,
    pointwise_filter,
    strides,
    padding,
    rate=None,
    name=None,
    data_format=None,
    dilations=None,
):
    """A convolution channel by channel, then one of single pixels across channels."""
    rate = either('dilations', dilations, 'rate', rate)
    values = [input, depthwise_filter, pointwise_filter]
    with name_scope(name, 'separable_conv2d', values) as scope:
        input = convert(input, name='tensor_in')
        depthwise_filter = convert(depthwise_filter, name='depthwise_filter')
        pointwise_filter = convert(pointwise_filter, name='pointwise_filter')
        shape = pointwise_filter.shape.with_rank(4)
        shape.dims[0].assert_is_compatible_with(1)
        shape.dims[1].assert_is_compatible_with(1)
        arrays.shape(depthwise_filter)
        _refuse_rate(rate, 'separable_conv2d')
        depthwise = depthwise_conv2d_native(
            input, depthwise_filter, strides, padding, data_format, name='depthwise'
        )
        attributes = _convolution('Conv2D', [1, 1, 1, 1], 'VALID', (), data_format, None)
        return _conv2d(depthwise, pointwise_filter, name=scope, **attributes)


def resize_bilinear(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return _bilinear(
        images,
        size,
        name=name,
        alignCorners=bool(align_corners),
        halfPixelCenters=bool(half_pixel_centers),
    )


def resize_bicubic(images, size, align_corners=False, name=None, half_pixel_centers=False):
    if half_pixel_centers:
        raise NotImplementedError(
            'tf.image.resize_bicubic with half_pixel_centers=True is not evaluated by this engine'
        )
    return _bicubic(
        images, size, name=name, alignCorners=bool(align_corners), halfPixelCenters=False
    )


def resize_nearest_neighbor(
    images, size, align_corners=False, name=None, half_pixel_centers=False
):
    return _nearest(
        images,
        size,
        name=name,
        alignCorners=bool(align_corners),
        halfPixelCenters=bool(half_pixel_centers),
    )
