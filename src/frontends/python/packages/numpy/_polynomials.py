"""Polynomials by their coefficients, the highest power first."""

from ._creation import zeros
from ._discovery import asarray
from ._dtypes import FLOAT64
from ._errors import RankWarning, warn
from ._joining import concatenate
from . import _ufunc_table as uf


def polyval(p, x):
    """The value of a polynomial (Horner)."""
    if isinstance(x, poly1d):
        y = 0
        for c in asarray(p).tolist():
            y = y * x + c
        return y
    x = asarray(x)
    y = x * 0
    for c in asarray(p):
        y = y * x + c
    return y


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    """Coefficients of the polynomial of least squared deviation."""
    from .linalg import lstsq
    deg = int(deg)
    if deg < 0:
        raise ValueError('expected deg >= 0')
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if not x.size:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if x.shape[0] != y.shape[0]:
        raise TypeError('expected x and y to have same length')
    if rcond is None:
        rcond = x.size * 2.220446049250313e-16
    from ._creation import vander
    left, right = vander(x, deg + 1), y
    if w is not None:
        w = asarray(w) + 0.0
        left = left * w.reshape(-1, 1)
        right = right * (w if y.ndim == 1 else w.reshape(-1, 1))
    scale = uf.sqrt((left * left).sum(0))
    left = left / scale
    c, residuals, rank, s = lstsq(left, right, rcond)
    c = (c.T / scale).T
    if rank != deg + 1 and not full:
        warn('Polyfit may be poorly conditioned', RankWarning)
    if full:
        return c, residuals, rank, s, rcond
    if cov:
        from .linalg import inv
        base = inv(left.T @ left) / uf.multiply.outer(scale, scale)
        factor = 1 if cov == 'unscaled' else residuals / (x.size - deg - 1)
        return c, base * factor
    return c


def polyadd(a1, a2):
    a1, a2 = _coefficients(a1), _coefficients(a2)
    n = max(a1.size, a2.size)
    return concatenate((zeros(n - a1.size, a1._dtype), a1)) + concatenate(
        (zeros(n - a2.size, a2._dtype), a2))


def polysub(a1, a2):
    return polyadd(a1, -_coefficients(a2))


def polymul(a1, a2):
    from ._functional import convolve
    return convolve(_coefficients(a1), _coefficients(a2))


def polyder(p, m=1):
    """The m-th derivative."""
    is_poly = isinstance(p, poly1d)
    c = _coefficients(p)
    for _ in range(m):
        n = c.size - 1
        c = c[:-1] * asarray(range(n, 0, -1))
    return poly1d(c) if is_poly else c


def polyint(p, m=1, k=0):
    """The m-th antiderivative with the constants k."""
    is_poly = isinstance(p, poly1d)
    c = _coefficients(p)
    for step in range(m):
        n = c.size
        constant = k[step] if hasattr(k, '__len__') else k
        c = concatenate((c / asarray(range(n, 0, -1)), asarray([constant], FLOAT64)))
    return poly1d(c) if is_poly else c


def _coefficients(p):
    c = p.coeffs if isinstance(p, poly1d) else asarray(p)
    return c if c.ndim else c.reshape(1)


class poly1d:
    """A polynomial that can be called, added, multiplied and differentiated."""

    __hash__ = None
    __array_priority__ = 10.0

    def __init__(self, c_or_r, r=False, variable=None):
        if r:
            raise ValueError('poly1d from roots is not evaluated by this engine')
        from ._functional import trim_zeros
        c = trim_zeros(_coefficients(c_or_r), 'f')
        self.coeffs = self.coef = self.c = c if c.size else zeros(1, c._dtype)
        self.variable = variable or 'x'

    @property
    def order(self):
        return self.coeffs.size - 1

    o = order

    def __call__(self, x):
        return polyval(self.coeffs, x)

    def __len__(self):
        return self.order

    def __getitem__(self, power):
        return self.coeffs[self.order - power] if 0 <= power <= self.order else 0

    def __iter__(self):
        return iter(self.coeffs)

    def __array__(self, dtype=None):
        return self.coeffs

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __add__(self, other):
        return poly1d(polyadd(self, other))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(polysub(self, other))

    def __rsub__(self, other):
        return poly1d(polysub(other, self))

    def __mul__(self, other):
        return poly1d(polymul(self, other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return poly1d(self.coeffs / other)

    def __pow__(self, exponent):
        made = poly1d([1])
        for _ in range(exponent):
            made = made * self
        return made

    def __eq__(self, other):
        return isinstance(other, poly1d) and self.coeffs.shape == other.coeffs.shape and bool(
            (self.coeffs == other.coeffs).all())

    def deriv(self, m=1):
        return polyder(self, m)

    def integ(self, m=1, k=0):
        return polyint(self, m, k)

    def __repr__(self):
        return 'poly1d(%s)' % repr(self.coeffs)[6:-1]
