"""tf.layers, with the variables and names that TensorFlow's layers make; here dense, flatten, dropout."""

from . import _initializers
from ._batch_normalization import batch_normalization
from ._convert import convert
from ._dense_layer import Dense, last_width, product
from ._image_layers import average_pooling2d, conv2d, conv2d_transpose, max_pooling2d
from ._layer import InputSpec, Layer
from ._layer_scope import LayerScope, layer_name
from ._line_layers import average_pooling1d, conv1d, max_pooling1d, separable_conv2d
from ._missing import getter
from ._ops import arrays, normalization
from ._ops.conditionals import smart_cond
from ._variable_scope import get_variable
from ._variable_store import apart
from ._volume_layers import average_pooling3d, conv3d, max_pooling3d


def dense(
    inputs,
    units,
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
    """activation(inputs · kernel + bias)"""
    inputs = convert(inputs)
    if activity_regularizer is not None:
        raise NotImplementedError(
            'tf.layers.dense with an activity_regularizer is not evaluated by this engine'
        )
    width = last_width(inputs, layer_name(name, 'dense'))
    dtype = inputs.dtype.base_dtype
    with LayerScope(name, 'dense', reuse):
        kernel = get_variable(
            'kernel',
            [width, int(units)],
            dtype,
            kernel_initializer,
            apart(kernel_regularizer),
            trainable,
            constraint=kernel_constraint,
        )
        bias = None
        if use_bias:
            bias = get_variable(
                'bias',
                [int(units)],
                dtype,
                bias_initializer,
                apart(bias_regularizer),
                trainable,
                constraint=bias_constraint,
            )
        outputs = product(inputs, kernel, bias)
        return outputs if activation is None else activation(outputs)


def flatten(inputs, name=None, data_format='channels_last'):
    """[batch, …] -> [batch, the rest]"""
    inputs = convert(inputs)
    dims = inputs.shape.as_list()
    with LayerScope(name, 'flatten'):
        batch = dims[0] or arrays.shape(inputs)[0]
        outputs = arrays.reshape(inputs, (batch, -1))
        rest = 1
        for dim in dims[1:]:
            rest = None if rest is None or dim is None else rest * dim
        outputs.set_shape([dims[0], rest])
        return outputs


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    inputs = convert(inputs)
    with LayerScope(name, 'dropout'):

        def dropped():
            return normalization.dropout(inputs, noise_shape=noise_shape, seed=seed, rate=rate)

        return smart_cond(training, dropped, lambda: arrays.identity(inputs))


__getattr__ = getter('tf.layers')
