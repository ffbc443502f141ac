"""Choosing out of what there is: choice, shuffle, permutation."""

from .. import _kernels
from .._array import as_shape, ndarray, new
from .._discovery import array, asarray
from .._dtypes import FLOAT64, INT64
from .. import _ufunc_table as uf


class Sampling:
    """Random orders and random samples."""

    def _order(self, n):
        """A random order of n things."""
        order = asarray(range(n), INT64)
        if n > 1:
            _kernels.random_shuffle(self._state(), order._address, n)
        return order

    def shuffle(self, x):
        """A random order of the first axis, in place."""
        if isinstance(x, ndarray):
            if not x.ndim:
                raise TypeError('len() of unsized object')
            order = self._order(x.shape[0])
            if x.shape[0] > 1:
                x[...] = x[order]
            return
        if not hasattr(x, '__setitem__'):
            raise TypeError("'%s' object does not support item assignment" % type(x).__name__)
        order = self._order(len(x)).tolist()
        values = [x[i] for i in order]
        for place, value in enumerate(values):
            x[place] = value

    def permutation(self, x):
        """A shuffled copy, or a random order of range(x)."""
        if hasattr(x, '__index__') and not (isinstance(x, ndarray) and x.ndim):
            return self._order(x.__index__())
        a = asarray(x)
        if not a.ndim:
            raise IndexError('x must be an integer or at least 1-dimensional')
        return a[self._order(a.shape[0])]

    def choice(self, a, size=None, replace=True, p=None):
        """A random sample of an array, or of range(a)."""
        source = array(a, copy=False)
        if source.ndim == 0:
            try:
                count = source.item().__index__()
            except AttributeError:
                raise ValueError('a must be 1-dimensional or an integer') from None
            if count <= 0 and _product(size) != 0:
                raise ValueError('a must be greater than 0 unless no samples are taken')
        elif source.ndim != 1:
            raise ValueError('a must be 1-dimensional')
        else:
            count = source.shape[0]
            if count == 0 and _product(size) != 0:
                raise ValueError("'a' cannot be empty unless no samples are taken")
        if p is not None:
            p = _checked_probabilities(p, count)
        if replace:
            chosen = self._with_replacement(count, size, p)
        else:
            chosen = self._without_replacement(count, size, p)
        if size is None and isinstance(chosen, ndarray):
            chosen = chosen.item()
        if source.ndim == 0:
            return chosen
        if size is not None and not as_shape(size):
            made = new((), source._dtype)
            made[...] = source[chosen.item()]
            return made
        return source[chosen]

    def _with_replacement(self, count, size, p):
        if p is None:
            return self.randint(0, count, size)
        heights = p.cumsum()
        heights /= heights[-1]
        drawn = self.random_sample(size)
        return asarray(heights.searchsorted(drawn, side='right'))

    def _without_replacement(self, count, size, p):
        wanted = _product(size)
        if wanted > count:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        shape = () if size is None else as_shape(size)
        if p is None:
            return self.permutation(count)[:wanted].reshape(shape)
        if uf.greater(p, 0).sum() < wanted:
            raise ValueError('Fewer non-zero entries in p than size')
        from .._sets import unique
        found, taken = new((wanted,), INT64), 0
        p = p.copy()
        while taken < wanted:
            x = asarray(self.rand(wanted - taken))
            if taken > 0:
                p[found[:taken]] = 0
            heights = p.cumsum()
            heights /= heights[-1]
            fresh = heights.searchsorted(x, side='right')
            _, places = unique(fresh, return_index=True)
            places.sort()
            fresh = fresh.take(places)
            found[taken:taken + fresh.size] = fresh
            taken += fresh.size
        return found.reshape(shape)


def _product(size):
    count = 1
    if size is not None:
        for length in as_shape(size):
            count *= length
    return count


# √ε of the type that the caller passed, for an array of it; √ε of float64 for anything else.
_TOLERANCE = {'float16': 0.03125, 'float32': 0.00034526698300124393}
_FLOAT64_TOLERANCE = 1.4901161193847656e-08


def _checked_probabilities(p, count):
    tolerance = _FLOAT64_TOLERANCE
    if isinstance(p, ndarray):
        tolerance = _TOLERANCE.get(p.dtype.name, tolerance)
    p = asarray(p, FLOAT64)
    if p.ndim != 1:
        raise ValueError("'p' must be 1-dimensional")
    if p.size != count:
        raise ValueError("'a' and 'p' must have same size")
    # The sum is compensated (Kahan), as in NumPy.
    total = carry = 0.0
    for value in p.tolist():
        y = value - carry
        t = total + y
        carry = (t - total) - y
        total = t
    if total != total:
        raise ValueError('probabilities contain NaN')
    if (p < 0).any():
        raise ValueError('probabilities are not non-negative')
    if abs(total - 1.0) > tolerance:
        raise ValueError('probabilities do not sum to 1')
    return p
