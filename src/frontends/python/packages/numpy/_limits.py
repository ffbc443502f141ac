"""What the number types can hold: finfo and iinfo."""

from ._dtypes import find, FLOAT16, FLOAT32, FLOAT64, integer_range

#: bits of the fraction, largest exponent
_FLOATS = {FLOAT16: (10, 15), FLOAT32: (23, 127), FLOAT64: (52, 1023)}


class finfo:
    """Limits of a float type; the values are scalars of that type."""

    def __init__(self, dtype):
        kind = find(type(dtype) if isinstance(dtype, float) else dtype)
        if kind not in _FLOATS:
            raise ValueError('data type %r not inexact' % (kind.type,))
        fraction, most = _FLOATS[kind]
        of = kind.type
        self.dtype, self.bits = kind, 8 * kind.itemsize
        self.nmant, self.nexp = fraction, self.bits - fraction - 1
        self.maxexp, self.minexp = most + 1, 1 - most
        self.machep, self.negep = -fraction, -fraction - 1
        self.iexp = self.nexp
        self.eps, self.epsneg = of(2.0 ** -fraction), of(2.0 ** (-fraction - 1))
        self.max = of((2.0 - 2.0 ** -fraction) * 2.0 ** most)
        self.min = of(-float(self.max))
        self.tiny = self.smallest_normal = of(2.0 ** (1 - most))
        self.smallest_subnormal = of(2.0 ** (1 - most) * 2.0 ** -fraction)
        self.precision = {FLOAT16: 3, FLOAT32: 6, FLOAT64: 15}[kind]
        self.resolution = of(10.0 ** -self.precision)

    def __repr__(self):
        return 'finfo(resolution=%s, min=%s, max=%s, dtype=%s)' % (
            self.resolution, self.min, self.max, self.dtype)


class iinfo:
    """Limits of an integer type."""

    def __init__(self, int_type):
        kind = find(type(int_type) if isinstance(int_type, int) else int_type)
        if kind.kind not in 'iu':
            raise ValueError('Invalid integer data type %r.' % kind.kind)
        self.kind, self.bits, self.dtype = kind.kind, 8 * kind.itemsize, kind
        self.min, self.max = integer_range(kind)

    def __repr__(self):
        return 'iinfo(min=%s, max=%s, dtype=%s)' % (self.min, self.max, self.dtype)


class MachAr:
    """The older name of the limits of float64."""

    def __init__(self):
        limits = finfo(FLOAT64)
        self.eps, self.epsneg, self.tiny = limits.eps, limits.epsneg, limits.tiny
        self.xmax, self.xmin, self.huge = limits.max, limits.tiny, limits.max
