"""tf.contrib.slim: the layers, initializers and regularizers of tf.contrib.layers under its name."""

from .._missing import getter
from .layers import (
    apply_regularization,
    avg_pool2d,
    conv2d,
    convolution2d,
    flatten,
    fully_connected,
    l1_regularizer,
    l2_regularizer,
    max_pool2d,
    one_hot_encoding,
    variance_scaling_initializer,
    xavier_initializer,
    xavier_initializer_conv2d,
)

__getattr__ = getter('tf.contrib.slim')
