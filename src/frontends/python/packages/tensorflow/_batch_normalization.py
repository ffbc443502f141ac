"""tf.layers.batch_normalization: over images one fused op, over anything else a few; moving averages."""

from . import _initializers
from ._collections import add_to_collection
from ._constant import constant
from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._layer_scope import LayerScope, layer_name
from ._name_scope import name_scope
from ._ops import arrays, normalization, windows
from ._ops.conditionals import smart_cond, smart_constant_value
from ._ops.state import assign_sub
from ._placement import colocate_with
from ._variable_scope import get_variable
from ._variable_store import apart


def _refuse(what):
    raise NotImplementedError(
        'tf.layers.batch_normalization with %s is not evaluated by this engine' % what
    )


def _assign_moving_average(variable, value, momentum):
    """The op that moves VARIABLE the share 1 − MOMENTUM of the way to VALUE."""
    with name_scope('AssignMovingAvg') as scope, colocate_with(variable):
        decay = convert(1.0 - momentum, name='decay')
        delta = (variable - value) * decay
        return assign_sub(variable._variable, delta, name=scope)


def _resolved_axes(axis, rank):
    axes = list(axis) if isinstance(axis, list) else [axis]
    axes = [rank + one if one < 0 else one for one in axes]
    for one in axes:
        if one < 0 or one >= rank:
            raise ValueError('Invalid axis: %d' % one)
    if len(axes) != len(set(axes)):
        raise ValueError('Duplicate axis: %s' % axes)
    return axes


class _Parameters:
    """gamma, beta and the moving averages, made in TensorFlow's order."""

    def __init__(
        self,
        shape,
        dtype,
        fused,
        scale,
        center,
        trainable,
        gamma,
        beta,
        mean,
        variance,
        collections,
    ):
        def parameter(name, options):
            return get_variable(
                name,
                shape,
                dtype,
                options[0],
                apart(options[1]),
                trainable,
                collections,
                constraint=options[2],
            )

        def moving(name, initializer):
            return get_variable(
                name, shape, dtype, initializer, trainable=False, collections=collections
            )

        self.gamma = parameter('gamma', gamma) if scale else None
        self.fused_gamma = self.gamma
        if fused and not scale:
            self.fused_gamma = constant(1.0, dtype, shape)
        self.beta = parameter('beta', beta) if center else None
        self.fused_beta = self.beta
        if fused and not center:
            self.fused_beta = constant(0.0, dtype, shape)
        self.moving_mean = moving('moving_mean', mean)
        self.moving_variance = moving('moving_variance', variance)

    def update(self, mean, variance, momentum):
        """The ops that move the averages; they belong to the collection UPDATE_OPS."""
        return [
            _assign_moving_average(self.moving_mean, mean, momentum).op,
            _assign_moving_average(self.moving_variance, variance, momentum).op,
        ]

    def update_if(self, training, mean, variance, momentum):
        """The same where TRAINING, a tensor, is true; else the averages stay."""
        pairs = ((self.moving_mean, mean), (self.moving_variance, variance))
        return [
            smart_cond(
                training,
                lambda moving=moving, value=value: _assign_moving_average(moving, value, momentum),
                lambda moving=moving: moving,
            ).op
            for moving, value in pairs
        ]


def _fused(inputs, parameters, training, momentum, epsilon, data_format):
    """(outputs, updates) by one FusedBatchNormV3, or two where TRAINING is known in a run only."""
    gamma, beta = parameters.fused_gamma, parameters.fused_beta

    def of_batch():
        return windows.fused_batch_norm(
            inputs, gamma, beta, epsilon=epsilon, data_format=data_format
        )

    def of_averages():
        return windows.fused_batch_norm(
            inputs,
            gamma,
            beta,
            parameters.moving_mean,
            parameters.moving_variance,
            epsilon,
            data_format,
            is_training=False,
        )

    outputs, mean, variance = smart_cond(training, of_batch, of_averages)
    value = smart_constant_value(training)
    given = momentum
    if value is None:
        momentum = smart_cond(training, lambda: given, lambda: 1.0)
    else:
        momentum = constant(momentum)
    if value is False:
        return outputs, []
    return outputs, parameters.update(mean, variance, momentum)


