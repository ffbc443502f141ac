"""tf.contrib.losses: the older losses, predictions first (contrib/losses/python/losses/loss_ops.py)."""

from .. import _dtypes as dtypes
from .._collections import add_to_collection, get_collection
from .._convert import convert
from .._graph import GraphKeys
from .._missing import getter
from .._name_scope import either, name_scope
from .._ops import activations, arrays, creation, cross_entropy, math, reductions
from .._ops.slicing import slice_
from ._arg_scope import add_arg_scope

#: TensorFlow has modules below it (see _module_paths).
__path__ = []


@add_arg_scope
def add_loss(loss, loss_collection=GraphKeys.LOSSES):
    if loss_collection:
        add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection=GraphKeys.LOSSES):
    return get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    return get_collection(GraphKeys.REGULARIZATION_LOSSES, scope)


def get_total_loss(add_regularization_losses=True, name='total_loss'):
    losses = get_losses()
    if add_regularization_losses:
        losses += get_regularization_losses()
    return math.add_n(losses, name=name)


def _scaled(losses, weights):
    axes = list(range(max(0, weights.shape.ndims), losses.shape.ndims))
    return reductions.reduce_sum(math.multiply(reductions.reduce_sum(losses, axis=axes), weights))


def _num_present(losses, weights, per_batch=False):
    """How many losses have a weight other than 0."""
    if weights.shape.ndims == 0:
        batch = arrays.reshape(slice_(arrays.shape(losses), [0], [1]), [])
        size = math.cast(arrays.size(losses), dtypes.float32)
        each = math.div(size, math.cast(batch, dtypes.float32))
        each = arrays.where(math.equal(weights, 0), 0.0, each)
        each = math.multiply(creation.ones(arrays.reshape(batch, [1])), each)
        return each if per_batch else reductions.reduce_sum(each)
    axes = list(range(1, weights.shape.ndims))
    is_there = math.cast(math.not_equal(weights, 0), dtypes.float32)
    present = reductions.reduce_sum(is_there, axis=axes)
    rest = slice_(arrays.shape(losses), [weights.shape.ndims], [-1])
    copies = math.cast(reductions.reduce_prod(rest), dtypes.float32)
    each = math.multiply(present, copies)
    return each if per_batch else reductions.reduce_sum(each)


def compute_weighted_loss(losses, weights=1.0, scope=None):
    """Σ w·loss over the number of losses whose weight is not 0."""
    with name_scope(scope, 'weighted_loss', [losses, weights]):
        losses = convert(losses)
        own = losses.dtype
        losses = math.cast(losses, dtypes.float32)
        weights = math.cast(convert(weights), dtypes.float32)
        if losses.shape.ndims is None:
            raise ValueError('losses.get_shape().ndims cannot be None')
        if weights.shape.ndims is None:
            raise ValueError('weights.get_shape().ndims cannot be None')
        if weights.shape.ndims > 1 and weights.shape.dims[-1].is_compatible_with(1):
            weights = arrays.squeeze(weights, [-1])
        total = _scaled(losses, weights)
        present = _num_present(losses, weights)
        mean = math.div_no_nan(reductions.reduce_sum(total), present, name='value')
        mean = math.cast(mean, own)
        add_loss(mean)
        return mean


def _same_floats(predictions, labels):
    predictions.shape.assert_is_compatible_with(labels.shape)
    return math.cast(predictions, dtypes.float32), math.cast(labels, dtypes.float32)


def _elementwise(name, loss):
    """A loss of predictions and labels, element by element."""

    def function(predictions, labels=None, weights=1.0, scope=None):
        with name_scope(scope, name, [predictions, labels, weights]) as scope:
            predictions, labels = _same_floats(predictions, labels)
            return compute_weighted_loss(loss(predictions, labels), weights, scope=scope)

    function.__name__ = name
    return function


absolute_difference = _elementwise(
    'absolute_difference', lambda p, t: math.abs(math.subtract(p, t))
)
mean_squared_error = _elementwise('mean_squared_error', math.squared_difference)


