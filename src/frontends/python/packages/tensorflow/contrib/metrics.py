"""tf.contrib.metrics: the accuracy of one batch, and tf.metrics under its older names, predictions first."""

from .. import _dtypes as dtypes
from .. import metrics
from .._missing import getter
from .._name_scope import name_scope
from .._ops import creation, math, reductions
from .._ops.activations import in_top_k
from .._ops.counting import confusion_matrix
from .._ops.sets import set_difference, set_intersection, set_size, set_union

#: TensorFlow has modules below it (see _module_paths).
__path__ = []


def accuracy(predictions, labels, weights=None, name=None):
    """How often PREDICTIONS equal LABELS in this batch; a tensor, no update."""
    if not (labels.dtype.is_integer or labels.dtype in (dtypes.bool_, dtypes.string)):
        raise ValueError(
            'Labels should have bool, integer, or string dtype, not %r' % labels.dtype
        )
    if not labels.dtype.is_compatible_with(predictions.dtype):
        raise ValueError(
            'Dtypes of predictions and labels should match. Given: predictions (%r) and labels (%r)'
            % (predictions.dtype, labels.dtype)
        )
    with name_scope(name, 'accuracy', values=[predictions, labels]):
        is_correct = math.cast(math.equal(predictions, labels), dtypes.float32)
        if weights is None:
            return reductions.reduce_mean(is_correct)
        is_correct = math.multiply(is_correct, weights)
        counts = math.multiply(weights, creation.ones_like(is_correct))
        total = reductions.reduce_sum(is_correct)
        return math.div(total, reductions.reduce_sum(counts))


def _streaming(metric):
    """METRIC under its older name, with the predictions before the labels."""

    def streaming(predictions, labels, *others, **named):
        return metric(labels, predictions, *others, **named)

    streaming.__name__ = streaming.__qualname__ = 'streaming_' + metric.__name__
    return streaming


streaming_mean = metrics.mean
streaming_mean_tensor = metrics.mean_tensor
streaming_percentage_less = metrics.percentage_below

streaming_accuracy = _streaming(metrics.accuracy)
streaming_precision = _streaming(metrics.precision)
streaming_recall = _streaming(metrics.recall)
streaming_auc = _streaming(metrics.auc)
streaming_mean_iou = _streaming(metrics.mean_iou)
streaming_true_positives = _streaming(metrics.true_positives)
streaming_true_negatives = _streaming(metrics.true_negatives)
streaming_false_positives = _streaming(metrics.false_positives)
streaming_false_negatives = _streaming(metrics.false_negatives)
streaming_precision_at_thresholds = _streaming(metrics.precision_at_thresholds)
streaming_recall_at_thresholds = _streaming(metrics.recall_at_thresholds)
streaming_sensitivity_at_specificity = _streaming(metrics.sensitivity_at_specificity)
streaming_specificity_at_sensitivity = _streaming(metrics.specificity_at_sensitivity)
streaming_mean_absolute_error = _streaming(metrics.mean_absolute_error)
streaming_mean_relative_error = _streaming(metrics.mean_relative_error)
streaming_mean_squared_error = _streaming(metrics.mean_squared_error)
streaming_root_mean_squared_error = _streaming(metrics.root_mean_squared_error)
streaming_mean_cosine_distance = _streaming(metrics.mean_cosine_distance)
streaming_sparse_recall_at_k = _streaming(metrics.recall_at_k)
streaming_sparse_precision_at_k = _streaming(metrics.precision_at_k)
streaming_sparse_average_precision_at_k = _streaming(metrics.average_precision_at_k)


def streaming_recall_at_k(
    predictions,
    labels,
    k,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """How often the one label of a row is among its K best guesses."""
    is_found = math.cast(in_top_k(predictions, labels, k), dtypes.float32)
    name = name or 'recall_at_%d' % k
    return metrics.mean(is_found, weights, metrics_collections, updates_collections, name)


def aggregate_metrics(*value_update_tuples):
    """The values and the updates of several metrics, as two lists."""
    if not value_update_tuples:
        raise ValueError('Expected at least one value_tensor/update_op pair')
    values, updates = zip(*value_update_tuples)
    return list(values), list(updates)


def aggregate_metric_map(names_to_tuples):
    """({name: value}, {name: update})"""
    values, updates = zip(*names_to_tuples.values())
    return dict(zip(names_to_tuples, values)), dict(zip(names_to_tuples, updates))


__getattr__ = getter('tf.contrib.metrics')
