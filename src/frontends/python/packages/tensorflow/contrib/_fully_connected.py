"""tf.contrib.layers.fully_connected: tf.layers.dense with other names and defaults."""

from .. import _initializers
from .._collections import add_to_collection
from .._convert import convert
from .._graph import GraphKeys
from .._ops import activations, reductions
from .._variable_scope import get_variable
from .._layer_scope import LayerScope


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
    """activation_fn(inputs · weights + biases), or with normalizer_fn in place of the biases"""
    if not isinstance(num_outputs, int):
        raise ValueError('num_outputs type should be one of [int], got %s.' % type(num_outputs))
    if variables_collections is not None or outputs_collections is not None:
        raise NotImplementedError(
            'tf.contrib.layers.fully_connected with collections is not evaluated by this engine'
        )
    inputs = convert(inputs)
    rank = inputs.shape.ndims
    if rank is None or rank < 2 or inputs.shape[-1].value is None:
        raise ValueError(
            'fully_connected needs inputs of rank 2 or more whose last dimension is known; found %s'
            % inputs.shape
        )
    dtype = inputs.dtype.base_dtype
    with LayerScope(scope, 'fully_connected', reuse):
        shape = [inputs.shape[-1].value, num_outputs]
        weights = get_variable(
            'weights', shape, dtype, weights_initializer, weights_regularizer, trainable
        )
        add_to_collection(GraphKeys.MODEL_VARIABLES, weights)
        biases = None
        if normalizer_fn is None and biases_initializer is not None:
            biases = get_variable(
                'biases', shape[1:], dtype, biases_initializer, biases_regularizer, trainable
            )
            add_to_collection(GraphKeys.MODEL_VARIABLES, biases)
        if rank > 2:
            outputs = reductions.tensordot(inputs, weights, [[rank - 1], [0]])
            outputs.set_shape([*inputs.shape.as_list()[:-1], num_outputs])
        else:
            outputs = reductions.matmul(inputs, weights)
        if biases is not None:
            outputs = activations.bias_add(outputs, biases)
        if normalizer_fn is not None:
            outputs = normalizer_fn(outputs, **(normalizer_params or {}))
        return outputs if activation_fn is None else activation_fn(outputs)


def linear(inputs, num_outputs, **options):
    """fully_connected without an activation"""
    return fully_connected(inputs, num_outputs, activation_fn=None, **options)


def relu(inputs, num_outputs, **options):
    """fully_connected with relu"""
    return fully_connected(inputs, num_outputs, activation_fn=activations.relu, **options)
