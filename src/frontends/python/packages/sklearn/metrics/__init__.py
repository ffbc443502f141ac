"""sklearn.metrics: the few that training scripts print."""

import numpy as np

from .._checks import check_consistent_length, column_or_1d
from .._missing import getter as _getter


def _labels(y_true, y_pred):
    check_consistent_length(y_true, y_pred)
    kinds = [np.asarray(y).dtype.kind for y in (y_true, y_pred)]
    for kind, y in zip(kinds, (y_true, y_pred)):
        if kind == 'f' and np.any(np.asarray(y) != np.asarray(y).astype(int)):
            raise ValueError(
                "Classification metrics can't handle a mix of %s and %s targets"
                % tuple('continuous' if k == 'f' else 'multiclass' for k in kinds)
            )
    return y_true, y_pred


def accuracy_score(y_true, y_pred, *, normalize=True, sample_weight=None):
    """The share of equal labels; rows of indicators are equal when all of their elements are."""
    y_true, y_pred = _labels(y_true, y_pred)
    if np.asarray(y_true).ndim == 2 and np.asarray(y_true).shape[1] > 1:
        score = np.all(np.asarray(y_true) == np.asarray(y_pred), axis=1)
    else:
        score = column_or_1d(y_true) == column_or_1d(y_pred)
    if normalize:
        return np.average(score, weights=sample_weight)
    if sample_weight is not None:
        return np.dot(score, sample_weight)
    return score.sum()


def confusion_matrix(y_true, y_pred, *, labels=None, sample_weight=None, normalize=None):
    """Row: the true label. Column: the predicted one."""
    y_true, y_pred = (column_or_1d(y) for y in _labels(y_true, y_pred))
    if labels is None:
        labels = np.union1d(y_true, y_pred)
    if normalize not in ('true', 'pred', 'all', None):
        raise ValueError("normalize must be one of {'true', 'pred', 'all', None}")
    places = {label: place for place, label in enumerate(np.asarray(labels).tolist())}
    weights = np.ones(len(y_true), dtype=np.int64) if sample_weight is None else np.asarray(sample_weight)
    whole = weights.dtype.kind in 'iub'
    matrix = np.zeros((len(places), len(places)), dtype=np.int64 if whole else np.float64)
    for true, predicted, weight in zip(y_true.tolist(), y_pred.tolist(), weights.tolist()):
        if true in places and predicted in places:
            matrix[places[true], places[predicted]] += weight
    with np.errstate(all='ignore'):
        if normalize == 'true':
            matrix = matrix / matrix.sum(axis=1, keepdims=True)
        elif normalize == 'pred':
            matrix = matrix / matrix.sum(axis=0, keepdims=True)
        elif normalize == 'all':
            matrix = matrix / matrix.sum()
        return np.nan_to_num(matrix)


def _columns(y_true, y_pred):
    check_consistent_length(y_true, y_pred)
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    y_true = y_true.reshape(-1, 1) if y_true.ndim == 1 else y_true
    y_pred = y_pred.reshape(-1, 1) if y_pred.ndim == 1 else y_pred
    if y_true.shape[1] != y_pred.shape[1]:
        raise ValueError(
            'y_true and y_pred have different number of output ({0}!={1})'.format(
                y_true.shape[1], y_pred.shape[1]
            )
        )
    return y_true, y_pred


def mean_squared_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average',
                       squared=True):
    y_true, y_pred = _columns(y_true, y_pred)
    errors = np.average((y_true - y_pred) ** 2, axis=0, weights=sample_weight)
    if not squared:
        errors = np.sqrt(errors)
    return errors if multioutput == 'raw_values' else np.average(errors)


def mean_absolute_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average'):
    y_true, y_pred = _columns(y_true, y_pred)
    errors = np.average(np.abs(y_pred - y_true), weights=sample_weight, axis=0)
    return errors if multioutput == 'raw_values' else np.average(errors)


def r2_score(y_true, y_pred):
    """1 − (residual sum of squares) / (total sum of squares), the mean over the outputs."""
    y_true, y_pred = _columns(y_true, y_pred)
    residual = ((y_true - y_pred) ** 2).sum(axis=0, dtype=np.float64)
    total = ((y_true - np.average(y_true, axis=0)) ** 2).sum(axis=0, dtype=np.float64)
    scores = np.ones(y_true.shape[1])
    known = (residual != 0) & (total != 0)
    scores[known] = 1 - residual[known] / total[known]
    scores[(residual != 0) & (total == 0)] = 0.0
    return np.average(scores)


__getattr__ = _getter('sklearn.metrics')
