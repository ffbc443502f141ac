"""Arrays out of nothing: zeros, ones, ranges, diagonals, and the triangles of a matrix."""

import math

from ._array import as_shape, is_contiguous, ndarray, new, transposed, view
from ._copying import assign
from ._discovery import array, asanyarray, asarray
from ._dtypes import find, FLOAT16, FLOAT32, INT64, OBJECT, text_type
from ._promotion import result_type, scalar_kind


def _ordered(shape, kind, order):
    if order == 'F':
        return transposed(new(shape[::-1], kind))
    return new(shape, kind)


def zeros(shape, dtype=float, order='C', *, like=None):
    made = _ordered(as_shape(shape), find(dtype), order)
    if made._dtype is OBJECT and made._size:
        assign(made, 0)
    return made


def empty(shape, dtype=float, order='C', *, like=None):
    """Zeros: this engine never shows what the memory held before."""
    return _ordered(as_shape(shape), find(dtype), order)


def full(shape, fill_value, dtype=None, order='C', *, like=None):
    if dtype is None:
        fill_value = asarray(fill_value)
        dtype = fill_value._dtype
    kind = find(dtype)
    if kind.kind == 'U' and not kind.length:
        kind = text_type(len(str(fill_value)))
    made = _ordered(as_shape(shape), kind, order)
    assign(made, fill_value)
    return made


def ones(shape, dtype=None, order='C', *, like=None):
    made = _ordered(as_shape(shape), find(dtype), order)
    assign(made, 1)
    return made


def _like(a, dtype, order, shape):
    a = asanyarray(a)
    kind = a._dtype if dtype is None else find(dtype)
    if order == 'K' or order == 'A':
        order = 'F' if a.ndim > 1 and not is_contiguous(a) and is_contiguous(transposed(a)) else 'C'
    made = _ordered(a._shape if shape is None else as_shape(shape), kind, order)
    return made if type(a) is ndarray else view(made, made._shape, made._strides, 0, type(a))


def zeros_like(a, dtype=None, order='K', subok=True, shape=None):
    made = _like(a, dtype, order, shape)
    if made._dtype is OBJECT and made._size:
        assign(made, 0)
    return made


def empty_like(prototype, dtype=None, order='K', subok=True, shape=None):
    return _like(prototype, dtype, order, shape)


def ones_like(a, dtype=None, order='K', subok=True, shape=None):
    made = _like(a, dtype, order, shape)
    assign(made, 1)
    return made


def full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None):
    made = _like(a, dtype, order, shape)
    assign(made, fill_value)
    return made


def arange(start, stop=None, step=1, dtype=None, *, like=None):
    """start, start + step, … below stop; integers stay integers."""
    if stop is None:
        start, stop = 0, start
    if step is None:
        step = 1
    kind = find(dtype) if dtype is not None else result_type(start, stop, step)
    if kind.kind == 'b':
        kind = INT64 if dtype is None else kind
    start, stop, step = (x.item() if hasattr(x, 'item') else x for x in (start, stop, step))
    if step == 0:
        raise ZeroDivisionError('division by zero')
    if not math.isfinite(float(stop) - float(start)):
        raise ValueError('arange: cannot compute length')
    length = max(0, math.ceil((stop - start) / step))
    if kind.kind in 'iu' and all(isinstance(x, int) for x in (start, step)):
        return asarray(range(start, start + length * step, step), kind)
    # NumPy fills from the first two values: start + i·(second − start).
    first, second = start, start + step
    if kind.kind in 'iu':
        first, second = int(first), int(second)
        return asarray([first + i * (second - first) for i in range(length)], kind)
    of = (FLOAT32 if kind is FLOAT16 else kind).type
    start = of(first)
    made = asarray(range(length), of) * (of(second) - start) + start
    return made if made._dtype is kind else made.astype(kind)


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    """`num` values from start to stop, evenly spaced."""
    num = num.__index__() if hasattr(num, '__index__') else _not_index(num)
    if num < 0:
        raise ValueError('Number of samples, %s, must be non-negative.' % num)
    div = num - 1 if endpoint else num
    start, stop = asanyarray(start) * 1.0, asanyarray(stop) * 1.0
    kind = result_type(start, stop, float(num))
    wanted = kind if dtype is None else find(dtype)
    delta = stop - start
    places = asarray(range(num), kind).reshape((-1,) + (1,) * getattr(delta, 'ndim', 0))
    if div > 0:
        step = delta / div
        if (asarray(step) == 0).any():
            y = places / div * delta
        else:
            y = places * step
    else:
        step = float('nan')
        y = places * delta
    y = y + start
    if endpoint and num > 1:
        y[-1, ...] = stop
    if axis != 0:
        from ._shaping import moveaxis
        y = moveaxis(y, 0, axis)
    if wanted.kind in 'iu':
        from ._ufunc_table import floor
        y = floor(y)
    y = y.astype(wanted, copy=False)
    return (y, step) if retstep else y


