"""Sums, products, extremes and running totals along axes, in NumPy's order of additions."""

from math import inf

from . import _kernels
from ._array import attach, copied, header, ndarray, new, view
from ._copying import assign
from ._discovery import asanyarray, asarray
from ._dtypes import BOOL, find, FLOAT16, INT64, integer_range, UINT64
from ._errors import report
from ._shaping import normalize_axes, normalize_axis
from ._ufunc import in_class_of, loop_of
from ._ufunc_table import (add, logical_and, logical_or, maximum, minimum, multiply)

_WIDENED = ('add', 'multiply')


def _totals_kind(function, kind):
    """Sums and products of narrow integers and of truth values are made in 64 bits."""
    if function.__name__ in _WIDENED and kind.kind in 'bi':
        return INT64
    if function.__name__ in _WIDENED and kind.kind == 'u':
        return UINT64
    return kind


def reduce(function, a, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True):
    """function.reduce over one axis, several, or all (None)."""
    a = asanyarray(a)
    if a._pool is not None:
        return _reduce_objects(function, a, axis, keepdims)
    if where is not True:
        a = _masked(function, a, where)
    if a._dtype.kind == 'V':
        raise TypeError('No loop matching the specified signature and casting was found for ufunc %s'
                        % function.__name__)
    # NumPy lets the axes 0 and -1 of a scalar pass.
    everything = axis is None or not a.ndim and axis in (0, -1)
    axes = tuple(range(a.ndim)) if everything else normalize_axes(axis, a.ndim)
    kind = find(dtype) if dtype is not None else _totals_kind(function, a._dtype)
    if dtype is None and out is not None and function.__name__ in _WIDENED:
        kind = out._dtype
    logical = function.rule == 'logic'
    loop, result = (a._dtype, BOOL) if logical else (kind, loop_of(function, kind)[1])
    kept = tuple([1 if i in axes else n for i, n in enumerate(a._shape)])
    made = new(kept, result)
    source = a
    if function.identity is not None or initial is not None:
        start = function.identity if initial is None else initial
        if start:
            assign(made, start)
    else:
        if a._size == 0 and made._size:
            raise ValueError('zero-size array to reduction operation %s which has no identity'
                             % function.__name__)
        if a._size:
            first = tuple([slice(0, 1) if i in axes else slice(None) for i in range(a.ndim)])
            assign(made, a[first])
            if function.shown not in ('maximum', 'minimum', 'fmax', 'fmin'):
                source = _behind_first(a, axes)
    if source._size:
        narrows = source._dtype.kind == 'f' and not logical and (
            kind.kind in 'biu' or kind.itemsize < source._dtype.itemsize)
        if narrows:
            source = copied(source, kind)
        if _kernels.reduce(function.code, header(source), header(made), loop.code):
            _report_overflow(function, source, made)
    if not keepdims:
        shape = tuple([n for i, n in enumerate(a._shape) if i not in axes])
        strides = tuple([s for i, s in enumerate(made._strides) if i not in axes])
        made = view(made, shape, strides)
    if out is not None:
        assign(out, made)
        return out
    if type(a) is not ndarray:
        return in_class_of(made, a) if made._shape else made[()]
    return made if made._shape else made[()]


def _report_overflow(function, source, made):
    """Finite elements whose total is not: what NumPy warns of."""
    from ._ufunc_table import isfinite, isnan
    if bool(isfinite(source).all()):
        report(8 if bool(isnan(made).any()) else 2, 'reduce')


def _behind_first(a, axes):
    if len(axes) != 1:
        raise ValueError("reduction operation is not reorderable, so at most one axis may be "
                         "specified")
    return a[tuple([slice(1, None) if i in axes else slice(None) for i in range(a.ndim)])]


def _masked(function, a, where):
    from ._searching import where as choose
    neutral = function.identity
    if neutral is None:
        if a._dtype.kind == 'f':
            low, high = -inf, inf
        else:
            low, high = (0, 1) if a._dtype is BOOL else integer_range(a._dtype)
        neutral = low if function is maximum else high
    return choose(where, a, asarray(neutral, a._dtype))