def sigmoid_cross_entropy(logits, multi_class_labels, weights=1.0, label_smoothing=0, scope=None):
    values = [logits, multi_class_labels, weights]
    with name_scope(scope, 'sigmoid_cross_entropy_loss', values) as scope:
        logits.shape.assert_is_compatible_with(multi_class_labels.shape)
        labels = math.cast(multi_class_labels, logits.dtype)
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = cross_entropy.sigmoid_cross_entropy_with_logits(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope=scope)


def softmax_cross_entropy(logits, onehot_labels, weights=1.0, label_smoothing=0, scope=None):
    values = [logits, onehot_labels, weights]
    with name_scope(scope, 'softmax_cross_entropy_loss', values) as scope:
        logits.shape.assert_is_compatible_with(onehot_labels.shape)
        labels = math.cast(onehot_labels, logits.dtype)
        if label_smoothing > 0:
            classes = math.cast(arrays.shape(labels)[1], logits.dtype)
            low = label_smoothing / classes
            labels = labels * (1.0 - label_smoothing) + low
        losses = cross_entropy.softmax_cross_entropy_with_logits(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope=scope)


def sparse_softmax_cross_entropy(logits, labels, weights=1.0, scope=None):
    values = [logits, labels, weights]
    with name_scope(scope, 'sparse_softmax_cross_entropy_loss', values) as scope:
        labels = arrays.reshape(labels, shape=[arrays.shape(labels)[0]])
        losses = cross_entropy.sparse_softmax_cross_entropy_with_logits(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope=scope)


def log_loss(predictions, labels=None, weights=1.0, epsilon=1e-7, scope=None):
    with name_scope(scope, 'log_loss', [predictions, labels, weights]) as scope:
        predictions, labels = _same_floats(predictions, labels)
        hit = -math.multiply(labels, math.log(predictions + epsilon))
        missed = 1 - labels
        losses = hit - math.multiply(missed, math.log(1 - predictions + epsilon))
        return compute_weighted_loss(losses, weights, scope=scope)


def hinge_loss(logits, labels=None, scope=None):
    """max(0, 1 − (2·label − 1)·logit), each by itself: no mean, no collection."""
    with name_scope(scope, 'hinge_loss', [logits, labels]):
        logits.shape.assert_is_compatible_with(labels.shape)
        labels = math.cast(labels, dtypes.float32)
        ones = creation.ones_like(labels)
        labels = math.subtract(2 * labels, ones)
        return activations.relu(math.subtract(ones, math.multiply(labels, logits)))


def mean_pairwise_squared_error(predictions, labels=None, weights=1.0, scope=None):
    with name_scope(scope, 'mean_pairwise_squared_error', [predictions, labels, weights]):
        predictions, labels = _same_floats(predictions, labels)
        weights = math.cast(convert(weights), dtypes.float32)
        differences = math.subtract(predictions, labels)
        if differences.shape.ndims is None:
            raise ValueError('diffs.get_shape().ndims cannot be None')
        if weights.shape.ndims is None:
            raise ValueError('weights.get_shape().ndims cannot be None')
        axes = list(range(1, differences.shape.ndims))
        squares = reductions.reduce_sum(math.square(differences), axis=axes)
        present = _num_present(differences, weights, per_batch=True)
        first = 2.0 * math.div_no_nan(squares, present, name='value')
        total = reductions.reduce_sum(differences, axis=axes)
        square = math.square(total)
        second = 2.0 * math.div_no_nan(square, math.square(present), name='value')
        loss = _scaled(first - second, weights)
        is_any = reductions.reduce_sum(present) > 0
        mean = arrays.where(is_any, loss, creation.zeros_like(loss), name='value')
        add_loss(mean)
        return mean


def cosine_distance(predictions, labels=None, axis=None, weights=1.0, scope=None, dim=None):
    axis = either('axis', axis, 'dim', dim)
    if axis is None:
        raise ValueError("You must specify 'axis'.")
    with name_scope(scope, 'cosine_distance_loss', [predictions, labels, weights]) as scope:
        predictions, labels = _same_floats(predictions, labels)
        products = math.multiply(predictions, labels)
        losses = 1 - reductions.reduce_sum(products, axis=[axis])
        return compute_weighted_loss(losses, weights, scope=scope)


__getattr__ = getter('tf.contrib.losses')
