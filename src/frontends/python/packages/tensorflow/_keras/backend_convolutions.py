"""keras.backend over images and sequences: convolutions, pools, padding, other sizes.

Of tensorflow/python/keras/backend.py. There is no GPU, so channels_first is transposed around each op.
"""

import numpy as np

from .._constant import constant
from .._convert import convert
from .._dtypes import int32
from .._name_scope import name_scope
from .._ops import arrays, images, windows
from . import settings
from .backend_math import permute_dimensions, shape
from .backend_values import int_shape


def checked_format(data_format):
    data_format = settings.image_data_format() if data_format is None else data_format
    if data_format not in {'channels_first', 'channels_last'}:
        raise ValueError('Unknown data_format: ' + str(data_format))
    return data_format


def checked_padding(padding):
    if padding not in ('same', 'valid'):
        raise ValueError('Invalid padding: ' + str(padding))
    return padding.upper()


def _last(x, data_format):
    """X with its channels last."""
    return arrays.transpose(x, (0, 2, 3, 1)) if data_format == 'channels_first' else x


def _first(x, data_format):
    return arrays.transpose(x, (0, 3, 1, 2)) if data_format == 'channels_first' else x


def _refuse_dilation(rate):
    rate = rate if isinstance(rate, (list, tuple)) else [rate]
    if any(step != 1 for step in rate):
        raise NotImplementedError(
            'A convolution of tf.keras with a dilation_rate is not evaluated by this engine'
        )


def temporal_padding(x, padding=(1, 1)):
    assert len(padding) == 2
    return arrays.pad(x, [[0, 0], [padding[0], padding[1]], [0, 0]])


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    assert len(padding) == 2 and len(padding[0]) == 2 and len(padding[1]) == 2
    sides = [list(padding[0]), list(padding[1])]
    if checked_format(data_format) == 'channels_first':
        return arrays.pad(x, [[0, 0], [0, 0], *sides])
    return arrays.pad(x, [[0, 0], *sides, [0, 0]])


def conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    data_format = checked_format(data_format)
    _refuse_dilation(dilation_rate)
    if padding == 'causal':
        x = temporal_padding(x, (dilation_rate * (kernel.shape.as_list()[0] - 1), 0))
        padding = 'valid'
    padding = checked_padding(padding)
    is_first = data_format == 'channels_first'
    if is_first:
        x = arrays.transpose(x, (0, 2, 1))
    with name_scope(None, 'convolution', [x, kernel]) as scope:
        x = images.conv1d(x, kernel, strides, padding=padding, data_format='NWC', name=scope)
    return arrays.transpose(x, (0, 2, 1)) if is_first else x


def conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)):
    data_format = checked_format(data_format)
    _refuse_dilation(dilation_rate)
    x = _last(x, data_format)
    padding = checked_padding(padding)
    steps = (strides, strides) if isinstance(strides, int) else strides
    with name_scope(None, 'convolution', [x, kernel]) as scope:
        x = windows.conv2d(x, kernel, [1, *steps, 1], padding, name=scope)
    return _first(x, data_format)


def conv2d_transpose(
    x,
    kernel,
    output_shape,
    strides=(1, 1),
    padding='valid',
    data_format=None,
    dilation_rate=(1, 1),
):
    data_format = checked_format(data_format)
    _refuse_dilation(dilation_rate)
    x = _last(x, data_format)
    if data_format == 'channels_first':
        output_shape = (output_shape[0], output_shape[2], output_shape[3], output_shape[1])
    # A tensor is asked for its first entry, too: that makes a node.
    if output_shape[0] is None:
        output_shape = (shape(x)[0], *output_shape[1:])
    if isinstance(output_shape, (tuple, list)):
        output_shape = arrays.stack(list(output_shape))
    padding = checked_padding(padding)
    x = windows.conv2d_transpose(x, kernel, output_shape, (1, *strides, 1), padding=padding)
    return _first(x, data_format)


def separable_conv2d(
    x,
    depthwise_kernel,
    pointwise_kernel,
    strides=(1, 1),
    padding='valid',
    data_format=None,
    dilation_rate=(1, 1),
):
    data_format = checked_format(data_format)
    if len(strides) != 2:
        raise ValueError('`strides` must be a tuple of 2 integers.')
    x = _last(x, data_format)
    x = images.separable_conv2d(
        x,
        depthwise_kernel,
        pointwise_kernel,
        strides=(1, *strides, 1),
        padding=checked_padding(padding),
        rate=dilation_rate,
        data_format='NHWC',
    )
    return _first(x, data_format)


def depthwise_conv2d(
    x, depthwise_kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1)
):
    data_format = checked_format(data_format)
    x = _last(x, data_format)
    x = images.depthwise_conv2d(
        x,
        depthwise_kernel,
        strides=(1, *strides, 1),
        padding=checked_padding(padding),
        rate=dilation_rate,
        data_format='NHWC',
    )
    return _first(x, data_format)


def pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max'):
    data_format = checked_format(data_format)
    for value, name in ((pool_size, 'pool_size'), (strides, 'strides')):
        if len(value) != 2:
            raise ValueError('`%s` must be a tuple of 2 integers.' % name)
    if pool_mode not in ('max', 'avg'):
        raise ValueError('Invalid pooling mode: ' + str(pool_mode))
    x = _last(x, data_format)
    pool = windows.max_pool if pool_mode == 'max' else windows.avg_pool
    padding = checked_padding(padding)
    x = pool(x, (1, *pool_size, 1), (1, *strides, 1), padding=padding, data_format='NHWC')
    return _first(x, data_format)


def resize_images(x, height_factor, width_factor, data_format, interpolation='nearest'):
    """Each side times its factor (image_ops.resize_images_v2: half-pixel centers)."""
    if data_format not in ('channels_first', 'channels_last'):
        raise ValueError('Invalid `data_format` argument: %s' % (data_format,))
    if interpolation not in ('nearest', 'bilinear'):
        raise ValueError('interpolation should be one of "nearest" or "bilinear".')
    is_first = data_format == 'channels_first'
    rows, columns = (2, 3) if is_first else (1, 2)
    before = int_shape(x)
    size = arrays.shape(x)[rows : columns + 1]
    size *= constant(np.array([height_factor, width_factor], dtype='int32'))
    if is_first:
        x = permute_dimensions(x, [0, 2, 3, 1])
    is_nearest = interpolation == 'nearest'
    resize = images.resize_nearest_neighbor if is_nearest else images.resize_bilinear
    with name_scope(None, 'resize', [x, size]):
        x = convert(x, name='images')
        x = resize(x, convert(size, int32, 'size'), half_pixel_centers=True)
    if is_first:
        x = permute_dimensions(x, [0, 3, 1, 2])
    height, width = [
        None if before[axis] is None else before[axis] * factor
        for axis, factor in ((rows, height_factor), (columns, width_factor))
    ]
    x.set_shape((None, None, height, width) if is_first else (None, height, width, None))
    return x
