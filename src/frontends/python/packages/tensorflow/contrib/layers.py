"""tf.contrib.layers: layers, initializers and regularizers."""

from .._graph import GraphKeys
from .._missing import getter
from .._name_scope import name_scope
from .._convert import convert
from .._ops import activations, math, reductions
from ._batch_norm import batch_norm
from ._convolutions import (
    convolution,
    convolution1d,
    convolution2d,
    convolution2d_transpose,
    convolution3d,
    convolution3d_transpose,
    fully_connected,
    separable_convolution2d,
)
from ._initializers import variance_scaling_initializer, xavier_initializer
from ._more_layers import bias_add, elu, embed_sequence, linear, relu, relu6
from ._normalizing_layers import dropout, instance_norm, layer_norm, repeat, softmax, stack
from ._optimize_loss import OPTIMIZER_CLS_NAMES, OPTIMIZER_SUMMARIES, optimize_loss
from ._pools import (
    avg_pool2d,
    avg_pool3d,
    flatten,
    max_pool2d,
    max_pool3d,
    maxout,
    one_hot_encoding,
    unit_norm,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

xavier_initializer_conv2d = xavier_initializer

conv1d = convolution1d
conv2d = convolution2d
conv3d = convolution3d
conv2d_transpose = convolution2d_transpose
conv3d_transpose = convolution3d_transpose
separable_conv2d = separable_convolution2d


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

    # Configurations of layers print it by this name.
    regularize.__name__ = default.partition('_')[0]
    return regularize


def l1_regularizer(scale, scope=None):
    def penalty(weights):
        return reductions.reduce_sum(math.abs(weights))

    return _regularizer(scale, scope, 'l1_regularizer', penalty)


def l2_regularizer(scale, scope=None):
    return _regularizer(scale, scope, 'l2_regularizer', activations.l2_loss)


def l1_l2_regularizer(scale_l1=1.0, scale_l2=1.0, scope=None):
    for scale, name in ((scale_l1, 'scale_l1'), (scale_l2, 'scale_l2')):
        if isinstance(scale, int):
            raise ValueError('%s cannot be an integer: %s' % (name, scale))
    scope = scope or 'l1_l2_regularizer'
    if scale_l1 == 0.0:
        return l2_regularizer(scale_l2, scope)
    if scale_l2 == 0.0:
        return l1_regularizer(scale_l1, scope)
    return sum_regularizer([l1_regularizer(scale_l1), l2_regularizer(scale_l2)], scope=scope)


def sum_regularizer(regularizer_list, scope=None):
    regularizers = [one for one in regularizer_list if one is not None]
    if not regularizers:
        return None

    def sum_reg(weights):
        with name_scope(scope, 'sum_regularizer', [weights]) as name:
            terms = [regularizer(weights) for regularizer in regularizers]
            terms = [term for term in terms if term is not None]
            return math.add_n(terms, name=name) if len(terms) > 1 else terms[0]

    return sum_reg


def apply_regularization(regularizer, weights_list=None):
    from .._collections import get_collection

    weights = get_collection(GraphKeys.WEIGHTS) if weights_list is None else weights_list
    if not weights:
        raise ValueError('No weights to regularize.')
    with name_scope('get_regularization_penalty', values=weights) as scope:
        return math.add_n([regularizer(w) for w in weights], name=scope)


__getattr__ = getter('tf.contrib.layers')
