"""Functions of functions over arrays, convolution, windows, integration by trapezoids, bits."""

from ._array import new
from ._discovery import array, asanyarray, asarray
from ._dtypes import find, FLOAT64, INT64, OBJECT, promote
from ._joining import concatenate
from ._shaping import broadcast_arrays, normalize_axis
from . import _ufunc_table as uf


class vectorize:
    """A function of numbers as a function of arrays; Python calls it for every element."""

    def __init__(self, pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if signature is not None:
            raise ValueError('vectorize with a signature is not evaluated by this engine')
        self.pyfunc, self.excluded = pyfunc, set(excluded or ())
        self.otypes = otypes
        self.__doc__ = doc or getattr(pyfunc, '__doc__', None)
        self.__name__ = getattr(pyfunc, '__name__', 'vectorized')

    def __call__(self, *args, **named):
        fixed = {k: v for k, v in enumerate(args) if k in self.excluded}
        fixed_named = {k: v for k, v in named.items() if k in self.excluded}
        own_named = [k for k in named if k not in self.excluded]
        moving = [a for k, a in enumerate(args) if k not in self.excluded]
        parts = broadcast_arrays(*moving, *(named[k] for k in own_named))
        shape = parts[0].shape
        results = []
        for values in zip(*(part.ravel() for part in parts)):
            rest = iter(values)
            call = [fixed[k] if k in fixed else next(rest) for k in range(len(args))]
            results.append(self.pyfunc(*call, **dict(zip(own_named, rest)), **fixed_named))
        if not results:
            if self.otypes is None:
                raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
            return new(shape, find(self.otypes[0]))
        if isinstance(results[0], tuple):
            return tuple(self._shaped(list(one), shape, k) for k, one in enumerate(zip(*results)))
        return self._shaped(results, shape, 0)

    def _shaped(self, values, shape, place):
        kind = None
        if self.otypes is not None:
            kind = find(self.otypes[place])
        else:
            kind = asarray(values[0])._dtype if not isinstance(values[0], str) else None
        made = array(values, kind).reshape(shape)
        return made if shape else made[()] if made._dtype.kind != 'f' else asarray(made)


def frompyfunc(func, nin, nout, *, identity=None):
    """A function whose results are arrays of objects."""
    return vectorize(func, [OBJECT] * nout)


def apply_along_axis(func1d, axis, arr, *args, **named):
    """The function of every line along an axis."""
    a = asanyarray(arr)
    axis = normalize_axis(axis, a.ndim)
    lines = a.swapaxes(axis, -1) if axis == a.ndim - 1 else a.transpose(
        [k for k in range(a.ndim) if k != axis] + [axis])
    rest = lines.shape[:-1]
    flat = lines.reshape(-1, a.shape[axis])
    found = [asanyarray(func1d(flat[k], *args, **named)) for k in range(flat.shape[0])]
    if not found:
        raise ValueError('Cannot apply_along_axis when any iteration dimensions are 0')
    made = array([one.tolist() for one in found], found[0]._dtype).reshape(rest + found[0].shape)
    order = list(range(len(rest)))
    order[axis:axis] = range(len(rest), made.ndim)
    return made.transpose(order)


def apply_over_axes(func, a, axes):
    made = asarray(a)
    for axis in axes if hasattr(axes, '__len__') else (axes,):
        found = asarray(func(made, axis))
        made = found if found.ndim == made.ndim else found.reshape(
            [1 if k == axis % made.ndim else n for k, n in enumerate(made.shape)])
    return made


def piecewise(x, condlist, funclist, *args, **kw):
    """Another function on each part of the domain."""
    x = asanyarray(x)
    conditions = [asarray(c, bool) for c in condlist]
    if len(funclist) == len(conditions) + 1:
        other = conditions[0]
        for c in conditions[1:]:
            other = other | c
        conditions.append(~other)
    elif len(funclist) != len(conditions):
        raise ValueError('with %d condition(s), either %d or %d functions are expected'
                         % (len(conditions), len(conditions), len(conditions) + 1))
    made = new(x.shape, x._dtype)
    for condition, function in zip(conditions, funclist):
        if callable(function):
            chosen = x[condition]
            if chosen.size:
                made[condition] = function(chosen, *args, **kw)
        else:
            made[condition] = function
    return made


class nditer:
    """Elements one after the other, as arrays of no dimension that can be written to."""

    def __init__(self, op, flags=None, op_flags=None, **named):
        if isinstance(op, (list, tuple)) or named:
            raise ValueError('nditer over several operands is not evaluated by this engine')
        self._a = asarray(op)
        self._flags = flags or ()
        self._index = 0
        self.finished = self._a.size == 0

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    @property
    def multi_index(self):
        from ._grids import unravel_index
        return tuple(int(k) for k in unravel_index(self._index, self._a.shape))

    @property
    def index(self):
        return self._index

    @property
    def value(self):
        return self._a[self.multi_index + (Ellipsis,)]

    def __getitem__(self, place):
        return self.value

    def iternext(self):
        self._index += 1
        self.finished = self._index >= self._a.size
        return not self.finished

    def __iter__(self):
        while not self.finished:
            yield self.value
            self.iternext()


def convolve(a, v, mode='full'):
    """Discrete convolution of two lines."""
    a, v = array(a, copy=False, ndmin=1), array(v, copy=False, ndmin=1)
    if not a.size:
        raise ValueError('a cannot be empty')
    if not v.size:
        raise ValueError('v cannot be empty')
    if v.size > a.size:
        a, v = v, a
    return _correlated(a, v[::-1], mode)


def correlate(a, v, mode='valid'):
    """Cross-correlation of two lines."""
    a, v = array(a, copy=False, ndmin=1), array(v, copy=False, ndmin=1)
    return _correlated(v, a, mode)[::-1] if v.size > a.size else _correlated(a, v, mode)


def _correlated(a, v, mode):
    n, m = a.size, v.size
    kind = promote(a._dtype, v._dtype)
    if mode not in ('full', 'same', 'valid'):
        raise ValueError("mode must be one of 'valid', 'same', or 'full' (got '%s')" % mode)
    padding = new((m - 1,), a._dtype)
    line = concatenate((padding, a, padding))
    made = new((n + m - 1,), kind)
    for k in range(m):
        made += (line[k:k + n + m - 1] * v[k]).astype(kind)
    if mode == 'full':
        return made
    start = (m - 1) // 2 if mode == 'same' else m - 1
    return made[start:start + (n if mode == 'same' else n - m + 1)]


def trapz(y, x=None, dx=1.0, axis=-1):
    """The integral by the trapezoidal rule."""
    y = asanyarray(y)
    axis = normalize_axis(axis, y.ndim)
    head = (slice(None),) * axis
    if x is not None:
        from ._rounding import diff
        x = asanyarray(x)
        dx = diff(x) if x.ndim == 1 else diff(x, axis=axis)
        if x.ndim == 1:
            dx = dx.reshape([-1 if k == axis else 1 for k in range(y.ndim)])
    pairs = y[head + (slice(1, None),)] + y[head + (slice(None, -1),)]
    return (dx * pairs / 2.0).sum(axis)


def trim_zeros(filt, trim='fb'):
    """Without the zeros at the front and at the back."""
    first, last = 0, len(filt)
    while 'f' in trim.lower() and first < last and filt[first] == 0:
        first += 1
    while 'b' in trim.lower() and last > first and filt[last - 1] == 0:
        last -= 1
    return filt[first:last]


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    """Angles without jumps of a period."""
    from ._rounding import diff
    from ._searching import where
    p = asarray(p) * 1.0
    steps = diff(p, axis=axis)
    half = period / 2
    wrapped = uf.remainder(steps + half, period) - half
    wrapped = where((wrapped == -half) & (steps > 0), half, wrapped)
    correction = where(uf.absolute(steps) < (half if discont is None else discont), 0,
                       wrapped - steps)
    made = p.copy()
    head = (slice(None),) * normalize_axis(axis, p.ndim)
    made[head + (slice(1, None),)] = p[head + (slice(1, None),)] + correction.cumsum(axis)
    return made


def _window(M, *terms):
    """Σ ± aₖ·cos(2πk·n/(M−1))."""
    if M < 1:
        return new((0,), FLOAT64)
    if M == 1:
        return asarray([1.0])
    n = asarray(range(1 - M, M, 2), FLOAT64)
    made = terms[0]
    for k, a in enumerate(terms[1:], 1):
        made = made + a * uf.cos(3.141592653589793 * k * n / (M - 1))
    return made


def hanning(M):
    return _window(M, 0.5, 0.5)


def hamming(M):
    return _window(M, 0.54, 0.46)


def blackman(M):
    return _window(M, 0.42, 0.5, 0.08)


def bartlett(M):
    if M <= 1:
        return _window(M, 1.0)
    from ._searching import where
    n = asarray(range(1 - M, M, 2), INT64)
    return where(uf.less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1))


def packbits(a, axis=None, bitorder='big'):
    bits = [1 if x else 0 for x in asarray(a).ravel().tolist()]
    bits += [0] * (-len(bits) % 8)
    groups = [bits[i:i + 8] for i in range(0, len(bits), 8)]
    order = range(8) if bitorder == 'little' else range(7, -1, -1)
    return asarray([sum(bit << k for bit, k in zip(group, order)) for group in groups], 'uint8')


def unpackbits(a, axis=None, count=None, bitorder='big'):
    order = range(8) if bitorder == 'little' else range(7, -1, -1)
    bits = [(x >> k) & 1 for x in asarray(a).ravel().tolist() for k in order]
    return asarray(bits if count is None else bits[:count], 'uint8')
