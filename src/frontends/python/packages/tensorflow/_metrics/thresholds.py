"""Counts of right and wrong answers at several thresholds at once; what is computed from them."""

from .. import _dtypes as dtypes
from .. import logging
from .._constant import constant
from .._ops import arrays, creation, math, reductions, state
from .._ops.checks import assert_greater_equal, assert_less_equal
from .._ops.control import control_dependencies
from .._ops.weights import broadcast_weights
from .._variable_scope import variable_scope
from .variables import (
    as_float,
    collect,
    metric_variable,
    read_variable,
    refuse,
    squeezed,
    value_of,
)

#: Which labels and which predictions each count is of.
_COUNTS = {
    'tp': ('true_positives', True, True),
    'fn': ('false_negatives', True, False),
    'tn': ('true_negatives', False, False),
    'fp': ('false_positives', False, True),
}
_EPSILON = 1e-7


def counts_at(labels, predictions, thresholds, weights=None, includes=tuple(_COUNTS)):
    """({count: variable}, {count: update}) of INCLUDES; each has an element per threshold."""
    in_range = 'predictions must be in [0, 1]'
    with control_dependencies(
        [
            assert_greater_equal(
                predictions, math.cast(0.0, predictions.dtype), message=in_range
            ),
            assert_less_equal(predictions, math.cast(1.0, predictions.dtype), message=in_range),
        ]
    ):
        predictions, labels, weights = squeezed(
            as_float(predictions), math.cast(labels, dtypes.bool_), weights
        )
    size = len(thresholds)
    predictions_2d = arrays.reshape(predictions, [-1, 1])
    labels_2d = arrays.reshape(math.cast(labels, dtypes.bool_), [1, -1])
    rows = predictions_2d.shape.as_list()[0]
    if rows is None:
        rows = arrays.shape(predictions_2d)[0]
    tiled = arrays.tile(
        arrays.expand_dims(constant(thresholds), [1]), arrays.stack([1, rows])
    )
    is_positive = math.greater(
        arrays.tile(arrays.transpose(predictions_2d), [size, 1]), tiled
    )
    predicted = {True: is_positive}
    if 'fn' in includes or 'tn' in includes:
        predicted[False] = math.logical_not(is_positive)
    labelled = {True: arrays.tile(labels_2d, [size, 1])}
    if 'fp' in includes or 'tn' in includes:
        labelled[False] = math.logical_not(labelled[True])
    weights_tiled = None
    if weights is not None:
        weights = broadcast_weights(as_float(weights), predictions)
        weights_tiled = arrays.tile(arrays.reshape(weights, [1, -1]), [size, 1])
        tiled.shape.assert_is_compatible_with(weights_tiled.shape)
    values, updates = {}, {}
    for count, (name, label, prediction) in _COUNTS.items():
        if count in includes:
            variable = metric_variable([size], dtypes.float32, name)
            found = as_float(math.logical_and(labelled[label], predicted[prediction]))
            if weights_tiled is not None:
                found *= weights_tiled
            updates[count] = state.assign_add(variable, reductions.reduce_sum(found, 1))
            values[count] = variable
    return values, updates


