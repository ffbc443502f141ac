"""Counting values: histogram, histogram2d, bincount."""

from math import ceil

from ._creation import linspace
from ._discovery import asarray
from ._dtypes import FLOAT64, INT64
from ._joining import concatenate
from ._searching import searchsorted
from . import _ufunc_table as uf


def _edges(a, bins, range):
    """Bin edges of data; equal bins unless the edges are given."""
    if isinstance(bins, str):
        bins = _estimated(a, bins)
    bins = asarray(bins)
    if bins.ndim == 1:
        if (bins[:-1] > bins[1:]).any():
            raise ValueError('`bins` must increase monotonically, when an array')
        return bins, None
    count = int(bins)
    if count < 1:
        raise ValueError('`bins` must be positive, when an integer')
    if range is not None:
        low, high = (float(x) for x in range)
        if low > high:
            raise ValueError('max must be larger than min in range parameter.')
    elif a.size == 0:
        low, high = 0.0, 1.0
    else:
        low, high = a.min(), a.max()
    if not (uf.isfinite(low) and uf.isfinite(high)):
        raise ValueError('%s range of [%s, %s] is not finite' % (
            'supplied' if range is not None else 'autodetected', low, high))
    if low == high:
        low, high = low - 0.5, high + 0.5
    kind = FLOAT64 if a._dtype.kind != 'f' else a._dtype
    return linspace(low, high, count + 1, dtype=kind), (low, high, count)


def _estimated(a, rule):
    """How many bins a rule of thumb asks for."""
    n = a.size
    if n == 0:
        return 1
    span = float(a.max() - a.min())
    from ._statistics import percentile
    def freedman():
        low, high = percentile(a, [25, 75]).tolist()
        return 2.0 * (high - low) / n ** (1.0 / 3.0)
    def sturges():
        return span / (float(uf.log2(n)) + 1.0)
    widths = {'sturges': sturges, 'sqrt': lambda: span / float(uf.sqrt(n)),
              'rice': lambda: span / (2.0 * n ** (1.0 / 3)), 'fd': freedman,
              'scott': lambda: (24.0 * 3.141592653589793 ** 0.5 / n) ** (1.0 / 3.0) * float(a.std()),
              'auto': lambda: min(freedman(), sturges()) if freedman() else sturges()}
    if rule not in widths:
        raise ValueError('bins=%r is not evaluated by this engine: use %s'
                         % (rule, ', '.join(sorted(widths))))
    width = widths[rule]()
    return max(1, int(ceil(span / width))) if width else 1


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    return _edges(asarray(a).ravel(), bins, range)[0]


def histogram(a, bins=10, range=None, density=None, weights=None, normed=None):
    """(counts, edges); the last bin includes its upper edge."""
    a = asarray(a).ravel()
    if a._dtype.kind == 'b':
        a = a.astype('uint8')
    if weights is not None:
        weights = asarray(weights).ravel()
        if weights.shape != a.shape:
            raise ValueError('weights should have the same shape as a.')
    edges, uniform = _edges(a, bins, range)
    if weights is None:
        line = a.copy()
        line.sort()
        counted = concatenate((asarray(searchsorted(line, edges[:-1], 'left')),
                               asarray(searchsorted(line, edges[-1:], 'right'))))
        counts = counted[1:] - counted[:-1]
    else:
        order = a.argsort()
        line, totals = a[order], concatenate((asarray([0.0]), weights[order].cumsum()))
        counted = concatenate((searchsorted(line, edges[:-1], 'left'),
                               searchsorted(line, edges[-1:], 'right')))
        counts = totals[counted][1:] - totals[counted][:-1]
    if density or normed:
        widths = asarray(edges[1:] - edges[:-1], FLOAT64)
        return counts / widths / counts.sum(), edges
    return counts, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    """Counts over a grid of two variables."""
    x, y = asarray(x).ravel(), asarray(y).ravel()
    if x.size != y.size:
        raise ValueError('x and y must have the same length.')
    if isinstance(bins, int) or (hasattr(bins, '__len__') and len(bins) != 2):
        bins = [bins, bins]
    spans = range or (None, None)
    places, sides = [], []
    for values, own, span in zip((x, y), bins, spans):
        edges = _edges(values, own, span)[0]
        place = asarray(searchsorted(edges, values, 'right')) - 1
        place[values == edges[-1]] = edges.size - 2
        places.append(place)
        sides.append(edges)
    rows, columns = (edges.size - 1 for edges in sides)
    inside = ((places[0] >= 0) & (places[0] < rows) & (places[1] >= 0) & (places[1] < columns))
    flat = (places[0] * columns + places[1])[inside]
    own = None if weights is None else asarray(weights).ravel()[inside]
    counts = bincount(flat, own, rows * columns).reshape(rows, columns) * 1.0
    if density:
        area = (sides[0][1:] - sides[0][:-1]).reshape(-1, 1) * (sides[1][1:] - sides[1][:-1])
        counts = counts / area / counts.sum()
    return counts, sides[0], sides[1]


def bincount(x, weights=None, minlength=0):
    """How often each integer 0, 1, 2 … occurs."""
    x = asarray(x)
    if x.ndim != 1:
        raise ValueError('object of too small depth for desired array' if not x.ndim
                         else 'object too deep for desired array')
    if x._dtype.kind not in 'iub' and x.size:
        raise TypeError("Cannot cast array data from %r to dtype('int64') according to the rule "
                        "'safe'" % x._dtype)
    values = [int(v) for v in x.tolist()]
    if values and min(values) < 0:
        raise ValueError("'list' argument must have no negative elements")
    length = max(max(values, default=-1) + 1, minlength)
    if weights is None:
        counts = [0] * length
        for v in values:
            counts[v] += 1
        return asarray(counts, INT64)
    totals = [0.0] * length
    for v, w in zip(values, asarray(weights, FLOAT64).tolist()):
        totals[v] += w
    return asarray(totals, FLOAT64)


