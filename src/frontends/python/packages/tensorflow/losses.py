"""tf.losses: weighted losses, each added to the collection of losses."""

from . import _dtypes as dtypes
from ._collections import add_to_collection, get_collection
from ._constant import constant
from ._control_scope import ControlDependencies
from ._convert import convert
from ._eager.mode import executing_eagerly
from ._graph import GraphKeys, get_default_graph
from ._missing import getter
from ._name_scope import either, name_scope
from ._recipes import recalled
from ._ops import activations, arrays, creation, cross_entropy, math, reductions
from ._ops.weights import assert_broadcastable, broadcast_weights


class Reduction:
    NONE = 'none'
    SUM = 'weighted_sum'
    SUM_OVER_BATCH_SIZE = 'weighted_sum_over_batch_size'
    MEAN = 'weighted_mean'
    SUM_BY_NONZERO_WEIGHTS = 'weighted_sum_by_nonzero_weights'
    SUM_OVER_NONZERO_WEIGHTS = SUM_BY_NONZERO_WEIGHTS

    @classmethod
    def all(cls):
        return (
            cls.NONE,
            cls.SUM,
            cls.MEAN,
            cls.SUM_OVER_BATCH_SIZE,
            cls.SUM_OVER_NONZERO_WEIGHTS,
            cls.SUM_BY_NONZERO_WEIGHTS,
        )

    @classmethod
    def validate(cls, key):
        if key not in cls.all():
            raise ValueError('Invalid Reduction Key %s.' % key)


def _num_present(losses, weights):
    with name_scope(None, 'num_present', (losses, weights)) as scope:
        weights = math.cast(weights, dtypes.float32)
        zeros = math.equal(weights, 0.0)
        present = arrays.where(zeros, creation.zeros_like(weights), creation.ones_like(weights))
        return reductions.reduce_sum(broadcast_weights(present, losses), name=scope)


def _num_elements(losses):
    with name_scope(None, 'num_elements', values=[losses]) as scope:
        return math.cast(arrays.size(losses, name=scope), losses.dtype)


def _safe_mean(losses, count):
    return math.div_no_nan(reductions.reduce_sum(losses), count, name='value')


def compute_weighted_loss(
    losses,
    weights=1.0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
):
    Reduction.validate(reduction)
    return _noted(_weighted_loss(losses, weights, scope, reduction), loss_collection)


def _noted(loss, loss_collection):
    if loss_collection and not executing_eagerly():
        loss.graph._within(add_to_collection, loss_collection, loss)
    return loss


@recalled
def _weighted_loss(losses, weights, scope, reduction):
    with name_scope(scope, 'weighted_loss', (losses, weights)):
        with ControlDependencies(get_default_graph(), [assert_broadcastable(weights, losses)]):
            losses = convert(losses)
            own = losses.dtype
            losses = math.cast(losses, dtypes.float32)
            weights = math.cast(weights, dtypes.float32)
            weighted = math.multiply(losses, weights)
            if reduction == Reduction.NONE:
                loss = weighted
            else:
                loss = reductions.reduce_sum(weighted)
                if reduction == Reduction.MEAN:
                    total = reductions.reduce_sum(creation.ones_like(losses) * weights)
                    loss = _safe_mean(loss, total)
                elif reduction == Reduction.SUM_BY_NONZERO_WEIGHTS:
                    loss = _safe_mean(loss, _num_present(losses, weights))
                elif reduction == Reduction.SUM_OVER_BATCH_SIZE:
                    loss = _safe_mean(loss, _num_elements(losses))
            return math.cast(loss, own)


def _of_predictions(default, loss_of):
    """A loss of labels and predictions, both as float32 of one shape."""

    def loss(
        labels,
        predictions,
        weights=1.0,
        scope=None,
        loss_collection=GraphKeys.LOSSES,
        reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
        **options,
    ):
        for name, value in (('labels', labels), ('predictions', predictions)):
            if value is None:
                raise ValueError('%s must not be None.' % name)
        made = make(labels, predictions, weights, scope, reduction, tuple(options.items()))
        return _noted(made, loss_collection)

    @recalled
    def make(labels, predictions, weights, scope, reduction, options):
        with name_scope(scope, default, (predictions, labels, weights)) as scope:
            predictions = math.cast(predictions, dtypes.float32)
            labels = math.cast(labels, dtypes.float32)
            predictions.shape.assert_is_compatible_with(labels.shape)
            losses = loss_of(labels, predictions, **dict(options))
            return compute_weighted_loss(losses, weights, scope, None, reduction)

    loss.__name__ = default
    return loss


def _huber(labels, predictions, delta=1.0):
    error = math.abs(math.subtract(predictions, labels))
    quadratic = math.minimum(error, delta)
    linear = math.subtract(error, quadratic)
    half = convert(0.5, quadratic.dtype)
    return math.add(
        math.multiply(half, math.multiply(quadratic, quadratic)), math.multiply(delta, linear)
    )


