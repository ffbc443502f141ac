"""tf.contrib.layers with weights: convolutions, their transposes, fully connected layers."""

from .. import _initializers
from .._convert import convert
from .._layers.convolutional import (
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    Conv3D,
    Conv3DTranspose,
    SeparableConv2D,
)
from .._layers.core import Dense
from .._layers.forms import with_fixed
from .._ops import activations, images
from .._variable_scope import variable_scope
from ._arg_scope import add_arg_scope
from ._initializers import xavier_initializer
from ._layer_parts import (
    RENAMED,
    add_variable,
    check_format,
    collected,
    collections_of,
    finished,
    keras_format,
    model_getter,
)
from ._variables import model_variable

_FORMATS = (None, 'NWC', 'NCW', 'NHWC', 'NCHW', 'NDHWC', 'NCDHW')
_CLASSES = {3: Conv1D, 4: Conv2D, 5: Conv3D}


def _weighted(make, given, default_name, check=None):
    """Outputs of the layer that MAKE(inputs, options) gives, in a scope of its own.

    GIVEN: the arguments of the function of contrib by name; OPTIONS: those that all the layers know.
    """
    opened = variable_scope(
        given['scope'],
        default_name,
        [given['inputs']],
        reuse=given['reuse'],
        custom_getter=model_getter(RENAMED),
    )
    with opened as scope:
        if check is not None:
            check(given['data_format'])
        inputs = convert(given['inputs'])
        layer = make(
            inputs,
            {
                'activation': None,
                'use_bias': not given['normalizer_fn'] and given['biases_initializer'],
                'kernel_initializer': given['weights_initializer'],
                'bias_initializer': given['biases_initializer'],
                'kernel_regularizer': given['weights_regularizer'],
                'bias_regularizer': given['biases_regularizer'],
                'trainable': given['trainable'],
                'name': scope.name,
                'dtype': inputs.dtype.base_dtype,
                '_scope': scope,
                '_reuse': given['reuse'],
            },
        )
        outputs = layer(inputs)
        add_variable(layer.kernel, given['variables_collections'], 'weights')
        if layer.bias is not None:
            add_variable(layer.bias, given['variables_collections'], 'biases')
        outputs = finished(
            outputs, given['normalizer_fn'], given['normalizer_params'], given['activation_fn']
        )
        return collected(given['outputs_collections'], scope.name, outputs)