def _unfused(inputs, parameters, training, momentum, epsilon, axes):
    """(outputs, updates) by moments and elementwise ops."""
    rank = inputs.shape.ndims
    others = [i for i in range(rank) if i not in axes]

    def broadcast(vector):
        if vector is None or vector.shape.ndims == rank or others == list(range(rank - 1)):
            return vector
        shape = [1] * rank
        shape[axes[0]] = inputs.shape[axes[0]].value
        return arrays.reshape(vector, shape)

    scale, offset = broadcast(parameters.gamma), broadcast(parameters.beta)
    mean, variance = parameters.moving_mean, parameters.moving_variance
    updates = []
    value = smart_constant_value(training)
    if value is not False:
        means = normalization.moments(inputs, others, keep_dims=len(axes) > 1)
        mean, variance = (
            smart_cond(training, lambda new=new: new, lambda old=old: convert(old))
            for new, old in zip(means, (mean, variance))
        )
        if value:
            updates = parameters.update(mean, variance, momentum)
        else:
            updates = parameters.update_if(training, mean, variance, momentum)
    outputs = normalization.batch_normalization(
        inputs, broadcast(mean), broadcast(variance), offset, scale, epsilon
    )
    outputs.set_shape(inputs.shape)
    return outputs, updates


def batch_normalization(
    inputs,
    axis=-1,
    momentum=0.99,
    epsilon=1e-3,
    center=True,
    scale=True,
    beta_initializer=_initializers.Zeros(),
    gamma_initializer=_initializers.Ones(),
    moving_mean_initializer=_initializers.Zeros(),
    moving_variance_initializer=_initializers.Ones(),
    beta_regularizer=None,
    gamma_regularizer=None,
    beta_constraint=None,
    gamma_constraint=None,
    training=False,
    trainable=True,
    name=None,
    reuse=None,
    renorm=False,
    renorm_clipping=None,
    renorm_momentum=0.99,
    fused=None,
    virtual_batch_size=None,
    adjustment=None,
):
    """INPUTS with mean 0 and variance 1 over all axes but AXIS, scaled by gamma and shifted by beta."""
    if not isinstance(axis, (int, list)):
        raise TypeError('axis must be int or list, type given: %s' % type(axis))
    for given, what in (
        (renorm, 'renorm=True'),
        (virtual_batch_size is not None, 'a virtual_batch_size'),
        (adjustment is not None, 'an adjustment'),
    ):
        if given:
            _refuse(what)
    inputs = convert(inputs)
    layer_name(name, 'batch_normalization')
    with LayerScope(name, 'batch_normalization', reuse):
        outputs, updates, _ = normalized(
            inputs,
            axis,
            momentum,
            epsilon,
            center,
            scale,
            (gamma_initializer, gamma_regularizer, gamma_constraint),
            (beta_initializer, beta_regularizer, beta_constraint),
            moving_mean_initializer,
            moving_variance_initializer,
            training,
            trainable,
            fused,
        )
    for update in () if get_default_graph()._is_eager else updates:
        add_to_collection(GraphKeys.UPDATE_OPS, update)
    return outputs


def normalized(
    inputs,
    axis,
    momentum,
    epsilon,
    center,
    scale,
    gamma,
    beta,
    moving_mean,
    moving_variance,
    training,
    trainable,
    fused,
    collections=None,
):
    """(outputs, updates, parameters) in the scope that is open; GAMMA and BETA are (initializer,
    regularizer, constraint)."""
    rank = inputs.shape.ndims
    if not rank:
        raise ValueError('Input has undefined rank:', inputs.shape)
    axes = _resolved_axes(axis, rank)
    is_fused = fused is not False and rank == 4 and axes in ([1], [3])
    sizes = {one: inputs.shape[one].value for one in axes}
    if None in sizes.values():
        raise ValueError('Input has undefined `axis` dimension. Input shape: ', inputs.shape)
    if len(axes) == 1:
        shape = [sizes[axes[0]]]
    else:
        shape = [sizes.get(i, 1) for i in range(rank)]
    dtype = inputs.dtype.base_dtype
    parameters = _Parameters(
        shape,
        dtype,
        is_fused,
        scale,
        center,
        trainable,
        gamma,
        beta,
        moving_mean,
        moving_variance,
        collections,
    )
    if is_fused:
        data_format = 'NCHW' if axes == [1] else 'NHWC'
        outputs, updates = _fused(inputs, parameters, training, momentum, epsilon, data_format)
    else:
        outputs, updates = _unfused(inputs, parameters, training, momentum, epsilon, axes)
    return outputs, updates, parameters
