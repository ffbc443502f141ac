"""tf.metrics: running means in local variables, each with the op that adds a batch to them."""

from . import _dtypes as dtypes
from ._collections import add_to_collections
from ._convert import convert
from ._eager.mode import refuse_eager
from ._graph import GraphKeys, get_default_graph
from ._missing import getter
from ._ops import arrays, creation, math, reductions, state
from ._ops.control import control_dependencies
from ._ops.counting import remove_squeezable_dimensions
from ._variable import Variable
from ._variable_scope import variable_scope


def _metric_variable(shape, dtype, name):
    return Variable(
        lambda: creation.zeros(shape, dtype),
        trainable=False,
        collections=[GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES],
        name=name,
    )


def _collected(collections, value):
    if collections:
        collections = [collections] if isinstance(collections, str) else collections
        add_to_collections(collections, value)


def _refuse_weights(weights, metric):
    if weights is not None:
        raise NotImplementedError(
            'tf.metrics.%s with weights is not evaluated by this engine' % metric
        )


def mean(
    values, weights=None, metrics_collections=None, updates_collections=None, name=None
):
    """(the mean of all values so far, the op that adds VALUES)"""
    refuse_eager('tf.metrics.mean is not supported when eager execution is enabled.')
    _refuse_weights(weights, 'mean')
    with variable_scope(name, 'mean', (values, weights)):
        values = math.cast(values, dtypes.float32)
        total = _metric_variable([], dtypes.float32, 'total')
        count = _metric_variable([], dtypes.float32, 'count')
        size = math.cast(arrays.size(values), dtypes.float32)
        added = state.assign_add(total._variable, reductions.reduce_sum(values))
        with control_dependencies([values]):
            counted = state.assign_add(count._variable, size)
        with get_default_graph().control_dependencies(None):
            value = math._div_no_nan(total, math.maximum(count, 0), name='value')
        _collected(metrics_collections, value)
        update = math._div_no_nan(added, math.maximum(counted, 0), name='update_op')
        _collected(updates_collections, update)
        return value, update


def _pair(labels, predictions, weights, metric):
    _refuse_weights(weights, metric)
    labels, predictions = remove_squeezable_dimensions(labels, convert(predictions))
    predictions.shape.assert_is_compatible_with(labels.shape)
    return labels, predictions


def accuracy(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """How often PREDICTIONS equal LABELS, over all batches so far."""
    refuse_eager('tf.metrics.accuracy is not supported when eager execution is enabled.')
    labels, predictions = _pair(labels, predictions, weights, 'accuracy')
    if labels.dtype != predictions.dtype:
        predictions = math.cast(predictions, labels.dtype)
    is_correct = math.cast(math.equal(predictions, labels), dtypes.float32)
    return mean(is_correct, None, metrics_collections, updates_collections, name or 'accuracy')


def mean_absolute_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    refuse_eager('tf.metrics.mean_absolute_error is not supported when eager execution is enabled.')
    labels, predictions = _pair(labels, predictions, weights, 'mean_absolute_error')
    errors = math.abs(predictions - labels)
    name = name or 'mean_absolute_error'
    return mean(errors, None, metrics_collections, updates_collections, name)


def mean_squared_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    refuse_eager('tf.metrics.mean_squared_error is not supported when eager execution is enabled.')
    labels, predictions = _pair(labels, predictions, weights, 'mean_squared_error')
    errors = math.squared_difference(labels, predictions)
    name = name or 'mean_squared_error'
    return mean(errors, None, metrics_collections, updates_collections, name)


__getattr__ = getter('tf.metrics')
