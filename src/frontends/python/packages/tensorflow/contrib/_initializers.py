"""Initializers of tf.contrib.layers: functions of a shape (contrib/layers/python/layers/initializers.py)."""

import math

from .._dtypes import float32
from .._ops.random import random_uniform, truncated_normal

_MODES = ['FAN_IN', 'FAN_OUT', 'FAN_AVG']
_REFUSED = 'Cannot create initializer for non-floating point type.'


def _fans(shape):
    """(inputs of one output, outputs of one input) of a kernel; its leading sides are a window."""
    if not shape:
        return 1.0, 1.0
    window = math.prod(float(side) for side in shape[:-2])
    return float(shape[-2] if len(shape) > 1 else shape[-1]) * window, float(shape[-1]) * window


def variance_scaling_initializer(
    factor=2.0, mode='FAN_IN', uniform=False, seed=None, dtype=float32
):
    """Numbers of variance factor/n, n by MODE; He's (arXiv:1502.01852) when nothing is given.

    A truncated normal has a smaller variance than the normal that it is cut from: 1.3 makes up for it.
    """
    if not dtype.is_floating:
        raise TypeError(_REFUSED)
    if mode not in _MODES:
        raise TypeError('Unknown mode %s [FAN_IN, FAN_OUT, FAN_AVG]', mode)

    def _initializer(shape, dtype=dtype, partition_info=None):
        if not dtype.is_floating:
            raise TypeError(_REFUSED)
        fan_in, fan_out = _fans(shape)
        n = {'FAN_IN': fan_in, 'FAN_OUT': fan_out, 'FAN_AVG': (fan_in + fan_out) / 2.0}[mode]
        if uniform:
            limit = math.sqrt(3.0 * factor / n)
            return random_uniform(shape, -limit, limit, dtype, seed=seed)
        return truncated_normal(shape, 0.0, math.sqrt(1.3 * factor / n), dtype, seed=seed)

    return _initializer


def xavier_initializer(uniform=True, seed=None, dtype=float32):
    """Glorot's: variance 2/(inputs + outputs)."""
    return variance_scaling_initializer(1.0, 'FAN_AVG', uniform, seed, dtype)
