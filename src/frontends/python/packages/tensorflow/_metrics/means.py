"""Running means of values and of errors."""

from .. import _dtypes as dtypes
from .._ops import arrays, creation, math, reductions, state
from .._ops.control import control_dependencies
from .._ops.counting import remove_squeezable_dimensions
from .._ops.weights import broadcast_weights
from .._variable_scope import variable_scope
from .variables import as_float, collect, metric_variable, ratio, refuse, squeezed, value_of


def _weighted(values, weights):
    """(VALUES times WEIGHTS, the weights in their shape)"""
    values, _, weights = squeezed(values, None, weights)
    weights = broadcast_weights(as_float(weights), values)
    return math.multiply(values, weights), weights


def _running(total, count, values, sizes, metrics_collections, updates_collections):
    """(value, update) of a mean that is TOTAL / COUNT."""
    added = state.assign_add(total, values())
    with control_dependencies([sizes[0]]):
        counted = state.assign_add(count, sizes[1])
    value = value_of(metrics_collections, lambda: ratio(total, count, 'value'))
    update = ratio(added, counted, 'update_op')
    collect(updates_collections, update)
    return value, update


def mean(
    values, weights=None, metrics_collections=None, updates_collections=None, name=None
):
    """(the mean of all values so far, the op that adds VALUES)"""
    refuse('mean')
    with variable_scope(name, 'mean', (values, weights)):
        values = as_float(values)
        total = metric_variable([], dtypes.float32, 'total')
        count = metric_variable([], dtypes.float32, 'count')
        if weights is None:
            size = as_float(arrays.size(values))
        else:
            values, weights = _weighted(values, weights)
            size = reductions.reduce_sum(weights)
        return _running(
            total, count, lambda: reductions.reduce_sum(values), (values, size),
            metrics_collections, updates_collections,
        )  # fmt: skip


def mean_tensor(
    values, weights=None, metrics_collections=None, updates_collections=None, name=None
):
    """As `mean`, element by element: VALUES have one known shape."""
    refuse('mean_tensor')
    with variable_scope(name, 'mean', (values, weights)):
        values = as_float(values)
        total = metric_variable(values.shape, dtypes.float32, 'total_tensor')
        count = metric_variable(values.shape, dtypes.float32, 'count_tensor')
        sizes = creation.ones_like(values)
        if weights is not None:
            values, weights = _weighted(values, weights)
            sizes = math.multiply(sizes, weights)
        return _running(
            total, count, lambda: values, (values, sizes), metrics_collections, updates_collections
        )


def accuracy(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """How often PREDICTIONS equal LABELS, over all batches so far."""
    refuse('accuracy')
    predictions, labels, weights = squeezed(predictions, labels, weights)
    predictions.shape.assert_is_compatible_with(labels.shape)
    if labels.dtype != predictions.dtype:
        predictions = math.cast(predictions, labels.dtype)
    is_correct = as_float(math.equal(predictions, labels))
    return mean(
        is_correct, weights, metrics_collections, updates_collections, name or 'accuracy'
    )


def _mean_error(metric, error):
    """The metric that is the mean of ERROR(labels, predictions)."""

    def mean_error(
        labels,
        predictions,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse(metric)
        predictions, labels, weights = squeezed(predictions, labels, weights)
        errors = error(labels, predictions)
        return mean(errors, weights, metrics_collections, updates_collections, name or metric)

    mean_error.__name__ = mean_error.__qualname__ = metric
    return mean_error


mean_absolute_error = _mean_error(
    'mean_absolute_error', lambda labels, predictions: math.abs(predictions - labels)
)
mean_squared_error = _mean_error('mean_squared_error', math.squared_difference)


def root_mean_squared_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    refuse('root_mean_squared_error')
    predictions, labels, weights = squeezed(predictions, labels, weights)
    name = name or 'root_mean_squared_error'
    squares, update = mean_squared_error(labels, predictions, weights, None, None, name)
    value = value_of(metrics_collections, lambda: math.sqrt(squares))
    update = math.sqrt(update)
    collect(updates_collections, update)
    return value, update


def mean_cosine_distance(
    labels,
    predictions,
    dim,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """1 - the mean of the products of LABELS and PREDICTIONS, vectors of length 1 along DIM."""
    refuse('mean_cosine_distance')
    predictions, labels, weights = squeezed(predictions, labels, weights)
    products = math.multiply(predictions, labels)
    products = reductions.reduce_sum(products, [dim], keepdims=True)
    value, update = mean(products, weights, None, None, name or 'mean_cosine_distance')
    value = math.subtract(1.0, value)
    update = math.subtract(1.0, update)
    collect(metrics_collections, value)
    collect(updates_collections, update)
    return value, update


def mean_relative_error(
    labels,
    predictions,
    normalizer,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """The mean of |labels - predictions| / NORMALIZER, 0 where that is 0."""
    refuse('mean_relative_error')
    predictions, labels, weights = squeezed(predictions, labels, weights)
    predictions, normalizer = remove_squeezable_dimensions(predictions, normalizer)
    predictions.shape.assert_is_compatible_with(normalizer.shape)
    errors = arrays.where(
        math.equal(normalizer, 0.0),
        creation.zeros_like(labels),
        math.div(math.abs(labels - predictions), normalizer),
    )
    name = name or 'mean_relative_error'
    return mean(errors, weights, metrics_collections, updates_collections, name)


def percentage_below(
    values,
    threshold,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    """The share of VALUES less than THRESHOLD."""
    refuse('percentage_below')
    is_below = as_float(math.less(values, threshold))
    name = name or 'percentage_below_threshold'
    return mean(is_below, weights, metrics_collections, updates_collections, name)