def _not_index(num):
    raise TypeError("'%s' object cannot be interpreted as an integer" % type(num).__name__)


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    from ._ufunc_table import power
    y = power(base, linspace(start, stop, num, endpoint, axis=axis))
    return y if dtype is None else y.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    from ._ufunc_table import log10
    if start == 0 or stop == 0:
        raise ValueError('Geometric sequence cannot include zero')
    sign = -1.0 if start < 0 and stop < 0 else 1.0
    y = logspace(log10(start * sign), log10(stop * sign), num, endpoint) * sign
    if num > 0:
        y[0] = start
        if endpoint and num > 1:
            y[-1] = stop
    return y if dtype is None else y.astype(dtype)


def eye(N, M=None, k=0, dtype=float, order='C', *, like=None):
    made = new(as_shape((N, N if M is None else M)), find(dtype))
    rows, columns = made._shape
    length = max(0, min(rows - max(-k, 0), columns - max(k, 0)))
    if length:
        step = made._strides[0] + made._strides[1]
        shift = max(-k, 0) * made._strides[0] + max(k, 0) * made._strides[1]
        assign(view(made, (length,), (step,), shift), 1)
    return made


def identity(n, dtype=None, *, like=None):
    return eye(n, dtype=dtype or float)


def diag(v, k=0):
    v = asanyarray(v)
    if v.ndim == 2:
        return v.diagonal(k).copy()
    if v.ndim != 1:
        raise ValueError('Input must be 1- or 2-d.')
    n = v.size + abs(k)
    made = new((n, n), v._dtype)
    made._pool = v._pool
    if v.size:
        shift = max(-k, 0) * made._strides[0] + max(k, 0) * made._strides[1]
        assign(view(made, (v.size,), (made._strides[0] + made._strides[1],), shift), v)
    return made


def diagflat(v, k=0):
    return diag(asarray(v).ravel(), k)


def fill_diagonal(a, val, wrap=False):
    if a.ndim < 2:
        raise ValueError('array must be at least 2-d')
    length = min(a.shape)
    a[(asarray(range(length)),) * a.ndim] = asarray(val).ravel()[:length] if asarray(
        val).ndim else val


def tri(N, M=None, k=0, dtype=float, *, like=None):
    rows = asarray(range(N)).reshape(-1, 1)
    columns = asarray(range(N if M is None else M))
    return (rows + k >= columns).astype(dtype)


def tril(m, k=0):
    return _triangle(m, k, True)


def triu(m, k=0):
    return _triangle(m, k - 1, False)


def _triangle(m, k, lower):
    from ._searching import where
    m = asanyarray(m)
    mask = tri(*m.shape[-2:], k=k, dtype=bool)
    zero = asarray(0, m._dtype)
    return where(mask, m, zero) if lower else where(mask, zero, m)


def tril_indices(n, k=0, m=None):
    from ._searching import nonzero
    return nonzero(tri(n, m, k=k, dtype=bool))


def triu_indices(n, k=0, m=None):
    from ._searching import nonzero
    return nonzero(~tri(n, m, k=k - 1, dtype=bool))


def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def diag_indices(n, ndim=2):
    return (asarray(range(n)),) * ndim


def vander(x, N=None, increasing=False):
    x = asarray(x)
    count = x.size if N is None else N
    columns = [x ** k for k in range(count)]
    from ._joining import stack
    return stack(columns if increasing else columns[::-1], 1) if columns else new((x.size, 0),
                                                                                  x._dtype)


def fromfunction(function, shape, *, dtype=float, **named):
    from ._grids import indices
    return function(*indices(shape, dtype), **named)


def fromiter(iter, dtype, count=-1, *, like=None):
    values = list(iter) if count < 0 else [x for x, _ in zip(iter, range(count))]
    return array(values, dtype)


def fromstring(string, dtype=float, count=-1, *, sep, like=None):
    """Numbers out of a text; `sep` must be given (the binary mode is not evaluated)."""
    if not sep:
        raise ValueError('fromstring of binary data is not evaluated by this engine: use frombuffer')
    parts = string.split() if sep.isspace() else string.split(sep.strip())
    values = [part.strip() for part in parts if part.strip()]
    kind = find(dtype)
    made = [float(v) if kind.kind == 'f' else int(v) for v in values]
    return array(made if count < 0 else made[:count], kind)


def asscalar(a):
    return a.item()


def isscalar(element):
    return scalar_kind(element) is not None or isinstance(element, (str, bytes, complex))