def _reduce_objects(function, a, axis, keepdims):
    from ._objects import _OPERATORS
    apply = _OPERATORS[function.__name__]
    if axis is None or a.ndim == 1:
        values = a.ravel().tolist()
        total = values[0]
        for value in values[1:]:
            total = apply(total, value)
        return asarray(total, object).reshape((1,) * a.ndim) if keepdims else total
    lines = a.transpose([normalize_axis(axis, a.ndim)]
                        + [i for i in range(a.ndim) if i != normalize_axis(axis, a.ndim)])
    total = lines[0]
    for place in range(1, len(lines)):
        total = function(total, lines[place])
    return total


def accumulate(function, array, axis=0, dtype=None, out=None):
    """Running totals along an axis."""
    a = asanyarray(array)
    a = a if a.ndim else a.reshape(1)
    axis = normalize_axis(axis, a.ndim)
    kind = find(dtype) if dtype is not None else _totals_kind(function, a._dtype)
    if kind.kind == 'V':
        kind = FLOAT16
    if a._dtype is not kind:
        a = a.astype(kind)
    made = new(a._shape, BOOL if function.rule in ('logic', 'compare') else kind)
    if a._size:
        _kernels.accumulate(function.code, header(a), header(made), axis)
    if out is not None:
        assign(out, made)
        return out
    return made


def apply_at(function, a, indices, b):
    """Unbuffered in-place operation, one selected element after the other."""
    picked = a[indices]
    values = None if b is None else asarray(b)
    places = asarray(range(a.size)).reshape(a.shape)[indices].ravel().tolist()
    flat = a.reshape(-1)
    if flat._block is not a._block:
        raise ValueError('ufunc.at of a non-contiguous array is not evaluated by this engine')
    if values is not None:
        from ._shaping import broadcast_to
        values = broadcast_to(values, picked.shape).ravel().tolist()
    for k, place in enumerate(places):
        flat[place] = function(flat[place]) if values is None else function(flat[place], values[k])


def _sum(self, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    return reduce(add, self, axis, dtype, out, keepdims, initial, where)


def _prod(self, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    return reduce(multiply, self, axis, dtype, out, keepdims, initial, where)


def _max(self, axis=None, out=None, keepdims=False, initial=None, where=True):
    return reduce(maximum, self, axis, None, out, keepdims, initial, where)


def _min(self, axis=None, out=None, keepdims=False, initial=None, where=True):
    return reduce(minimum, self, axis, None, out, keepdims, initial, where)


def _all(self, axis=None, out=None, keepdims=False, where=True):
    return reduce(logical_and, self, axis, None, out, keepdims, None, where)


def _any(self, axis=None, out=None, keepdims=False, where=True):
    return reduce(logical_or, self, axis, None, out, keepdims, None, where)


def _cumsum(self, axis=None, dtype=None, out=None):
    source = self.ravel() if axis is None else self
    return accumulate(add, source, axis or 0, dtype, out)


def _cumprod(self, axis=None, dtype=None, out=None):
    source = self.ravel() if axis is None else self
    return accumulate(multiply, source, axis or 0, dtype, out)


def _ptp(self, axis=None, out=None, keepdims=False):
    return self.max(axis, out, keepdims) - self.min(axis, None, keepdims)


attach(sum=_sum, prod=_prod, max=_max, min=_min, all=_all, any=_any, cumsum=_cumsum,
       cumprod=_cumprod, ptp=_ptp)


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    if hasattr(a, '__next__'):
        import builtins
        return builtins.sum(a)
    return asanyarray(a).sum(axis, dtype, out, keepdims, initial, where)


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True):
    return asanyarray(a).prod(axis, dtype, out, keepdims, initial, where)


def max(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return asanyarray(a).max(axis, out, keepdims, initial, where)


def min(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return asanyarray(a).min(axis, out, keepdims, initial, where)


def all(a, axis=None, out=None, keepdims=False, where=True):
    return asanyarray(a).all(axis, out, keepdims, where)


def any(a, axis=None, out=None, keepdims=False, where=True):
    return asanyarray(a).any(axis, out, keepdims, where)


def cumsum(a, axis=None, dtype=None, out=None):
    return asanyarray(a).cumsum(axis, dtype, out)


def cumprod(a, axis=None, dtype=None, out=None):
    return asanyarray(a).cumprod(axis, dtype, out)


def ptp(a, axis=None, out=None, keepdims=False):
    return asanyarray(a).ptp(axis, out, keepdims)


amax, amin, product, cumproduct, sometrue, alltrue = max, min, prod, cumprod, any, all
