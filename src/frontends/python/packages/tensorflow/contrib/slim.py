"""tf.contrib.slim: the layers, initializers and regularizers of tf.contrib.layers, the variables of
tf.contrib.framework, the losses and metrics of contrib, under one name."""

from .._missing import getter
from . import _slim_learning as learning
from . import losses, metrics
from ._arg_scope import add_arg_scope, arg_scope, current_arg_scope, has_arg_scope
from ._variables import *  # noqa: F403
from .._training.global_step import (
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)
from .layers import (
    OPTIMIZER_CLS_NAMES,
    OPTIMIZER_SUMMARIES,
    apply_regularization,
    avg_pool2d,
    avg_pool3d,
    batch_norm,
    bias_add,
    conv1d,
    conv2d,
    conv2d_transpose,
    conv3d,
    conv3d_transpose,
    convolution,
    convolution1d,
    convolution2d,
    convolution2d_transpose,
    convolution3d,
    convolution3d_transpose,
    dropout,
    elu,
    embed_sequence,
    flatten,
    fully_connected,
    instance_norm,
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    layer_norm,
    linear,
    max_pool2d,
    max_pool3d,
    maxout,
    one_hot_encoding,
    optimize_loss,
    relu,
    relu6,
    repeat,
    separable_conv2d,
    separable_convolution2d,
    softmax,
    stack,
    sum_regularizer,
    unit_norm,
    variance_scaling_initializer,
    xavier_initializer,
    xavier_initializer_conv2d,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.slim')
