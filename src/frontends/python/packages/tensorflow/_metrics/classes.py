"""Means over classes: from a confusion matrix, or from counts of each class."""

from .. import _dtypes as dtypes
from .._ops import arrays, creation, math, reductions, state
from .._ops.counting import confusion_matrix
from .._variable_scope import variable_scope
from .variables import as_float, collect, metric_variable, ratio, refuse, value_of


def _flat(x):
    return arrays.reshape(x, [-1]) if x.get_shape().ndims > 1 else x


def _running_confusion_matrix(labels, predictions, num_classes, weights):
    """(the variable of the confusion matrix, its update)"""
    total = metric_variable([num_classes, num_classes], dtypes.float64, 'total_confusion_matrix')
    predictions = math.cast(predictions, dtypes.int64)
    labels = math.cast(labels, dtypes.int64)
    num_classes = math.cast(num_classes, dtypes.int64)
    predictions = _flat(predictions)
    labels = _flat(labels)
    if weights is not None:
        weights = _flat(weights)
    current = confusion_matrix(
        labels, predictions, num_classes, weights=weights, dtype=dtypes.float64
    )
    return total, state.assign_add(total, current)


def mean_iou(
    labels,
    predictions,
    num_classes,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """The mean over classes of intersection / union of labels and predictions."""
    refuse('mean_iou')
    with variable_scope(name, 'mean_iou', (predictions, labels, weights)):
        predictions.get_shape().assert_is_compatible_with(labels.get_shape())
        total, update = _running_confusion_matrix(labels, predictions, num_classes, weights)

        def compute():
            rows = as_float(reductions.reduce_sum(total, 0))
            columns = as_float(reductions.reduce_sum(total, 1))
            right = as_float(arrays.diag_part(total))
            union = rows + columns - right
            present = reductions.reduce_sum(as_float(math.not_equal(union, 0)))
            union = arrays.where(math.greater(union, 0), union, creation.ones_like(union))
            shares = math.div(right, union)
            return arrays.where(
                math.greater(present, 0),
                reductions.reduce_sum(shares, name='mean_iou') / present,
                0,
            )

        value = value_of(metrics_collections, compute)
        collect(updates_collections, update)
        return value, update


def mean_per_class_accuracy(
    labels,
    predictions,
    num_classes,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """The mean over classes of the accuracy of each class; the update gives them one by one."""
    refuse('mean_per_class_accuracy')
    with variable_scope(name, 'mean_accuracy', (predictions, labels, weights)):
        labels = _flat(math.cast(labels, dtypes.int64))
        predictions = _flat(predictions)
        predictions.get_shape().assert_is_compatible_with(labels.get_shape())
        total = metric_variable([num_classes], dtypes.float32, 'total')
        count = metric_variable([num_classes], dtypes.float32, 'count')
        ones = creation.ones([arrays.size(labels)], dtypes.float32)
        if labels.dtype != predictions.dtype:
            predictions = math.cast(predictions, labels.dtype)
        is_correct = as_float(math.equal(predictions, labels))
        if weights is not None:
            weights = as_float(_flat(weights))
            is_correct *= weights
            ones *= weights
        totals = state.scatter_add(total, labels, ones)
        counts = state.scatter_add(count, labels, is_correct)

        def compute():
            return reductions.reduce_mean(ratio(count, total, None), name='mean_accuracy')

        value = value_of(metrics_collections, compute)
        update = ratio(counts, totals, 'update_op')
        collect(updates_collections, update)
        return value, update
