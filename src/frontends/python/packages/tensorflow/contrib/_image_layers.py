"""tf.contrib.layers that make variables: convolutions, fully connected layers; and pools and flatten."""

from .. import _initializers
from .. import layers as core_layers
from .._collections import add_to_collection, add_to_collections, get_collection
from .._convert import convert
from .._graph import GraphKeys
from .._image_layers import Kernels, convolve, pool
from .._layer_scope import padding_of, pair_of
from .._name_scope import name_scope
from .._ops import activations, creation, math, windows
from .._variable_scope import variable_scope

_FORMATS = ('NHWC', 'NCHW')


def _collected(collections, outputs):
    if collections:
        add_to_collections(
            [collections] if isinstance(collections, str) else collections, outputs
        )
    return outputs


def _add_to_collections(variable, collections, kind):
    if isinstance(collections, dict):
        collections = collections.get(kind)
    for collection in collections or []:
        if not any(one is variable for one in get_collection(collection)):
            add_to_collection(collection, variable)


def _kernels(weights, weights_regularizer, biases, biases_regularizer, trainable):
    return Kernels(
        weights,
        biases,
        weights_regularizer,
        biases_regularizer,
        trainable=trainable,
        names=('weights', 'biases'),
        collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES],
    )


def _finished(outputs, normalizer_fn, normalizer_params, activation_fn):
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    return outputs if activation_fn is None else activation_fn(outputs)


def conv2d(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding='SAME',
    data_format=None,
    rate=1,
    activation_fn=activations.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=_initializers.xavier_initializer(),
    weights_regularizer=None,
    biases_initializer=_initializers.Zeros(),
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
):
    """activation_fn(inputs convolved with weights + biases)"""
    if data_format not in (None, 'NWC', 'NCW', 'NHWC', 'NCHW', 'NDHWC', 'NCDHW'):
        raise ValueError('Invalid data_format: %r' % (data_format,))
    with variable_scope(scope, 'Conv', [inputs], reuse=reuse):
        inputs = convert(inputs)
        rank = inputs.shape.ndims
        if rank != 4:
            raise ValueError('Convolution expects input with rank %d, got %s' % (4, rank))
        outputs, weights, biases = convolve(
            inputs,
            num_outputs,
            pair_of(kernel_size, 'kernel_size'),
            pair_of(stride, 'strides'),
            padding_of(padding),
            'NCHW' if data_format and data_format.startswith('NC') else 'NHWC',
            pair_of(rate, 'dilation_rate'),
            not normalizer_fn and biases_initializer,
            _kernels(
                weights_initializer,
                weights_regularizer,
                biases_initializer,
                biases_regularizer,
                trainable,
            ),
        )
        _add_to_collections(weights, variables_collections, 'weights')
        if biases is not None:
            _add_to_collections(biases, variables_collections, 'biases')
        outputs = _finished(outputs, normalizer_fn, normalizer_params, activation_fn)
        return _collected(outputs_collections, outputs)


def fully_connected(
    inputs,
    num_outputs,
    activation_fn=activations.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=_initializers.xavier_initializer(),
    weights_regularizer=None,
    biases_initializer=_initializers.Zeros(),
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
):
    """activation_fn(inputs · weights + biases)"""
    if not isinstance(num_outputs, int):
        raise ValueError(
            'num_outputs type should be one of %s, got %s.' % ([int], type(num_outputs))
        )
    with variable_scope(scope, 'fully_connected', [inputs], reuse=reuse):
        inputs = convert(inputs)
        width = core_layers.last_width(inputs)
        dtype = inputs.dtype.base_dtype
        kernels = _kernels(
            weights_initializer,
            weights_regularizer,
            biases_initializer,
            biases_regularizer,
            trainable,
        )
        weights = kernels.kernel([width, num_outputs], dtype)
        biases = None
        if not normalizer_fn and biases_initializer:
            biases = kernels.bias([num_outputs], dtype)
        outputs = core_layers.product(inputs, weights, biases)
        _add_to_collections(weights, variables_collections, 'weights')
        if biases is not None:
            _add_to_collections(biases, variables_collections, 'biases')
        outputs = _finished(outputs, normalizer_fn, normalizer_params, activation_fn)
        return _collected(outputs_collections, outputs)


def _pooling(default_name, function):
    def layer(
        inputs,
        kernel_size,
        stride=2,
        padding='VALID',
        data_format='NHWC',
        outputs_collections=None,
        scope=None,
    ):
        if data_format not in _FORMATS:
            raise ValueError('data_format has to be either NCHW or NHWC.')
        with name_scope(scope, default_name, [inputs]):
            inputs = convert(inputs)
            sizes = pair_of(kernel_size, 'pool_size')
            strides = pair_of(stride, 'strides')
            outputs = pool(function, inputs, sizes, strides, padding_of(padding), data_format)
            return _collected(outputs_collections, outputs)

    return layer


max_pool2d = _pooling('MaxPool2D', windows.max_pool)
avg_pool2d = _pooling('AvgPool2D', windows.avg_pool)


def flatten(inputs, outputs_collections=None, scope=None):
    with name_scope(scope, 'Flatten', [inputs]):
        return _collected(outputs_collections, core_layers.flatten(convert(inputs)))


def one_hot_encoding(
    labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None
):
    with name_scope(scope, 'OneHotEncoding', [labels, num_classes]):
        labels = convert(labels)
        if labels.dtype.base_dtype.name == 'int32':
            labels = math.cast(labels, 'int64', name='ToInt64')
        outputs = creation.one_hot(labels, num_classes, on_value=on_value, off_value=off_value)
        return _collected(outputs_collections, outputs)
