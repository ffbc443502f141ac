"""tf.contrib.metrics: the accuracy of one batch, and tf.metrics under its older names, predictions first."""

from .. import _dtypes as dtypes
from .. import metrics
from .._missing import getter
from .._name_scope import name_scope
from .._ops import creation, math, reductions
from .._ops.counting import confusion_matrix


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


def streaming_mean(
    values, weights=None, metrics_collections=None, updates_collections=None, name=None
):
    return metrics.mean(values, weights, metrics_collections, updates_collections, name)


def _streaming(metric):
    def streaming(
        predictions,
        labels,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        return metric(
            labels, predictions, weights, metrics_collections, updates_collections, name
        )

    streaming.__name__ = 'streaming_' + metric.__name__
    return streaming


streaming_accuracy = _streaming(metrics.accuracy)
streaming_mean_absolute_error = _streaming(metrics.mean_absolute_error)
streaming_mean_squared_error = _streaming(metrics.mean_squared_error)


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
