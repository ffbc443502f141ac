"""tf.contrib.layers without variables: pools, flatten, one-hot rows, maxout."""

from .._convert import convert
from .._layers.core import flatten as flat
from .._layers.pooling import AveragePooling2D, AveragePooling3D, MaxPooling2D, MaxPooling3D
from .._name_scope import name_scope
from .._ops import arrays, creation, math, reductions
from .._ops.slicing import strided_slice
from .._variable_scope import variable_scope
from ._arg_scope import add_arg_scope
from ._layer_parts import collected, keras_format


def _pooling(name, layer_class, default_name, formats):
    def layer(
        inputs,
        kernel_size,
        stride=2,
        padding='VALID',
        data_format=formats[0],
        outputs_collections=None,
        scope=None,
    ):
        if data_format not in formats:
            raise ValueError('data_format has to be either %s or %s.' % formats[::-1])
        with name_scope(scope, default_name, [inputs]) as entered:
            inputs = convert(inputs)
            pool = layer_class(
                pool_size=kernel_size,
                strides=stride,
                padding=padding,
                data_format=keras_format(data_format),
                _scope=entered,
            )
            return collected(outputs_collections, entered, pool(inputs))

    layer.__name__ = layer.__qualname__ = name
    return add_arg_scope(layer)


_IMAGES, _VOLUMES = ('NHWC', 'NCHW'), ('NDHWC', 'NCDHW')
avg_pool2d = _pooling('avg_pool2d', AveragePooling2D, 'AvgPool2D', _IMAGES)
max_pool2d = _pooling('max_pool2d', MaxPooling2D, 'MaxPool2D', _IMAGES)
avg_pool3d = _pooling('avg_pool3d', AveragePooling3D, 'AvgPool3D', _VOLUMES)
max_pool3d = _pooling('max_pool3d', MaxPooling3D, 'MaxPool3D', _VOLUMES)


@add_arg_scope
def flatten(inputs, outputs_collections=None, scope=None):
    """[batch, …] -> [batch, the rest]"""
    with name_scope(scope, 'Flatten', [inputs]) as entered:
        return collected(outputs_collections, entered, flat(convert(inputs)))


@add_arg_scope
def one_hot_encoding(
    labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None
):
    with name_scope(scope, 'OneHotEncoding', [labels, num_classes]) as entered:
        labels = convert(labels)
        if labels.dtype.base_dtype.name == 'int32':
            labels = math.cast(labels, 'int64', name='ToInt64')
        outputs = creation.one_hot(labels, num_classes, on_value=on_value, off_value=off_value)
        return collected(outputs_collections, entered, outputs)


@add_arg_scope
def maxout(inputs, num_units, axis=-1, scope=None):
    """The largest of each group of channels; NUM_UNITS groups are left."""
    with variable_scope(scope, 'MaxOut', [inputs]):
        inputs = convert(inputs)
        shape = inputs.shape.as_list()
        width = shape[axis]
        if width % num_units:
            raise ValueError(
                'number of features({}) is not a multiple of num_units({})'.format(width, num_units)
            )
        shape[axis] = num_units
        shape.append(width // num_units)
        for i, size in enumerate(shape):
            if size is None:
                shape[i] = arrays.shape(inputs)[i]
        return reductions.reduce_max(arrays.reshape(inputs, shape), -1, keepdims=False)


@add_arg_scope
def unit_norm(inputs, dim, epsilon=1e-7, scope=None):
    """INPUTS divided by their length over the dimension DIM."""
    with variable_scope(scope, 'UnitNorm', [inputs]):
        rank = inputs.shape.ndims
        if not rank:
            raise ValueError('The input rank must be known.')
        if dim < 0 or dim >= rank:
            raise ValueError('dim must be positive but smaller than the input rank.')
        lengths = math.sqrt(
            epsilon + reductions.reduce_sum(math.square(inputs), dim, keepdims=True)
        )
        multiples = []
        if dim > 0:
            multiples.append(creation.ones([dim], 'int32'))
        multiples.append(strided_slice(arrays.shape(inputs), [dim], [dim + 1]))
        if dim < rank - 1:
            multiples.append(creation.ones([rank - 1 - dim], 'int32'))
        return math.div(inputs, arrays.tile(lengths, arrays.concat(multiples, 0)))
