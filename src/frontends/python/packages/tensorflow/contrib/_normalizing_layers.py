"""tf.contrib.layers that normalize or drop: layer_norm, instance_norm, dropout; and stacks of layers."""

from .. import _initializers
from .._convert import convert
from .._layers.core import Dropout
from .._ops import activations, arrays, normalization
from .._variable_scope import variable_scope
from ._arg_scope import add_arg_scope
from ._layer_parts import activated, check_format, collected, collections_of, model_getter
from ._variables import model_variable


def _parameter(name, shape, dtype, initializer, collections, trainable):
    return model_variable(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        collections=collections_of(collections, name),
        trainable=trainable,
    )


@add_arg_scope
def layer_norm(
    inputs,
    center=True,
    scale=True,
    activation_fn=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    begin_norm_axis=1,
    begin_params_axis=-1,
    scope=None,
):
    """INPUTS normalized, example by example, over the dimensions from BEGIN_NORM_AXIS on."""
    with variable_scope(scope, 'LayerNorm', [inputs], reuse=reuse) as entered:
        inputs = convert(inputs)
        shape = inputs.shape
        rank = shape.ndims
        if rank is None:
            raise ValueError('Inputs %s has undefined rank.' % inputs.name)
        dtype = inputs.dtype.base_dtype
        if begin_norm_axis < 0:
            begin_norm_axis = rank + begin_norm_axis
        if begin_params_axis >= rank or begin_norm_axis >= rank:
            raise ValueError(
                'begin_params_axis (%d) and begin_norm_axis (%d) must be < rank(inputs) (%d)'
                % (begin_params_axis, begin_norm_axis, rank)
            )
        params = shape[begin_params_axis:]
        if not params.is_fully_defined():
            raise ValueError(
                'Inputs %s: shape(inputs)[%s:] is not fully defined: %s'
                % (inputs.name, begin_params_axis, shape)
            )
        beta = gamma = None
        if center:
            zeros = _initializers.Zeros()
            beta = _parameter('beta', params, dtype, zeros, variables_collections, trainable)
        if scale:
            ones = _initializers.Ones()
            gamma = _parameter('gamma', params, dtype, ones, variables_collections, trainable)
        axes = list(range(begin_norm_axis, rank))
        mean, variance = normalization.moments(inputs, axes, keep_dims=True)
        outputs = normalization.batch_normalization(
            inputs, mean, variance, offset=beta, scale=gamma, variance_epsilon=1e-12
        )
        outputs.set_shape(shape)
        return collected(outputs_collections, entered.name, activated(outputs, activation_fn))


@add_arg_scope
def instance_norm(
    inputs,
    center=True,
    scale=True,
    epsilon=1e-6,
    activation_fn=None,
    param_initializers=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    data_format='NHWC',
    scope=None,
):
    """INPUTS normalized over space, example by example and channel by channel."""
    inputs = convert(inputs)
    shape = inputs.shape
    rank = shape.ndims
    if rank is None:
        raise ValueError('Inputs %s has undefined rank.' % inputs.name)
    check_format(data_format)
    with variable_scope(scope, 'InstanceNorm', [inputs], reuse=reuse) as entered:
        at = 1 if data_format == 'NCHW' else rank - 1
        wide = [1, shape[1].value] + [1] * (rank - 2) if data_format == 'NCHW' else None
        axes = [axis for axis in range(1, rank) if axis != at]
        params = shape[at : at + 1]
        if not params.is_fully_defined():
            raise ValueError(
                'Inputs %s has undefined channels dimension %s.' % (inputs.name, params)
            )
        dtype = inputs.dtype.base_dtype
        initial = param_initializers or {}

        def parameter(name, default):
            made = _parameter(
                name, params, dtype, initial.get(name, default), variables_collections, trainable
            )
            return arrays.reshape(made, wide) if wide else made

        beta = parameter('beta', _initializers.Zeros()) if center else None
        gamma = parameter('gamma', _initializers.Ones()) if scale else None
        mean, variance = normalization.moments(inputs, axes, keep_dims=True)
        outputs = normalization.batch_normalization(
            inputs, mean, variance, beta, gamma, epsilon, name='instancenorm'
        )
        return collected(outputs_collections, entered.name, activated(outputs, activation_fn))


@add_arg_scope
def dropout(
    inputs,
    keep_prob=0.5,
    noise_shape=None,
    is_training=True,
    outputs_collections=None,
    scope=None,
    seed=None,
):
    with variable_scope(scope, 'Dropout', [inputs], custom_getter=model_getter()) as entered:
        inputs = convert(inputs)
        layer = Dropout(
            rate=1 - keep_prob, noise_shape=noise_shape, seed=seed, name=entered.name, _scope=entered
        )
        outputs = layer(inputs, training=is_training)
        return collected(outputs_collections, entered.name, outputs)


@add_arg_scope
def softmax(logits, scope=None):
    """Softmax over the last dimension, of logits of any rank."""
    with variable_scope(scope, 'softmax', [logits]):
        width = logits.shape[-1].value
        flat = arrays.reshape(logits, [-1, width])
        predictions = activations.softmax(flat)
        predictions = arrays.reshape(predictions, arrays.shape(logits))
        predictions.set_shape(logits.shape)
        return predictions


def _name_of(layer, default):
    function = getattr(layer, 'func', layer)
    return getattr(layer, '__name__', None) or getattr(function, '__name__', default)


@add_arg_scope
def repeat(inputs, repetitions, layer, *args, **kwargs):
    """LAYER applied REPETITIONS times, each with a scope of its own."""
    scope = kwargs.pop('scope', None)
    with variable_scope(scope, 'Repeat', [inputs]):
        outputs = convert(inputs)
        prefix = _name_of(layer, 'repeat') if scope is None else scope
        for i in range(repetitions):
            outputs = layer(outputs, *args, **{**kwargs, 'scope': '%s_%d' % (prefix, i + 1)})
        return outputs


@add_arg_scope
def stack(inputs, layer, stack_args, **kwargs):
    """LAYER applied once for each entry of STACK_ARGS, with that entry as its arguments."""
    scope = kwargs.pop('scope', None)
    if not isinstance(stack_args, (list, tuple)):
        raise ValueError('stack_args need to be a list or tuple')
    with variable_scope(scope, 'Stack', [inputs]):
        outputs = convert(inputs)
        prefix = _name_of(layer, 'stack') if scope is None else scope
        for i, own in enumerate(stack_args):
            own = own if isinstance(own, (list, tuple)) else [own]
            outputs = layer(outputs, *own, **{**kwargs, 'scope': '%s_%d' % (prefix, i + 1)})
        return outputs
