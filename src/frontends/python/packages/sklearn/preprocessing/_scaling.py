"""Scaling of columns and rows. Sums run in the order in which scikit-learn runs them."""

import numpy as np

from .._checks import Transformer, matrix


def _without_zeros(scale):
    """Dividing by the scale of a constant column must change nothing."""
    if np.isscalar(scale):
        return 1.0 if scale == 0.0 else scale
    scale = scale.copy()
    scale[scale == 0.0] = 1.0
    return scale


class StandardScaler(Transformer):
    """(x − mean) / standard deviation, column by column."""

    _defaults = {'copy': True, 'with_mean': True, 'with_std': True}

    def __init__(self, copy=True, with_mean=True, with_std=True):
        self.copy = copy
        self.with_mean = with_mean
        self.with_std = with_std

    def fit(self, X, y=None):
        for name in ('mean_', 'var_', 'scale_', 'n_samples_seen_'):
            vars(self).pop(name, None)
        return self.partial_fit(X, y)

    def partial_fit(self, X, y=None):
        X = matrix(X, ensure_finite=False)
        count = np.sum(~np.isnan(X), axis=0)
        total = np.nansum(X, axis=0, dtype=np.float64)
        unnormalized = np.nanvar(X, axis=0, dtype=np.float64) * count
        if hasattr(self, 'n_samples_seen_'):
            seen = self.n_samples_seen_
            before = self.mean_ * seen
            ratio = seen / count
            unnormalized = (
                self.var_ * seen
                + unnormalized
                + ratio / (seen + count) * (before / ratio - total) ** 2
            )
            total = before + total
            count = seen + count
        self.mean_ = total / count
        self.var_ = unnormalized / count
        self.n_samples_seen_ = count[0] if np.ptp(count) == 0 else count
        self.scale_ = _without_zeros(np.sqrt(self.var_)) if self.with_std else None
        return self

    def transform(self, X, copy=None):
        self._check_is_fitted('n_samples_seen_')
        X = matrix(X, copy=self.copy if copy is None else copy, ensure_finite=False)
        if self.with_mean:
            X -= self.mean_
        if self.with_std:
            X /= self.scale_
        return X

    def inverse_transform(self, X, copy=None):
        self._check_is_fitted('n_samples_seen_')
        X = matrix(X, copy=self.copy if copy is None else copy, ensure_2d=False, ensure_finite=False)
        if self.with_std:
            X *= self.scale_
        if self.with_mean:
            X += self.mean_
        return X


class MinMaxScaler(Transformer):
    """Columns stretched to feature_range."""

    _defaults = {'feature_range': (0, 1), 'copy': True, 'clip': False}

    def __init__(self, feature_range=(0, 1), copy=True, clip=False):
        self.feature_range = feature_range
        self.copy = copy
        self.clip = clip

    def fit(self, X, y=None):
        low, high = self.feature_range
        if low >= high:
            raise ValueError(
                'Minimum of desired feature range must be smaller than maximum. Got %s.'
                % str(self.feature_range)
            )
        X = matrix(X, ensure_finite=False)
        self.n_samples_seen_ = X.shape[0]
        self.data_min_ = np.nanmin(X, axis=0)
        self.data_max_ = np.nanmax(X, axis=0)
        self.data_range_ = self.data_max_ - self.data_min_
        self.scale_ = (high - low) / _without_zeros(self.data_range_)
        self.min_ = low - self.data_min_ * self.scale_
        return self

    def transform(self, X):
        self._check_is_fitted('scale_')
        X = matrix(X, copy=self.copy, ensure_finite=False)
        X *= self.scale_
        X += self.min_
        if self.clip:
            np.clip(X, self.feature_range[0], self.feature_range[1], out=X)
        return X

    def inverse_transform(self, X):
        self._check_is_fitted('scale_')
        X = matrix(X, copy=self.copy, ensure_finite=False)
        X -= self.min_
        X /= self.scale_
        return X


def minmax_scale(X, feature_range=(0, 1), *, axis=0, copy=True):
    X = matrix(X, ensure_2d=False, ensure_finite=False)
    is_flat = X.ndim == 1
    rows = X.reshape(-1, 1) if is_flat else X
    scaler = MinMaxScaler(feature_range=feature_range, copy=copy)
    scaled = scaler.fit_transform(rows) if axis == 0 else scaler.fit_transform(rows.T).T
    return scaled.ravel() if is_flat else scaled


def scale(X, *, axis=0, with_mean=True, with_std=True, copy=True):
    """(x − mean) / standard deviation along AXIS, corrected once where rounding leaves a mean."""
    X = matrix(X, copy=copy, ensure_2d=False, ensure_finite=False)
    deviation = np.nanstd(X, axis) if with_std else None
    rows = np.rollaxis(X, axis)
    if with_mean:
        rows -= np.nanmean(X, axis)
        _take_rest(rows)
    if with_std:
        rows /= _without_zeros(deviation)
        if with_mean:
            _take_rest(rows)
    return X


def _take_rest(rows):
    rest = np.nanmean(rows, axis=0)
    if not np.allclose(rest, 0):
        rows -= rest


def normalize(X, norm='l2', *, axis=1, copy=True, return_norm=False):
    """Rows (axis 1) or columns (axis 0) divided by their norm."""
    if norm not in ('l1', 'l2', 'max'):
        raise ValueError("'%s' is not a supported norm" % norm)
    if axis not in (0, 1):
        raise ValueError("'%d' is not a supported axis" % axis)
    X = matrix(X, copy=copy)
    rows = X.T if axis == 0 else X
    if norm == 'l1':
        norms = np.abs(rows).sum(axis=1)
    elif norm == 'l2':
        norms = np.sqrt(np.einsum('ij,ij->i', rows, rows))
    else:
        norms = np.max(np.abs(rows), axis=1)
    norms = _without_zeros(norms)
    rows /= norms[:, np.newaxis]
    return (X, norms) if return_norm else X


class Normalizer(Transformer):
    """Each row divided by its norm."""

    _defaults = {'norm': 'l2', 'copy': True}

    def __init__(self, norm='l2', *, copy=True):
        self.norm = norm
        self.copy = copy

    def fit(self, X, y=None):
        matrix(X)
        return self

    def transform(self, X, copy=None):
        return normalize(X, norm=self.norm, axis=1, copy=self.copy if copy is None else copy)
