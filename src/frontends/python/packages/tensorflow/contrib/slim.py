"""tf.contrib.slim: the layers, initializers and regularizers of tf.contrib.layers under its name."""

from .._missing import getter
from . import _slim_learning as learning
from ._arg_scope import add_arg_scope, arg_scope, current_arg_scope, has_arg_scope
from .layers import (
    apply_regularization,
    avg_pool2d,
    batch_norm,
    conv2d,
    convolution2d,
    dropout,
    flatten,
    fully_connected,
    instance_norm,
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    layer_norm,
    max_pool2d,
    one_hot_encoding,
    repeat,
    softmax,
    stack,
    sum_regularizer,
    variance_scaling_initializer,
    xavier_initializer,
    xavier_initializer_conv2d,
)

__getattr__ = getter('tf.contrib.slim')
