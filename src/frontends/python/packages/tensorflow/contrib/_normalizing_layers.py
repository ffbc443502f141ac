"""tf.contrib.layers that normalize or drop: batch_norm, layer_norm, instance_norm, dropout; and stacks."""

from .. import _initializers
from .._batch_normalization import normalized
from .._collections import add_to_collection
from .._convert import convert
from .._graph import GraphKeys, get_default_graph
from .._ops import activations, arrays, normalization
from .._ops.conditionals import smart_cond
from .._variable_scope import get_variable, variable_scope
from ._arg_scope import add_arg_scope
from ._image_layers import _add_to_collections, _collected

_MODEL = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES]
_FORMATS = ('NHWC', 'NCHW')


@add_arg_scope
def batch_norm(
    inputs,
    decay=0.999,
    center=True,
    scale=False,
    epsilon=0.001,
    activation_fn=None,
    param_initializers=None,
    param_regularizers=None,
    updates_collections=GraphKeys.UPDATE_OPS,
    is_training=True,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    batch_weights=None,
    fused=None,
    data_format='NHWC',
    zero_debias_moving_mean=False,
    scope=None,
    renorm=False,
    renorm_clipping=None,
    renorm_decay=0.99,
    adjustment=None,
):
    """INPUTS normalized over all dimensions but the channels, with moving averages for inference."""
    inputs = convert(inputs)
    if data_format not in _FORMATS:
        raise ValueError('data_format has to be either NCHW or NHWC.')
    rank = inputs.shape.ndims
    for given, what in (
        (batch_weights is not None, 'batch_weights'),
        (zero_debias_moving_mean, 'zero_debias_moving_mean=True'),
        (renorm, 'renorm=True'),
        (adjustment is not None, 'an adjustment'),
        (fused is not False and rank == 2, 'inputs of rank 2 and fused not False'),
        (updates_collections != GraphKeys.UPDATE_OPS, 'updates_collections other than UPDATE_OPS'),
    ):
        if given:
            raise NotImplementedError(
                'tf.contrib.layers.batch_norm with %s is not evaluated by this engine' % what
            )
    initial = param_initializers or {}
    penalties = param_regularizers or {}
    with variable_scope(scope, 'BatchNorm', [inputs], reuse=reuse):
        inputs = convert(inputs)
        outputs, updates, parameters = normalized(
            inputs,
            axis=1 if data_format == 'NCHW' else -1,
            momentum=decay,
            epsilon=epsilon,
            center=center,
            scale=scale,
            gamma=(initial.get('gamma', _initializers.Ones()), penalties.get('gamma'), None),
            beta=(initial.get('beta', _initializers.Zeros()), penalties.get('beta'), None),
            moving_mean=initial.get('moving_mean', _initializers.Zeros()),
            moving_variance=initial.get('moving_variance', _initializers.Ones()),
            training=is_training,
            trainable=trainable,
            fused=fused,
            collections=_MODEL,
        )
        for update in () if get_default_graph()._is_eager else updates:
            add_to_collection(GraphKeys.UPDATE_OPS, update)
        for kind in ('moving_mean', 'moving_variance', 'beta', 'gamma'):
            variable = getattr(parameters, kind)
            if variable is not None:
                _add_to_collections(variable, variables_collections, kind)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return _collected(outputs_collections, outputs)


def _parameter(name, shape, dtype, initializer, collections, trainable):
    kind = collections.get(name) if isinstance(collections, dict) else collections
    wanted = [*(kind or []), *_MODEL]
    return get_variable(
        name, shape, dtype, initializer, trainable=trainable, collections=wanted
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
    with variable_scope(scope, 'LayerNorm', [inputs], reuse=reuse):
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
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return _collected(outputs_collections, outputs)


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
    if data_format not in _FORMATS:
        raise ValueError('data_format has to be either NCHW or NHWC.')
    with variable_scope(scope, 'InstanceNorm', [inputs], reuse=reuse):
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
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        return _collected(outputs_collections, outputs)


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
    with variable_scope(scope, 'Dropout', [inputs]):
        inputs = convert(inputs)
        # TensorFlow's layer takes the name once for itself.
        get_default_graph().unique_name('dropout')

        def dropped():
            return normalization.dropout(
                inputs, noise_shape=noise_shape, seed=seed, rate=1 - keep_prob
            )

        outputs = smart_cond(is_training, dropped, lambda: arrays.identity(inputs))
        return _collected(outputs_collections, outputs)


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
