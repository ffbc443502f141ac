"""Means, variances, medians, percentiles, and the functions that leave NaN aside."""

from math import nan, sqrt as _root

from ._array import attach, ndarray
from ._copying import assign
from ._discovery import asanyarray, asarray
from ._dtypes import find, FLOAT16, FLOAT32, FLOAT64
from ._errors import warn
from ._reductions import reduce
from ._scalars import generic
from ._searching import sort, where as choose
from ._shaping import normalize_axes, normalize_axis
from . import _ufunc_table as uf


def _count(a, axis):
    if axis is None:
        return a._size
    count = 1
    for one in normalize_axes(axis, a.ndim):
        count *= a._shape[one]
    return count


def _mean(self, axis=None, dtype=None, out=None, keepdims=False, where=True):
    count = _count(self, axis)
    if where is not True:
        from ._shaping import broadcast_to
        count = broadcast_to(asarray(where, bool), self._shape).sum(axis, keepdims=keepdims)
    elif count == 0:
        warn('Mean of empty slice.')
    kind = None if dtype is None else find(dtype)
    narrow = kind is None and self._dtype is FLOAT16
    if kind is None:
        kind = FLOAT64 if self._dtype.kind in 'biu' else FLOAT32 if narrow else None
    total = reduce(uf.add, self, axis, kind, None, keepdims, None, where)
    if isinstance(total, ndarray):
        made = uf.divide(total, count, dtype=total._dtype)
        made = made.astype(FLOAT16) if narrow else made
    elif isinstance(total, generic):
        wanted = FLOAT16.type if narrow else total.dtype.type
        made = wanted(total / count)
    else:
        made = total / count
    if out is not None:
        assign(out, made)
        return out
    return made


def _var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True):
    count = _count(self, axis)
    if count - ddof <= 0:
        warn('Degrees of freedom <= 0 for slice')
    kind = None if dtype is None else find(dtype)
    if kind is None and self._dtype.kind in 'biu':
        kind = FLOAT64
    total = asarray(reduce(uf.add, self, axis, kind, None, True))
    mean = uf.divide(total, count, dtype=total._dtype)
    # The deviations are made in the array's own type unless the sums are in a wider one.
    deviation = asanyarray(self - mean)
    square = uf.multiply(deviation, deviation)
    spread = reduce(uf.add, asanyarray(square), axis, kind, None, keepdims)
    divisor = max(count - ddof, 0)
    if isinstance(spread, ndarray):
        made = uf.divide(spread, divisor, dtype=spread._dtype)
    else:
        made = spread.dtype.type(spread / divisor)
    if out is not None:
        assign(out, made)
        return out
    return made


def _std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True):
    found = _var(self, axis, dtype, None, ddof, keepdims)
    made = uf.sqrt(found) if isinstance(found, ndarray) else found.dtype.type(
        _root(found) if found >= 0 else nan)
    if out is not None:
        assign(out, made)
        return out
    return made


attach(mean=_mean, var=_var, std=_std)


def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    return asanyarray(a).mean(axis, dtype, out, keepdims, where=where)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return asanyarray(a).var(axis, dtype, out, ddof, keepdims)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return asanyarray(a).std(axis, dtype, out, ddof, keepdims)


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    """The mean, with weights where given."""
    a = asanyarray(a)
    if weights is None:
        made = a.mean(axis, keepdims=keepdims)
        total = made * 0 + _count(a, axis)
        return (made, total) if returned else made
    weights = asanyarray(weights)
    if a.shape != weights.shape:
        if axis is None:
            raise TypeError('Axis must be specified when shapes of a and weights differ.')
        if weights.ndim != 1:
            raise TypeError('1D weights expected when shapes of a and weights differ.')
        if weights.shape[0] != a.shape[axis]:
            raise ValueError('Length of weights not compatible with specified axis.')
        shape = [1] * a.ndim
        shape[normalize_axis(axis, a.ndim)] = -1
        from ._shaping import broadcast_to
        weights = broadcast_to(weights.reshape(shape), a.shape)
    total = weights.sum(axis, keepdims=keepdims)
    if (asarray(total) == 0.0).any():
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    made = uf.multiply(a, weights).sum(axis, keepdims=keepdims) / total
    return (made, total) if returned else made


def _sorted_lines(a, axis):
    """The array sorted along its last axis, which holds the reduced elements."""
    a = asanyarray(a)
    if axis is None:
        return sort(a.ravel())
    axes = normalize_axes(axis, a.ndim)
    rest = [k for k in range(a.ndim) if k not in axes]
    moved = a.transpose(rest + list(axes))
    return sort(moved.reshape(tuple(a.shape[k] for k in rest) + (-1,)))


