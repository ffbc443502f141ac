"""BatchNormalization (tensorflow/python/layers/normalization.py)."""

from .. import _initializers
from .._keras.layers import batch_normal
from .._layer import Layer
from .forms import constructor


class BatchNormalization(batch_normal.BatchNormalization, Layer):
    __init__ = constructor(
        batch_normal.BatchNormalization,
        beta_initializer=_initializers.Zeros(),
        gamma_initializer=_initializers.Ones(),
        moving_mean_initializer=_initializers.Zeros(),
        moving_variance_initializer=_initializers.Ones(),
    )

    def call(self, inputs, training=False):
        return super().call(inputs, training=training)


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
    options = dict(locals())
    for name_of_call in ('inputs', 'training', 'reuse'):
        del options[name_of_call]
    layer = BatchNormalization(**options, _reuse=reuse, _scope=name)
    return layer(inputs, training=training)


BatchNorm = BatchNormalization
batch_norm = batch_normalization
