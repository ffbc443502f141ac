"""Convolutions and pools of volumes, [batch, depth, rows, columns, channels]."""

from .._apply import OpCall
from .._name_scope import either, name_scope
from .windows import _PADDINGS, _integers, _one_of, _text

_conv3d = OpCall('Conv3D')
_conv3d_backprop_input = OpCall('Conv3DBackpropInputV2')
_max_pool3d = OpCall('MaxPool3D')
_avg_pool3d = OpCall('AvgPool3D')
_FORMATS = ('NDHWC', 'NCDHW')
_ONES = (1, 1, 1, 1, 1)


def conv3d(
    input,
    filter=None,
    strides=None,
    padding=None,
    data_format='NDHWC',
    dilations=_ONES,
    name=None,
    filters=None,
):
    filter = either('filters', filters, 'filter', filter)
    return _conv3d(
        input,
        filter,
        name=name,
        strides=_integers(strides, 'strides'),
        padding=_one_of(_text(padding, 'padding'), _PADDINGS, 'padding', 'Conv3D'),
        dataFormat=_one_of(data_format, _FORMATS, 'data_format', 'Conv3D'),
        dilations=_integers(dilations, 'dilations'),
    )


def _sequence(value, channel_index, name):
    """VALUE, for all sides or for each, as five integers."""
    if value is None:
        value = [1]
    elif not hasattr(value, '__len__'):
        value = [value]
    value = list(value)
    if len(value) == 5:
        return value
    if len(value) not in (1, 3):
        raise ValueError('%s should be of length 1, 3 or 5 but was %d' % (name, len(value)))
    value = value * 3 if len(value) == 1 else value
    return [1, 1, *value] if channel_index == 1 else [1, *value, 1]


def conv3d_transpose(
    value,
    filter=None,
    output_shape=None,
    strides=None,
    padding='SAME',
    data_format='NDHWC',
    name=None,
    input=None,
    filters=None,
    dilations=None,
):
    """The gradient of conv3d by its volume: a volume of OUTPUT_SHAPE (nn_ops.conv3d_transpose_v2)."""
    filter = either('filters', filters, 'filter', filter)
    value = either('input', input, 'value', value)
    op = 'Conv3DBackpropInputV2'
    with name_scope(name, 'conv3d_transpose', [value, filter, output_shape]) as scope:
        data_format = 'NDHWC' if data_format is None else data_format
        channel_index = 1 if data_format.startswith('NC') else 4
        strides = _sequence(strides, channel_index, 'strides')
        dilations = _sequence(dilations, channel_index, 'dilations')
        return _conv3d_backprop_input(
            output_shape,
            filter,
            value,
            name=scope,
            strides=_integers(strides, 'strides'),
            padding=_one_of(_text(padding, 'padding'), _PADDINGS, 'padding', op),
            dataFormat=_one_of(data_format, _FORMATS, 'data_format', op),
            dilations=_integers(dilations, 'dilations'),
        )


def _pool(call, op):
    def pool(input, ksize, strides, padding, data_format='NDHWC', name=None):
        with name_scope(name, op, [input]) as scope:
            data_format = 'NDHWC' if data_format is None else data_format
            channel_index = 1 if data_format.startswith('NC') else 4
            return call(
                input,
                name=scope,
                ksize=_integers(_sequence(ksize, channel_index, 'ksize'), 'ksize'),
                strides=_integers(_sequence(strides, channel_index, 'strides'), 'strides'),
                padding=_one_of(_text(padding, 'padding'), _PADDINGS, 'padding', op),
                dataFormat=_one_of(data_format, _FORMATS, 'data_format', op),
            )

    return pool


max_pool3d = _pool(_max_pool3d, 'MaxPool3D')
avg_pool3d = _pool(_avg_pool3d, 'AvgPool3D')
