"""Rounding to decimals, limiting to a range, replacing what is not finite."""

from ._array import attach, ndarray, new
from ._copying import assign
from ._discovery import array, asanyarray, asarray
from ._dtypes import FLOAT16, FLOAT32
from ._ufunc import binary
from . import _ufunc_table as uf


def _round(self, decimals=0, out=None):
    if self._dtype.kind not in 'fV':
        if decimals >= 0 or self._dtype.kind == 'b':
            made = self.astype('float16') if self._dtype.kind == 'b' else self.copy()
        else:
            made = (uf.rint(self / 10 ** -decimals) * 10 ** -decimals).astype(self._dtype)
    elif decimals == 0:
        made = uf.rint(self)
    elif decimals > 0:
        made = _rescaled(self, uf.multiply, uf.divide, 10.0 ** decimals)
    else:
        made = _rescaled(self, uf.divide, uf.multiply, 10.0 ** -decimals)
    if out is not None:
        assign(out, made)
        return out
    return made


def _rescaled(a, before, after, factor):
    """Scaled, rounded to even and scaled back; every step is stored in the type of the array."""
    made = before(a, factor, out=new(a._shape, a._dtype))
    uf.rint(made, out=made)
    return after(made, factor, out=made)


def round_(a, decimals=0, out=None):
    a = asanyarray(a)
    if a._shape:
        return a.round(decimals, out)
    made = asarray(_round(a, decimals)).astype(a._dtype if a._dtype.kind != 'b' else FLOAT16)
    return made[()]


around = round_


def fix(x, out=None):
    return uf.trunc(x, out=out) if out is not None else uf.trunc(x)


def _clip(self, min=None, max=None, out=None, **named):
    if min is None and max is None:
        raise ValueError('One of max or min must be given')
    made = self
    if min is not None:
        made = binary(uf.maximum, made, min)
    if max is not None:
        made = binary(uf.minimum, made, max)
    if made is self:
        made = self.copy()
    if out is not None:
        return uf.positive(made, out=out)
    return made


def clip(a, a_min, a_max, out=None, **named):
    return _clip(asanyarray(a), a_min, a_max, out)


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """NaN and infinities replaced by finite numbers."""
    made = array(x, subok=True, copy=copy)
    if made._dtype.kind == 'f':
        limit = {FLOAT16: 65504.0, FLOAT32: 3.4028234663852886e38}.get(
            made._dtype, 1.7976931348623157e308)
        flat = made if made._shape else made.reshape(1)
        flat[uf.isnan(flat)] = nan
        flat[flat == float('inf')] = limit if posinf is None else posinf
        flat[flat == float('-inf')] = -limit if neginf is None else neginf
    return made if made._shape else made[()]


def real_if_close(a, tol=100):
    return asanyarray(a)


def real(val):
    """The value itself: complex numbers are not evaluated by this engine."""
    return val.real if hasattr(val, 'real') else asanyarray(val)


def imag(val):
    return val.imag if hasattr(val, 'imag') else asanyarray(val).imag


def conj(x):
    return x if isinstance(x, ndarray) else asanyarray(x)[()]


conjugate = conj


def divmod_(x1, x2):
    return binary(uf.floor_divide, x1, x2), binary(uf.remainder, x1, x2)


def modf(x):
    """Fractional and whole part, both with the sign of the argument."""
    whole = uf.trunc(x)
    return uf.copysign(uf.subtract(x, whole), x), whole


def sinc(x):
    from ._searching import where
    y = 3.141592653589793 * where(asarray(x) == 0, 1e-20, x)
    return uf.sin(y) / y


