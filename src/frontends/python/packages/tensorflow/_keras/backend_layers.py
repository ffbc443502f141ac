"""keras.backend for layers: activations, choices by the learning phase, dropout, cross-entropies.

Of tensorflow/python/keras/backend.py; a cross-entropy looks through the softmax or sigmoid that made the
prediction and works on its logits.
"""

import itertools

from .. import _dtypes as dtypes
from .._constant import constant
from .._convert import convert
from .._ops import activations, arrays, clipping, conditionals, creation, cross_entropy, math
from .._ops import normalization, reductions
from .._variable import Variable
from . import settings
from .backend_math import flatten, seed_of
from .backend_values import cast, is_tensor, ndim
from .graph_state import learning_phase


def switch(condition, then_expression, else_expression):
    """THEN_EXPRESSION where CONDITION, else ELSE_EXPRESSION; of a scalar, only one is evaluated."""
    if condition.dtype != dtypes.bool_:
        condition = cast(condition, 'bool')
    rank = ndim(condition)
    if not rank:

        def function(value):
            return value if callable(value) else lambda: value

        return conditionals.cond(condition, function(then_expression), function(else_expression))
    then = then_expression() if callable(then_expression) else then_expression
    other = else_expression() if callable(else_expression) else else_expression
    if rank > ndim(then):
        raise ValueError(
            'Rank of `condition` should be less than or equal to rank of `then_expression` and '
            '`else_expression`. ndim(condition)=%s, ndim(then_expression)=%s' % (rank, ndim(then))
        )
    if rank > 1:
        shape = arrays.concat([arrays.shape(condition), [1] * (ndim(then) - rank)], axis=0)
        condition = arrays.reshape(condition, shape)
        whole = arrays.shape(then)
        times = arrays.where(whole - shape > 0, whole, creation.ones_like(whole))
        condition = arrays.tile(condition, times)
    return arrays.where(condition, then, other)


def in_train_phase(x, alt, training=None):
    training = learning_phase() if training is None else training
    if not is_tensor(training):
        chosen = x if training == 1 else alt
        return chosen() if callable(chosen) else chosen
    return switch(training, x, alt)


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training=training)


# -- activations ---------------------------------------------------------------------------------


def relu(x, alpha=0.0, max_value=None, threshold=0):
    """x above THRESHOLD, at most MAX_VALUE; below, ALPHA times what is missing."""
    if alpha != 0.0:
        if max_value is None and threshold == 0:
            return activations.leaky_relu(x, alpha=alpha)
        negative = activations.relu(-x + threshold if threshold != 0 else -x)
    is_clipped = max_value is not None
    if threshold != 0:
        x = x * math.cast(math.greater(x, threshold), settings.floatx())
    elif max_value == 6:
        x = activations.relu6(x)
        is_clipped = False
    else:
        x = activations.relu(x)
    if is_clipped:
        limit = constant(max_value, x.dtype.base_dtype)
        x = clipping.clip_by_value(x, constant(0.0, x.dtype.base_dtype), limit)
    if alpha != 0.0:
        x -= convert(alpha, x.dtype.base_dtype) * negative
    return x


def elu(x, alpha=1.0):
    result = activations.elu(x)
    return result if alpha == 1 else arrays.where(x > 0, result, alpha * result)


def softmax(x, axis=-1):
    return activations.softmax(x, axis=axis)


def softplus(x):
    return activations.softplus(x)


def softsign(x):
    return activations.softsign(x)


def sigmoid(x):
    return math.sigmoid(x)


def hard_sigmoid(x):
    fifth = constant(0.2, x.dtype.base_dtype)
    half = constant(0.5, x.dtype.base_dtype)
    return clipping.clip_by_value(math.add(math.multiply(x, fifth), half), 0.0, 1.0)


def tanh(x):
    return math.tanh(x)


def dropout(x, level, noise_shape=None, seed=None):
    return normalization.dropout(x, rate=level, noise_shape=noise_shape, seed=seed_of(seed))


def in_top_k(predictions, targets, k):
    return activations.in_top_k(predictions, targets, k)


def bias_add(x, bias, data_format=None):
    data_format = settings.image_data_format() if data_format is None else data_format
    if data_format not in {'channels_first', 'channels_last'}:
        raise ValueError('Unknown data_format: ' + str(data_format))
    shape = tuple(bias.shape.as_list())
    rank = ndim(x)
    if len(shape) not in (1, rank - 1):
        raise ValueError(
            'Unexpected bias dimensions %d, expect to be 1 or %d dimensions' % (len(shape), rank)
        )
    is_last = data_format == 'channels_last'
    if rank not in (3, 4, 5) or (rank == 4 and is_last and len(shape) == 1):
        return activations.bias_add(x, bias, data_format='NHWC' if rank == 4 else None)
    if len(shape) > 1:
        wanted = (1, *shape) if is_last else (1, shape[-1], *shape[:-1])
    else:
        ones = (1,) * (rank - 2)
        wanted = (1, *ones, shape[0]) if is_last else (1, shape[0], *ones)
    return x + arrays.reshape(bias, wanted)


# -- cross-entropies -----------------------------------------------------------------------------


def _logits_of(output, op_type):
    """The tensor that went into the OP_TYPE that made OUTPUT; None when something else made it."""
    if isinstance(output, Variable) or output.op.type != op_type:
        return None
    (logits,) = output.op.inputs
    return logits


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if not from_logits:
        logits = _logits_of(output, 'Softmax')
        if logits is None:
            output = output / reductions.reduce_sum(output, axis, True)
            epsilon = constant(settings.epsilon(), output.dtype.base_dtype)
            output = clipping.clip_by_value(output, epsilon, 1.0 - epsilon)
            return -reductions.reduce_sum(target * math.log(output), axis)
        output = logits
    return cross_entropy.softmax_cross_entropy_with_logits_v2(
        labels=target, logits=output, axis=axis
    )


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if not from_logits:
        logits = _logits_of(output, 'Softmax')
        if logits is None:
            epsilon = constant(settings.epsilon(), output.dtype.base_dtype)
            output = math.log(clipping.clip_by_value(output, epsilon, 1 - epsilon))
        else:
            output = logits
    rank = output.shape.ndims
    if rank is not None:
        axis %= rank
        if axis != rank - 1:
            others = itertools.chain(range(axis), range(axis + 1, rank))
            output = arrays.transpose(output, perm=[*others, axis])
    elif axis != -1:
        raise ValueError(
            'Cannot compute sparse categorical crossentropy with `axis={}` on an output tensor with '
            'unknown rank'.format(axis)
        )
    target = cast(target, 'int64')
    shape = arrays.shape(output)
    is_flat = target.shape.ndims is not None and rank is not None and target.shape.ndims != rank - 1
    if is_flat:
        target = flatten(target)
        output = arrays.reshape(output, [-1, shape[-1]])
    result = cross_entropy.sparse_softmax_cross_entropy_with_logits(labels=target, logits=output)
    return arrays.reshape(result, shape[:-1]) if is_flat and rank >= 3 else result


def binary_crossentropy(target, output, from_logits=False):
    if not from_logits:
        logits = _logits_of(output, 'Sigmoid')
        if logits is None:
            epsilon = constant(settings.epsilon(), output.dtype.base_dtype)
            output = clipping.clip_by_value(output, epsilon, 1.0 - epsilon)
            entropy = target * math.log(output + settings.epsilon())
            entropy += (1 - target) * math.log(1 - output + settings.epsilon())
            return -entropy
        output = logits
    return cross_entropy.sigmoid_cross_entropy_with_logits(labels=target, logits=output)