def _restored(made, a, axis, keepdims):
    if not keepdims:
        return made
    axes = range(a.ndim) if axis is None else normalize_axes(axis, a.ndim)
    return asarray(made).reshape([1 if k in axes else n for k, n in enumerate(a.shape)])


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle value, or the mean of the two middle ones; NaN where there is one."""
    a = asanyarray(a)
    lines = _sorted_lines(a, axis)
    n = lines.shape[-1]
    if n == 0:
        warn('Mean of empty slice.')
        return FLOAT64.type(nan)
    middle = lines[..., (n - 1) // 2:n // 2 + 1]
    made = middle.mean(-1)
    if a._dtype.kind == 'f':
        last = lines[..., -1]
        made = choose(uf.isnan(last), last, made)
        made = made if made.ndim else made[()]
    return _restored(made, a, axis, keepdims)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *,
             interpolation=None):
    """Quantiles by the rules linear, lower, higher, nearest and midpoint."""
    q = asarray(q) * 1.0
    if not ((q >= 0).all() and (q <= 1).all()):
        raise ValueError('Quantiles must be in the range [0, 1]')
    a = asanyarray(a)
    lines = _sorted_lines(a, axis)
    method = interpolation or method
    found = [_restored(asarray(_one_quantile(lines, float(one), method))[()], a, axis, keepdims)
             for one in asarray(q).ravel().tolist()]
    if not q.shape:
        return found[0]
    from ._joining import stack
    return stack(found, 0).reshape(q.shape + asarray(found[0]).shape)


def _one_quantile(lines, q, method):
    n = lines.shape[-1]
    place = q * (n - 1)
    low = int(place)
    high = min(low + 1, n - 1)
    below, above = lines[..., low], lines[..., high]
    t = place - low
    if method == 'lower':
        return below
    if method == 'higher':
        return above if t > 0 else below
    if method == 'nearest':
        return above if t > 0.5 or (t == 0.5 and low % 2 == 1) else below
    if method == 'midpoint':
        t = 0.5 if t > 0 else 0.0
    elif method != 'linear':
        raise ValueError('quantile method %r is not evaluated by this engine' % method)
    difference = uf.subtract(above, below)
    # From the nearer side, as NumPy does.
    made = below + difference * t if t < 0.5 else above - difference * (1 - t)
    return made


def percentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *,
               interpolation=None):
    q = uf.divide(q, 100)
    if not ((asarray(q) >= 0).all() and (asarray(q) <= 1).all()):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return quantile(a, q, axis, out, overwrite_input, method, keepdims, interpolation=interpolation)


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    """Covariance matrix of rows (or columns) as variables."""
    if fweights is not None or aweights is not None:
        raise ValueError('cov with weights is not evaluated by this engine')
    from ._joining import concatenate
    from ._products import dot
    X = _variables(m, rowvar)
    if y is not None:
        X = concatenate((X, _variables(y, rowvar)), 0)
    if ddof is None:
        ddof = 0 if bias else 1
    factor = X.shape[1] - ddof
    if factor <= 0:
        warn('Degrees of freedom <= 0 for slice')
        factor = 0.0
    X = X - X.mean(1).reshape(-1, 1)
    return (dot(X, X.T) * uf.divide(1, factor)).squeeze()


def _variables(m, rowvar):
    X = asarray(m, FLOAT64)
    if X.ndim > 2:
        raise ValueError('m has more than 2 dimensions')
    X = X.reshape(1, -1) if X.ndim < 2 else X
    return X.T if not rowvar and X.shape[0] != 1 else X


def corrcoef(x, y=None, rowvar=True, **named):
    """Correlation coefficients: covariances over the standard deviations."""
    c = cov(x, y, rowvar)
    if not c.ndim:
        return c / c
    deviation = uf.sqrt(c.diagonal())
    c = c / deviation.reshape(-1, 1)
    c = c / deviation.reshape(1, -1)
    return uf.minimum(uf.maximum(c, -1.0), 1.0)


def _without_nan(function, neutral):
    def reduced(a, axis=None, dtype=None, out=None, keepdims=False):
        a = asanyarray(a)
        if a._dtype.kind == 'f':
            a = choose(uf.isnan(a), asarray(neutral, a._dtype), a)
        return getattr(a, function)(axis, keepdims=keepdims)
    return reduced


nansum, nanprod = _without_nan('sum', 0.0), _without_nan('prod', 1.0)
nancumsum = lambda a, axis=None: choose(uf.isnan(a), 0.0, a).cumsum(axis)


def _nan_extreme(function, name):
    def reduced(a, axis=None, out=None, keepdims=False):
        found = reduce(function, asanyarray(a), axis, None, out, keepdims)
        if uf.isnan(found).any():
            warn('All-NaN slice encountered')
        return found
    reduced.__name__ = name
    return reduced


nanmax, nanmin = _nan_extreme(uf.fmax, 'nanmax'), _nan_extreme(uf.fmin, 'nanmin')


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    a = asanyarray(a)
    count = (~uf.isnan(a)).sum(axis, keepdims=keepdims)
    if (asarray(count) == 0).any():
        warn('Mean of empty slice')
    total = nansum(a, axis, keepdims=keepdims)
    made = total / count
    return made.astype(a._dtype) if a._dtype.kind == 'f' else made


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    a = asanyarray(a)
    mean = nanmean(a, axis, keepdims=True)
    count = (~uf.isnan(a)).sum(axis, keepdims=keepdims)
    return nansum((a - mean) ** 2, axis, keepdims=keepdims) / (count - ddof)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return uf.sqrt(nanvar(a, axis, ddof=ddof, keepdims=keepdims))


def nanmedian(a, axis=None, out=None, keepdims=False):
    a = asanyarray(a)
    if axis is None:
        flat = a.ravel()
        return median(flat[~uf.isnan(flat)])
    from ._functional import apply_along_axis
    return apply_along_axis(lambda line: median(line[~uf.isnan(line)]), axis, a)


def nanquantile(a, q, axis=None, **named):
    return nanpercentile(a, uf.multiply(q, 100), axis, **named)


def nanpercentile(a, q, axis=None, **named):
    a = asanyarray(a)
    if axis is None:
        flat = a.ravel()
        return percentile(flat[~uf.isnan(flat)], q, **named)
    from ._functional import apply_along_axis
    return apply_along_axis(lambda line: percentile(line[~uf.isnan(line)], q, **named), axis, a)