def _count_at_thresholds(count):
    scope = _COUNTS[count][0]
    metric = scope + '_at_thresholds'

    def counted(
        labels,
        predictions,
        thresholds,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse(metric)
        with variable_scope(name, scope, (predictions, labels, weights)):
            values, updates = counts_at(labels, predictions, thresholds, weights, (count,))
            value = read_variable(values[count], metrics_collections)
            collect(updates_collections, updates[count])
            return value, updates[count]

    counted.__name__ = counted.__qualname__ = metric
    return counted


false_negatives_at_thresholds = _count_at_thresholds('fn')
false_positives_at_thresholds = _count_at_thresholds('fp')
true_negatives_at_thresholds = _count_at_thresholds('tn')
true_positives_at_thresholds = _count_at_thresholds('tp')


def _share_at_thresholds(share, other):
    metric = share + '_at_thresholds'

    def shared(
        labels,
        predictions,
        thresholds,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse(metric)
        with variable_scope(name, metric, (predictions, labels, weights)):
            values, updates = counts_at(
                labels, predictions, thresholds, weights, ('tp', other)
            )

            def compute(counts, name):
                right = counts['tp']
                return math.div(
                    right, _EPSILON + right + counts[other], name='%s_%s' % (share, name)
                )

            value = value_of(metrics_collections, lambda: compute(values, 'value'))
            update = compute(updates, 'update_op')
            collect(updates_collections, update)
            return value, update

    shared.__name__ = shared.__qualname__ = metric
    return shared


precision_at_thresholds = _share_at_thresholds('precision', 'fp')
recall_at_thresholds = _share_at_thresholds('recall', 'fn')


def _spread(count, last):
    """COUNT thresholds from a little below 0 to LAST."""
    between = [(i + 1) * 1.0 / (count - 1) for i in range(count - 2)]
    return [0.0 - _EPSILON, *between, last]


def sensitivity_at_specificity(
    labels,
    predictions,
    specificity,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    refuse('sensitivity_at_specificity')
    if specificity < 0 or specificity > 1:
        raise ValueError('`specificity` must be in the range [0, 1].')
    with variable_scope(name, 'sensitivity_at_specificity', (predictions, labels, weights)):
        values, updates = counts_at(
            labels, predictions, _spread(num_thresholds, 1.0 + _EPSILON), weights
        )

        def compute(counts, name):
            tp, fn, tn, fp = (counts[count] for count in _COUNTS)
            found = math.div(tn, tn + fp + _EPSILON)
            index = reductions.argmin(math.abs(found - specificity), 0)
            index = math.cast(index, dtypes.int32)
            return math.div(tp[index], tp[index] + fn[index] + _EPSILON, name)

        value = value_of(metrics_collections, lambda: compute(values, 'value'))
        update = compute(updates, 'update_op')
        collect(updates_collections, update)
        return value, update


def specificity_at_sensitivity(
    labels,
    predictions,
    sensitivity,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    refuse('specificity_at_sensitivity')
    if sensitivity < 0 or sensitivity > 1:
        raise ValueError('`sensitivity` must be in the range [0, 1].')
    with variable_scope(name, 'specificity_at_sensitivity', (predictions, labels, weights)):
        values, updates = counts_at(
            labels, predictions, _spread(num_thresholds, 1.0 - _EPSILON), weights
        )

        def compute(counts, name):
            tp, fn, tn, fp = (counts[count] for count in _COUNTS)
            found = math.div(tp, tp + fn + _EPSILON)
            least = reductions.reduce_min(math.abs(found - sensitivity))
            is_least = math.equal(math.abs(found - sensitivity), least)
            # The last of several that are equally near.
            order = reductions.cumsum(math.cast(is_least, dtypes.int64))
            index = math.cast(reductions.argmax(order, 0), dtypes.int32)
            return math.div(tn[index], tn[index] + fp[index] + _EPSILON, name)

        value = value_of(metrics_collections, lambda: compute(values, 'value'))
        update = compute(updates, 'update_op')
        collect(updates_collections, update)
        return value, update


# -- the area under the curve -------------------------------------------------------------------


def auc(
    labels,
    predictions,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    curve='ROC',
    name=None,
    summation_method='trapezoidal',
    thresholds=None,
):
    """The area under the curve of recall over false positives (ROC) or of precision over recall (PR)."""
    refuse('auc')
    with variable_scope(name, 'auc', (labels, predictions, weights)):
        if curve not in ('ROC', 'PR'):
            raise ValueError('curve must be either ROC or PR, %s unknown' % curve)
        if thresholds is not None:
            bounds = [0.0 - _EPSILON, *sorted(thresholds), 1.0 + _EPSILON]
        else:
            bounds = _spread(num_thresholds, 1.0 + _EPSILON)
        values, updates = counts_at(labels, predictions, bounds, weights)

        def compute(counts, name):
            tp, fn, tn, fp = (counts[count] for count in _COUNTS)
            return _area(tp, fn, tn, fp, curve, summation_method, len(bounds) - 1, name)

        value = value_of(metrics_collections, lambda: compute(values, 'value'))
        update = compute(updates, 'update_op')
        collect(updates_collections, update)
        return value, update


def _area(tp, fn, tn, fp, curve, method, last, name):
    if curve == 'PR':
        if method == 'trapezoidal':
            logging.warning(
                'Trapezoidal rule is known to produce incorrect PR-AUCs; please switch to '
                '"careful_interpolation" instead.'
            )
        elif method == 'careful_interpolation':
            return _interpolated(tp, fp, fn, last)
    epsilon = 1.0e-6
    recall = math.div(tp + epsilon, tp + fn + epsilon)
    if curve == 'ROC':
        x = math.div(fp, fp + tn + epsilon)
        y = recall
    else:
        x = recall
        y = math.div(tp + epsilon, tp + fp + epsilon)
    if method not in ('trapezoidal', 'careful_interpolation', 'minoring', 'majoring'):
        raise ValueError('Invalid summation_method: %s' % method)
    widths = x[:last] - x[1:]
    if method == 'minoring':
        heights = math.minimum(y[:last], y[1:])
    elif method == 'majoring':
        heights = math.maximum(y[:last], y[1:])
    else:
        heights = (y[:last] + y[1:]) / 2.0
    return reductions.reduce_sum(math.multiply(widths, heights), name=name)


def _interpolated(tp, fp, fn, last):
    """The area under precision over recall, true positives taken as linear between two thresholds
    (Davis and Goadrich 2006; metrics_impl.auc.interpolate_pr_auc)."""
    step = tp[:last] - tp[1:]
    p = tp + fp
    slope = math._div_no_nan(step, math.maximum(p[:last] - p[1:], 0), name='prec_slope')
    intercept = tp[1:] - math.multiply(slope, p[1:])
    ratios = arrays.where(
        math.logical_and(p[:last] > 0, p[1:] > 0),
        math._div_no_nan(p[:last], math.maximum(p[1:], 0), name='recall_relative_ratio'),
        creation.ones_like(p[1:]),
    )
    return reductions.reduce_sum(
        math._div_no_nan(
            slope * (step + intercept * math.log(ratios)),
            math.maximum(tp[1:] + fn[1:], 0),
            name='pr_auc_increment',
        ),
        name='interpolate_pr_auc',
    )
