"""Metrics that count hits and misses above thresholds: Precision, Recall and the four counts.

Of keras/metrics.py and update_confusion_matrix_variables in keras/utils/metrics_utils.py.
"""

import numpy as np

from .. import _dtypes as dtypes
from .._constant import constant
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._initializers import Zeros
from .._ops import activations, arrays, checks, control, creation, math, reductions
from . import backend_values as K
from .metric_base import Metric
from .weighting import broadcast_weights, squeeze_or_expand_dimensions

_LEAST = -1e10


def _thresholds(given, default):
    given = [default] if given is None else given if isinstance(given, list) else [given]
    wrong = [one for one in given if one is None or (one is not _LEAST and not 0 <= one <= 1)]
    if wrong:
        raise ValueError('Threshold values must be in [0, 1]. Invalid values: {}'.format(wrong))
    return given


def _largest_only(x, k):
    _, places = activations.top_k(x, k, sorted=False)
    mask = reductions.reduce_sum(creation.one_hot(places, x.shape[-1], axis=-1), axis=-2)
    return x * mask + _LEAST * (1 - mask)


def _count(counted, y_true, y_pred, thresholds, top_k=None, class_id=None, sample_weight=None):
    """The op that adds a batch to the variables COUNTED: {'tp', 'fp', 'tn', 'fn': variable}."""
    y_true = math.cast(y_true, dtypes.float32)
    y_pred = math.cast(y_pred, dtypes.float32)
    y_pred.shape.assert_is_compatible_with(y_true.shape)
    zero = math.cast(0.0, y_pred.dtype)
    above = checks.assert_greater_equal(y_pred, zero, message='predictions must be >= 0')
    one = math.cast(1.0, y_pred.dtype)
    below = checks.assert_less_equal(y_pred, one, message='predictions must be <= 1')
    with ControlDependencies(get_default_graph(), [above, below]):
        if sample_weight is None:
            y_pred, y_true = squeeze_or_expand_dimensions(y_pred, y_true)
        else:
            y_pred, y_true, sample_weight = squeeze_or_expand_dimensions(
                y_pred, y_true, sample_weight=sample_weight
            )
    if top_k is not None:
        y_pred = _largest_only(y_pred, top_k)
    if class_id is not None:
        y_true = y_true[..., class_id]
        y_pred = y_pred[..., class_id]
    size = arrays.size(y_pred)
    predictions = arrays.reshape(y_pred, [1, -1])
    labels = arrays.reshape(math.cast(y_true, dtypes.bool_), [1, -1])
    limits = arrays.expand_dims(constant(thresholds), 1)
    limits = arrays.tile(limits, arrays.stack([1, size]))
    count = len(thresholds)
    is_pos = math.greater(arrays.tile(predictions, [count, 1]), limits)
    labelled = arrays.tile(labels, [count, 1])
    weights = None
    if sample_weight is not None:
        weights = broadcast_weights(math.cast(sample_weight, dtypes.float32), y_pred)
        weights = arrays.tile(arrays.reshape(weights, [1, -1]), [count, 1])
    pairs = {'tp': (labelled, is_pos)}
    if 'fn' in counted or 'tn' in counted:
        is_neg = math.logical_not(is_pos)
        pairs['fn'] = (labelled, is_neg)
    if 'fp' in counted or 'tn' in counted:
        unlabelled = math.logical_not(labelled)
        pairs['fp'] = (unlabelled, is_pos)
        if 'tn' in counted:
            pairs['tn'] = (unlabelled, is_neg)
    updates = []
    for kind, (label, prediction) in pairs.items():
        if kind in counted:
            both = math.cast(math.logical_and(label, prediction), dtypes.float32)
            both = both if weights is None else both * weights
            updates.append(counted[kind].assign_add(reductions.reduce_sum(both, 1)))
    return control.group(updates)


class _Counts(Metric):
    """What the metrics here share: thresholds, and variables with an element for each."""

    def _begin(self, thresholds, default=0.5):
        self.init_thresholds = thresholds
        self.thresholds = _thresholds(thresholds, default)

    def _counter(self, name):
        return self.add_weight(name, shape=(len(self.thresholds),), initializer=Zeros)

    def reset_states(self):
        start = np.zeros((len(self.thresholds),))
        K.batch_set_value([(variable, start) for variable in self.variables])

    def _one_or_all(self, value):
        return value[0] if len(self.thresholds) == 1 else value


class _Counter(_Counts):
    _kind = ''

    def __init__(self, thresholds=None, name=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        self._begin(thresholds)
        self.accumulator = self._counter('accumulator')

    def update_state(self, y_true, y_pred, sample_weight=None):
        counted = {self._kind: self.accumulator}
        return _count(counted, y_true, y_pred, self.thresholds, sample_weight=sample_weight)

    def result(self):
        return convert(self._one_or_all(self.accumulator))

    def get_config(self):
        return {**super().get_config(), 'thresholds': self.init_thresholds}


class TruePositives(_Counter):
    _kind = 'tp'


class TrueNegatives(_Counter):
    _kind = 'tn'


class FalsePositives(_Counter):
    _kind = 'fp'


class FalseNegatives(_Counter):
    _kind = 'fn'


class _Share(_Counts):
    """Hits among hits and the misses of one kind."""

    _misses = ('', '')

    def __init__(self, thresholds=None, top_k=None, class_id=None, name=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.top_k = top_k
        self.class_id = class_id
        self._begin(thresholds, 0.5 if top_k is None else _LEAST)
        self.true_positives = self._counter('true_positives')
        setattr(self, self._misses[1], self._counter(self._misses[1]))

    def update_state(self, y_true, y_pred, sample_weight=None):
        kind, name = self._misses
        counted = {'tp': self.true_positives, kind: getattr(self, name)}
        return _count(
            counted, y_true, y_pred, self.thresholds, self.top_k, self.class_id, sample_weight
        )

    def result(self):
        hits = self.true_positives
        return self._one_or_all(math.div_no_nan(hits, hits + getattr(self, self._misses[1])))

    def get_config(self):
        own = {'thresholds': self.init_thresholds, 'top_k': self.top_k, 'class_id': self.class_id}
        return {**super().get_config(), **own}


class Precision(_Share):
    _misses = ('fp', 'false_positives')


class Recall(_Share):
    _misses = ('fn', 'false_negatives')
