"""The discrete distributions and random integers as methods."""

from .. import _kernels
from .._array import as_shape, new
from .._discovery import asarray
from .._dtypes import BOOL, find, FLOAT64, INT64, integer_range
from .._shaping import broadcast_shapes, broadcast_to


def _nan_words(a):
    return 'contains NaNs' if a.ndim else 'is NaN'


def _probability(name, p):
    p = asarray(p, FLOAT64)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError('%s < 0, %s > 1 or %s %s' % (name, name, name, _nan_words(p)))


class Discrete:
    """Distributions over the integers."""

    def poisson(self, lam=1.0, size=None):
        a = asarray(lam, FLOAT64)
        if not (a >= 0).all():
            raise ValueError('lam < 0 or lam ' + _nan_words(a))
        if (a > 9.223372006484771e+18).any():
            raise ValueError('lam value too large')
        return self._fill('poisson', size, (lam,), INT64)

    def binomial(self, n, p, size=None):
        if (asarray(n) < 0).any():
            raise ValueError('n < 0')
        _probability('p', p)
        return self._fill('binomial', size, (n, p), INT64)

    def geometric(self, p, size=None):
        a = asarray(p, FLOAT64)
        if not ((a > 0) & (a <= 1)).all():
            raise ValueError('p <= 0, p > 1 or p ' + _nan_words(a))
        return self._fill('geometric', size, (p,), INT64)

    def zipf(self, a, size=None):
        exponent = asarray(a, FLOAT64)
        if not (exponent > 1).all():
            raise ValueError('a <= 1 or a ' + _nan_words(exponent))
        return self._fill('zipf', size, (a,), INT64)

    def negative_binomial(self, n, p, size=None):
        if not (asarray(n, FLOAT64) > 0).all():
            raise ValueError('n <= 0')
        _probability('p', p)
        return self._fill('negative_binomial', size, (n, p), INT64)

    def multinomial(self, n, pvals, size=None):
        """How often each of the outcomes occurs in n trials."""
        pvals = asarray(pvals, FLOAT64)
        p = pvals.tolist()
        if sum(p[:-1]) > 1.0 + 1e-12:
            raise ValueError('sum(pvals[:-1]) > 1.0')
        shape = () if size is None else as_shape(size)
        made = new(shape + (len(p),), INT64)
        rows = made.reshape(-1, len(p))
        for row in range(rows.shape[0]):
            left, rest = int(n), 1.0
            counts = [0] * len(p)
            for k in range(len(p) - 1):
                counts[k] = int(self.binomial(left, p[k] / rest))
                left -= counts[k]
                if left <= 0:
                    break
                rest -= p[k]
            if left > 0:
                counts[-1] = left
            rows[row] = counts
        return made

    def randint(self, low, high=None, size=None, dtype=int):
        """Integers from low to high − 1 (from 0 to low − 1 without high)."""
        kind = find(dtype)
        if kind.kind not in 'iub':
            raise TypeError('Unsupported dtype %r for randint' % kind)
        if high is None:
            low, high = 0, low
        lows, highs = asarray(low), asarray(high)
        if lows.ndim or highs.ndim:
            return self._randint_arrays(lows, highs, size, kind)
        low, high = int(low), int(high)
        least, most = (0, 1) if kind is BOOL else integer_range(kind)
        if low < least:
            raise ValueError('low is out of bounds for %s' % kind)
        if high - 1 > most:
            raise ValueError('high is out of bounds for %s' % kind)
        if low >= high:
            raise ValueError('low >= high')
        made = self._bounded(low, high - 1 - low, () if size is None else as_shape(size), kind)
        if size is not None:
            return made
        if dtype is int or dtype is bool:
            return made.item()
        return made[()]

    def _bounded(self, low, span, shape, kind):
        made = new(shape, kind)
        if made._size:
            _kernels.random_bounded(self._state(), kind.code, made._address, made._size,
                                    span >> 32, span & 0xffffffff)
        if low and made._size:
            made += asarray(low, kind)
        return made

    def _randint_arrays(self, lows, highs, size, kind):
        shape = broadcast_shapes(lows._shape, highs._shape)
        if size is not None:
            shape = broadcast_shapes(as_shape(size), shape)
        pairs = zip(broadcast_to(lows, shape).ravel().tolist(),
                    broadcast_to(highs, shape).ravel().tolist())
        made = []
        for low, high in pairs:
            if low >= high:
                raise ValueError('low >= high')
            made.append(self._bounded(int(low), int(high) - 1 - int(low), (), kind).item())
        return asarray(made, kind).reshape(shape)

    def random_integers(self, low, high=None, size=None):
        """As randint, with the upper end included."""
        low, high = (1, low) if high is None else (low, high)
        return self.randint(low, int(high) + 1, size)

    def bytes(self, length):
        """Random bytes."""
        made = new((max(int(length), 1),), find('uint8'))
        _kernels.random_bytes(self._state(), made._address, int(length))
        return made.tobytes()[:length]