def _log(labels, predictions, epsilon=1e-07):
    hit = -math.multiply(labels, math.log(predictions + epsilon))
    return hit - math.multiply(1 - labels, math.log(1 - predictions + epsilon))


mean_squared_error = _of_predictions(
    'mean_squared_error', lambda labels, predictions: math.squared_difference(predictions, labels)
)
absolute_difference = _of_predictions(
    'absolute_difference', lambda labels, predictions: math.abs(math.subtract(predictions, labels))
)
huber_loss = _of_predictions('huber_loss', _huber)
log_loss = _of_predictions('log_loss', _log)


def hinge_loss(
    labels,
    logits,
    weights=1.0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
):
    with name_scope(scope, 'hinge_loss', (logits, labels, weights)) as scope:
        logits = math.cast(logits, dtypes.float32)
        labels = math.cast(labels, dtypes.float32)
        logits.shape.assert_is_compatible_with(labels.shape)
        ones = creation.ones_like(labels)
        labels = math.subtract(2 * labels, ones)
        losses = activations.relu(math.subtract(ones, math.multiply(labels, logits)))
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def sigmoid_cross_entropy(
    multi_class_labels,
    logits,
    weights=1.0,
    label_smoothing=0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
):
    with name_scope(
        scope, 'sigmoid_cross_entropy_loss', (logits, multi_class_labels, weights)
    ) as scope:
        logits = convert(logits)
        labels = math.cast(multi_class_labels, logits.dtype)
        logits.shape.assert_is_compatible_with(labels.shape)
        if label_smoothing > 0:
            labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
        losses = cross_entropy.sigmoid_cross_entropy_with_logits(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def softmax_cross_entropy(
    onehot_labels,
    logits,
    weights=1.0,
    label_smoothing=0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
):
    with name_scope(scope, 'softmax_cross_entropy_loss', (logits, onehot_labels, weights)) as scope:
        logits = convert(logits)
        labels = math.cast(onehot_labels, logits.dtype)
        logits.shape.assert_is_compatible_with(labels.shape)
        if label_smoothing > 0:
            classes = math.cast(arrays.shape(labels)[-1], logits.dtype)
            labels = labels * (1.0 - label_smoothing) + label_smoothing / classes
        labels = arrays.stop_gradient(labels, name='labels_stop_gradient')
        losses = cross_entropy.softmax_cross_entropy_with_logits_v2(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def _squeeze_last(labels, logits):
    """Drops a last dimension of one that the other does not have."""
    with name_scope(None, 'remove_squeezable_dimensions', [labels, logits]):
        logits = convert(logits)
        labels = convert(labels)
        if None not in (labels.shape.ndims, logits.shape.ndims):
            difference = logits.shape.ndims - labels.shape.ndims
            if difference == 2:
                logits = arrays.squeeze(logits, [-1])
            elif difference == 0:
                labels = arrays.squeeze(labels, [-1])
        return labels, logits


def sparse_softmax_cross_entropy(
    labels,
    logits,
    weights=1.0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
):
    with name_scope(scope, 'sparse_softmax_cross_entropy_loss', (logits, labels, weights)) as scope:
        labels, logits = _squeeze_last(labels, logits)
        weights = convert(weights)
        if None not in (labels.shape.ndims, weights.shape.ndims):
            if weights.shape.ndims - labels.shape.ndims == 1:
                weights = arrays.squeeze(weights, [-1])
        losses = cross_entropy.sparse_softmax_cross_entropy_with_logits(
            labels=labels, logits=logits, name='xentropy'
        )
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def cosine_distance(
    labels,
    predictions,
    axis=None,
    weights=1.0,
    scope=None,
    loss_collection=GraphKeys.LOSSES,
    reduction=Reduction.SUM_BY_NONZERO_WEIGHTS,
    dim=None,
):
    axis = either('axis', axis, 'dim', dim)
    if axis is None:
        raise ValueError("You must specify 'axis'.")
    with name_scope(scope, 'cosine_distance_loss', (predictions, labels, weights)) as scope:
        predictions = math.cast(predictions, dtypes.float32)
        labels = math.cast(labels, dtypes.float32)
        predictions.shape.assert_is_compatible_with(labels.shape)
        losses = 1 - reductions.reduce_sum(math.multiply(predictions, labels), (axis,), True)
        return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def add_loss(loss, loss_collection=GraphKeys.LOSSES):
    if loss_collection and not executing_eagerly():
        add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection=GraphKeys.LOSSES):
    return get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    return get_collection(GraphKeys.REGULARIZATION_LOSSES, scope)


def get_regularization_loss(scope=None, name='total_regularization_loss'):
    losses = get_regularization_losses(scope)
    return math.add_n(losses, name=name) if losses else constant(0.0)


def get_total_loss(add_regularization_losses=True, name='total_loss', scope=None):
    losses = get_losses(scope)
    if add_regularization_losses:
        losses += get_regularization_losses(scope)
    return math.add_n(losses, name=name)


__getattr__ = getter('tf.losses')
