"""Counts of right and wrong answers to a yes-or-no question; precision and recall."""

from .. import _dtypes as dtypes
from .._ops import arrays, math, reductions, state
from .._ops.control import control_dependencies
from .._ops.static_checks import assert_rank_in, assert_type
from .._variable_scope import variable_scope
from .variables import collect, metric_variable, read_variable, refuse, squeezed, value_of


def _as_bools(predictions, labels, weights):
    return squeezed(
        math.cast(predictions, dtypes.bool_), math.cast(labels, dtypes.bool_), weights
    )


def _count(values, weights, metrics_collections, updates_collections):
    """(how many of the booleans VALUES were true so far, the op that adds them)"""
    assert_type(values, dtypes.bool_)
    count = metric_variable([], dtypes.float32, 'count')
    values = math.cast(values, dtypes.float32)
    if weights is not None:
        with control_dependencies((assert_rank_in(weights, (0, arrays.rank(values))),)):
            weights = math.cast(weights, dtypes.float32)
            values = math.multiply(values, weights)
    value = read_variable(count, metrics_collections)
    update = state.assign_add(count, reductions.reduce_sum(values))
    collect(updates_collections, update)
    return value, update


def _counting(metric, label, prediction):
    """The metric that counts where the label is LABEL and the prediction is PREDICTION."""

    def counted(
        labels,
        predictions,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse(metric)
        with variable_scope(name, metric, (predictions, labels, weights)):
            predictions, labels, weights = _as_bools(predictions, labels, weights)
            found = math.logical_and(
                math.equal(labels, label), math.equal(predictions, prediction)
            )
            return _count(found, weights, metrics_collections, updates_collections)

    counted.__name__ = counted.__qualname__ = metric
    return counted


false_negatives = _counting('false_negatives', True, False)
false_positives = _counting('false_positives', False, True)
true_negatives = _counting('true_negatives', False, False)
true_positives = _counting('true_positives', True, True)


def _share(metric, wrong):
    """The metric that is true positives / (true positives + WRONG)."""

    def share(
        labels,
        predictions,
        weights=None,
        metrics_collections=None,
        updates_collections=None,
        name=None,
    ):
        refuse(metric, metric == 'recall')
        with variable_scope(name, metric, (predictions, labels, weights)):
            predictions, labels, weights = _as_bools(predictions, labels, weights)
            right, right_update = true_positives(labels, predictions, weights)
            missed, missed_update = wrong(labels, predictions, weights)

            def compute(right, missed, name):
                return arrays.where(
                    math.greater(right + missed, 0), math.div(right, right + missed), 0, name
                )

            value = value_of(metrics_collections, lambda: compute(right, missed, 'value'))
            update = compute(right_update, missed_update, 'update_op')
            collect(updates_collections, update)
            return value, update

    share.__name__ = share.__qualname__ = metric
    return share


precision = _share('precision', false_positives)
recall = _share('recall', false_negatives)
