"""tf.contrib.layers: fully_connected, initializers and regularizers."""

from .. import _initializers
from .._graph import GraphKeys
from .._missing import getter
from .._name_scope import name_scope
from .._convert import convert
from .._ops import activations, math, reductions
from ._image_layers import (
    avg_pool2d,
    conv2d,
    flatten,
    fully_connected,
    max_pool2d,
    one_hot_encoding,
)

xavier_initializer = xavier_initializer_conv2d = _initializers.xavier_initializer

convolution2d = conv2d


def linear(inputs, num_outputs, **options):
    """fully_connected without an activation"""
    return fully_connected(inputs, num_outputs, activation_fn=None, **options)


def relu(inputs, num_outputs, **options):
    """fully_connected with relu"""
    return fully_connected(inputs, num_outputs, activation_fn=activations.relu, **options)


def variance_scaling_initializer(
    factor=2.0, mode='FAN_IN', uniform=False, seed=None, dtype=_initializers.float32
):
    """He's initializer: a truncated normal (or uniform) of variance factor/fan."""
    modes = {'FAN_IN': 'fan_in', 'FAN_OUT': 'fan_out', 'FAN_AVG': 'fan_avg'}
    if mode not in modes:
        raise TypeError('Unknown mode %s [FAN_IN, FAN_OUT, FAN_AVG]' % mode)
    distribution = 'uniform' if uniform else 'truncated_normal'
    return _initializers.VarianceScaling(factor, modes[mode], distribution, seed, dtype)


def _regularizer(scale, scope, default, penalty):
    if isinstance(scale, int):
        raise ValueError('scale cannot be an integer: %s' % (scale,))
    if scale < 0.0:
        raise ValueError('Setting a scale less than 0 on a regularizer: %g' % scale)
    if scale == 0.0:
        return lambda _: None

    def regularize(weights, name=None):
        with name_scope(scope, default, [weights]) as name:
            factor = convert(scale, weights.dtype.base_dtype, 'scale')
            return math.multiply(factor, penalty(weights), name=name)

    return regularize


def l1_regularizer(scale, scope=None):
    def penalty(weights):
        return reductions.reduce_sum(math.abs(weights))

    return _regularizer(scale, scope, 'l1_regularizer', penalty)


def l2_regularizer(scale, scope=None):
    return _regularizer(scale, scope, 'l2_regularizer', activations.l2_loss)


def apply_regularization(regularizer, weights_list=None):
    from .._collections import get_collection

    weights = get_collection(GraphKeys.WEIGHTS) if weights_list is None else weights_list
    if not weights:
        raise ValueError('No weights to regularize.')
    with name_scope('get_regularization_penalty', values=weights) as scope:
        return math.add_n([regularizer(w) for w in weights], name=scope)


__getattr__ = getter('tf.contrib.layers')