@add_arg_scope
def fully_connected(
    inputs,
    num_outputs,
    activation_fn=activations.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=xavier_initializer(),
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
    given = locals()
    if not isinstance(num_outputs, int):
        raise ValueError(
            'num_outputs type should be one of %s, got %s.' % ([int], type(num_outputs))
        )

    def make(inputs, options):
        return Dense(units=num_outputs, **options)

    return _weighted(make, given, 'fully_connected')


@add_arg_scope
def convolution(
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
    weights_initializer=xavier_initializer(),
    weights_regularizer=None,
    biases_initializer=_initializers.Zeros(),
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
    conv_dims=None,
):
    """activation_fn(inputs convolved with weights + biases), over lines, images or volumes"""
    given = locals()
    if data_format not in _FORMATS:
        raise ValueError('Invalid data_format: %r' % (data_format,))

    def make(inputs, options):
        rank = inputs.shape.ndims
        if conv_dims is not None and conv_dims + 2 != rank:
            raise ValueError(
                'Convolution expects input with rank %d, got %d' % (conv_dims + 2, rank)
            )
        if rank not in _CLASSES:
            raise ValueError('Convolution not supported for input with rank', rank)
        return _CLASSES[rank](
            filters=num_outputs,
            kernel_size=kernel_size,
            strides=stride,
            padding=padding,
            data_format=keras_format(data_format),
            dilation_rate=rate,
            **options,
        )

    return _weighted(make, given, 'Conv')


convolution1d = add_arg_scope(with_fixed(convolution, 'convolution1d', conv_dims=1))
convolution2d = add_arg_scope(with_fixed(convolution, 'convolution2d', conv_dims=2))
convolution3d = add_arg_scope(with_fixed(convolution, 'convolution3d', conv_dims=3))


def _check_volume_format(data_format):
    if data_format not in ('NCDHW', 'NDHWC'):
        raise ValueError('data_format has to be either NCDHW or NDHWC.')


def _transposed(name, layer_class, usual_format, default_name, check, doc):
    """The function NAME, whose layer is a LAYER_CLASS."""

    def transposed(
        inputs,
        num_outputs,
        kernel_size,
        stride=1,
        padding='SAME',
        data_format=usual_format,
        activation_fn=activations.relu,
        normalizer_fn=None,
        normalizer_params=None,
        weights_initializer=xavier_initializer(),
        weights_regularizer=None,
        biases_initializer=_initializers.Zeros(),
        biases_regularizer=None,
        reuse=None,
        variables_collections=None,
        outputs_collections=None,
        trainable=True,
        scope=None,
    ):
        given = locals()

        def make(inputs, options):
            return layer_class(
                filters=num_outputs,
                kernel_size=kernel_size,
                strides=stride,
                padding=padding,
                data_format=keras_format(data_format),
                **options,
            )

        return _weighted(make, given, default_name, check)

    transposed.__name__ = transposed.__qualname__ = name
    transposed.__doc__ = doc
    return add_arg_scope(transposed)


convolution2d_transpose = _transposed(
    'convolution2d_transpose', Conv2DTranspose, 'NHWC', 'Conv2d_transpose', check_format,
    'activation_fn(inputs, convolved the other way round + biases): larger by the strides',
)  # fmt: skip
convolution3d_transpose = _transposed(
    'convolution3d_transpose', Conv3DTranspose, 'NDHWC', 'Conv3d_transpose', _check_volume_format,
    'The same for volumes.',
)  # fmt: skip


@add_arg_scope
def separable_convolution2d(
    inputs,
    num_outputs,
    kernel_size,
    depth_multiplier=1,
    stride=1,
    padding='SAME',
    data_format='NHWC',
    rate=1,
    activation_fn=activations.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=xavier_initializer(),
    pointwise_initializer=None,
    weights_regularizer=None,
    biases_initializer=_initializers.Zeros(),
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
):
    """A convolution channel by channel, then across channels; the first alone without NUM_OUTPUTS."""
    check_format(data_format)
    renamed = {
        'bias': 'biases',
        'depthwise_kernel': 'depthwise_weights',
        'pointwise_kernel': 'pointwise_weights',
    }
    opened = variable_scope(
        scope, 'SeparableConv2d', [inputs], reuse=reuse, custom_getter=model_getter(renamed)
    )
    with opened as entered:
        inputs = convert(inputs)
        if pointwise_initializer is None:
            pointwise_initializer = weights_initializer
        if num_outputs is not None:
            layer = SeparableConv2D(
                filters=num_outputs,
                kernel_size=kernel_size,
                strides=stride,
                padding=padding,
                data_format=keras_format(data_format),
                dilation_rate=_pair(rate),
                depth_multiplier=depth_multiplier,
                use_bias=not normalizer_fn and biases_initializer,
                depthwise_initializer=weights_initializer,
                pointwise_initializer=pointwise_initializer,
                bias_initializer=biases_initializer,
                depthwise_regularizer=weights_regularizer,
                pointwise_regularizer=weights_regularizer,
                bias_regularizer=biases_regularizer,
                trainable=trainable,
                name=entered.name,
                dtype=inputs.dtype.base_dtype,
                _scope=entered,
                _reuse=reuse,
            )
            outputs = layer(inputs)
            add_variable(layer.depthwise_kernel, variables_collections, 'weights')
            add_variable(layer.pointwise_kernel, variables_collections, 'weights')
            if layer.bias is not None:
                add_variable(layer.bias, variables_collections, 'biases')
        else:
            dtype = inputs.dtype.base_dtype
            rows, columns = _pair(kernel_size)
            steps = _pair(stride)
            is_first = data_format == 'NCHW'
            width = inputs.shape.with_rank_at_least(4)[1 if is_first else -1].value
            depthwise = model_variable(
                'depthwise_weights',
                shape=[rows, columns, width, depth_multiplier],
                dtype=dtype,
                initializer=weights_initializer,
                regularizer=weights_regularizer,
                trainable=trainable,
                collections=collections_of(variables_collections, 'weights'),
            )
            outputs = images.depthwise_conv2d(
                inputs,
                depthwise,
                [1, 1, *steps] if is_first else [1, *steps, 1],
                padding,
                rate=_pair(rate),
                data_format=data_format,
            )
            if normalizer_fn is None and biases_initializer is not None:
                bias = model_variable(
                    'biases',
                    shape=[depth_multiplier * width],
                    dtype=dtype,
                    initializer=biases_initializer,
                    regularizer=biases_regularizer,
                    trainable=trainable,
                    collections=collections_of(variables_collections, 'biases'),
                )
                outputs = activations.bias_add(outputs, bias, data_format=data_format)
        outputs = finished(outputs, normalizer_fn, normalizer_params, activation_fn)
        return collected(outputs_collections, entered.name, outputs)


def _pair(value):
    """Two integers (contrib's utils.two_element_tuple)."""
    if isinstance(value, (list, tuple)):
        if len(value) != 2:
            raise ValueError('int_or_tuple must be a list with 2 values')
        return int(value[0]), int(value[1])
    return int(value), int(value)
