"""tf.contrib.layers: biases, embedded sequences, fully_connected by activation."""

import functools

from .. import _initializers
from .._convert import convert
from .._ops import activations
from .._ops.embeddings import embedding_lookup
from .._variable_scope import variable_scope
from ._arg_scope import add_arg_scope
from ._convolutions import fully_connected
from ._layer_parts import activated, check_format, collected, collections_of
from ._variables import model_variable


@add_arg_scope
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
    check_format(data_format)
    with variable_scope(scope, 'BiasAdd', [inputs], reuse=reuse) as entered:
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
            collections=collections_of(variables_collections, 'biases'),
            trainable=trainable,
        )
        outputs = activations.bias_add(inputs, biases, data_format=data_format)
        return collected(outputs_collections, entered.name, activated(outputs, activation_fn))


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


relu = functools.partial(fully_connected, activation_fn=activations.relu)
relu6 = functools.partial(fully_connected, activation_fn=activations.relu6)
elu = functools.partial(fully_connected, activation_fn=activations.elu)
linear = functools.partial(fully_connected, activation_fn=None)
