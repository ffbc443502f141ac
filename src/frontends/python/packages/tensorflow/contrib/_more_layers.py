"""tf.contrib.layers: transposed convolutions, embedded sequences, biases, fully_connected by activation."""

from .. import _initializers
from .._convert import convert
from .._image_layers import deconvolve
from .._layer_scope import padding_of, pair_of
from .._name_scope import name_scope
from .._ops import activations
from .._ops.embeddings import embedding_lookup
from .._variable_scope import variable_scope
from ._image_layers import (
    _add_to_collections,
    _collected,
    _finished,
    _kernels,
    fully_connected,
)
from ._variables import model_variable


def conv2d_transpose(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding='SAME',
    data_format='NHWC',
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
    """activation_fn(inputs, convolved the other way round + biases): larger by the strides"""
    with variable_scope(scope, 'Conv2d_transpose', [inputs], reuse=reuse) as entered:
        if data_format not in ('NCHW', 'NHWC'):
            raise ValueError('data_format has to be either NCHW or NHWC.')
        # TensorFlow's layer enters its own name once more, which takes the name from what is inside.
        with name_scope(entered.name):
            pass
        outputs, weights, biases = deconvolve(
            convert(inputs),
            num_outputs,
            pair_of(kernel_size, 'kernel_size'),
            pair_of(stride, 'strides'),
            padding_of(padding),
            data_format,
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


def bias_add(
    inputs,
    activation_fn=None,
    initializer=_initializers.Zeros(),
    regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    data_format='NHWC',
    scope=None,
):
    """activation_fn(inputs + a bias per channel)"""
    if data_format not in ('NCHW', 'NHWC'):
        raise ValueError('data_format has to be either NCHW or NHWC.')
    with variable_scope(scope, 'BiasAdd', [inputs], reuse=reuse):
        inputs = convert(inputs)
        rank = inputs.shape.ndims
        if rank is None:
            raise ValueError('Dims of shape must be known but is None')
        if rank != 4 and data_format == 'NCHW':
            raise ValueError('Data format NCHW only supports 4D Tensor')
        axis = 1 if data_format == 'NCHW' else -1
        width = inputs.shape[axis].value
        if width is None:
            raise ValueError('`C` dimension must be known but is None')
        biases = model_variable(
            'biases',
            shape=[width],
            dtype=inputs.dtype.base_dtype,
            initializer=initializer,
            regularizer=regularizer,
            collections=_names_of(variables_collections, 'biases'),
            trainable=trainable,
        )
        outputs = activations.bias_add(inputs, biases, data_format=data_format)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return _collected(outputs_collections, outputs)


def _names_of(collections, kind):
    return collections.get(kind) if isinstance(collections, dict) else collections


def embed_sequence(
    ids,
    vocab_size=None,
    embed_dim=None,
    unique=False,
    initializer=None,
    regularizer=None,
    trainable=True,
    scope=None,
    reuse=None,
):
    """[batch, steps] ids -> [batch, steps, embed_dim]"""
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError(
            'Must specify vocab size and embedding dimension when not reusing. Got vocab_size=%s '
            'and embed_dim=%s' % (vocab_size, embed_dim)
        )
    if unique:
        raise NotImplementedError(
            'tf.contrib.layers.embed_sequence with unique=True is not evaluated by this engine'
        )
    with variable_scope(scope, 'EmbedSequence', [ids], reuse=reuse):
        shape = [vocab_size, embed_dim]
        if (reuse and vocab_size is None) or embed_dim is None:
            shape = None
        embeddings = model_variable(
            'embeddings',
            shape=shape,
            initializer=initializer,
            regularizer=regularizer,
            trainable=trainable,
        )
        return embedding_lookup(embeddings, ids)


def relu6(inputs, num_outputs, **options):
    """fully_connected with relu6"""
    return fully_connected(inputs, num_outputs, activation_fn=activations.relu6, **options)


def elu(inputs, num_outputs, **options):
    """fully_connected with elu"""
    return fully_connected(inputs, num_outputs, activation_fn=activations.elu, **options)