def diff(a, n=1, axis=-1, prepend=None, append=None):
    """Differences of neighbours, n times."""
    if n < 0:
        raise ValueError('order must be non-negative but got %r' % n)
    a = asanyarray(a)
    if not a.ndim:
        raise ValueError('diff requires input that is at least one dimensional')
    from ._shaping import normalize_axis
    axis = normalize_axis(axis, a.ndim)
    if prepend is not None or append is not None:
        from ._joining import concatenate
        from ._shaping import broadcast_to
        def edge(value):
            value = asanyarray(value)
            shape = a.shape[:axis] + (1,) + a.shape[axis + 1:]
            return value if value.ndim else broadcast_to(value, shape)
        a = concatenate([edge(prepend)] * (prepend is not None) + [a]
                        + [edge(append)] * (append is not None), axis)
    head = (slice(None),) * axis
    for _ in range(n):
        above, below = a[head + (slice(1, None),)], a[head + (slice(None, -1),)]
        a = above != below if a._dtype.kind == 'b' else above - below
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    from ._joining import concatenate
    parts = [diff(asanyarray(ary).ravel())]
    if to_begin is not None:
        parts.insert(0, asarray(to_begin).ravel())
    if to_end is not None:
        parts.append(asarray(to_end).ravel())
    return concatenate(parts) if len(parts) > 1 else parts[0]


def gradient(f, *spacing, axis=None, edge_order=1):
    """Central differences inside, one-sided at the ends (even spacing, or one coordinate line)."""
    f = asanyarray(f) * 1.0
    axes = range(f.ndim) if axis is None else (axis if isinstance(axis, tuple) else (axis,))
    if edge_order != 1:
        raise ValueError('gradient with edge_order=2 is not evaluated by this engine')
    if len(spacing) == 1 and not hasattr(spacing[0], '__len__'):
        spacing = spacing * len(axes)
    made = [_gradient_along(f, k, spacing[i] if spacing else 1.0) for i, k in enumerate(axes)]
    return made[0] if len(made) == 1 else made


def _gradient_along(f, axis, step):
    if f.shape[axis] < 2:
        raise ValueError('Shape of array too small to calculate a numerical gradient, at least '
                         '(edge_order + 1) elements are required.')
    lines = f.swapaxes(axis, 0)
    out = lines.copy()
    if hasattr(step, '__len__'):
        h = diff(asarray(step)).reshape((-1,) + (1,) * (f.ndim - 1))
        h1, h2 = h[:-1], h[1:]
        out[1:-1] = (-(h2) / (h1 * (h1 + h2)) * lines[:-2] + (h2 - h1) / (h1 * h2) * lines[1:-1]
                     + h1 / (h2 * (h1 + h2)) * lines[2:])
        out[0], out[-1] = (lines[1] - lines[0]) / h[0], (lines[-1] - lines[-2]) / h[-1]
    else:
        out[1:-1] = (lines[2:] - lines[:-2]) / (2.0 * step)
        out[0], out[-1] = (lines[1] - lines[0]) / step, (lines[-1] - lines[-2]) / step
    return out.swapaxes(axis, 0)


def interp(x, xp, fp, left=None, right=None, period=None):
    """Linear interpolation between the points (xp, fp), xp rising."""
    from ._searching import searchsorted, where
    if period is not None:
        raise ValueError('interp with a period is not evaluated by this engine')
    x, xp, fp = asarray(x) * 1.0, asarray(xp) * 1.0, asarray(fp) * 1.0
    if xp.size == 0:
        raise ValueError('array of sample points is empty')
    if xp.size == 1:
        y = asarray(x) * 0.0 + fp[0]
    else:
        slope = (fp[1:] - fp[:-1]) / (xp[1:] - xp[:-1])
        place = asarray(searchsorted(xp, x, 'right')) - 1
        place = asarray(place).clip(0, xp.size - 2)
        y = slope[place] * (x - xp[place]) + fp[place]
    y = where(x < xp[0], fp[0] if left is None else left, y)
    y = where(x == xp[-1], fp[-1], y)
    y = where(x > xp[-1], fp[-1] if right is None else right, y)
    return y if y.ndim else y[()]


attach(round=_round, clip=_clip, conj=lambda self: self, conjugate=lambda self: self)
