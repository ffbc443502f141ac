"""bfloat16, the element type that TensorFlow registers with NumPy: the upper half of a float32.

NumPy itself compares such arrays and converts them; what else it computes, it computes as float16.
TensorFlow's own operators are those of a single number.
"""

from math import copysign, inf
from struct import pack, pack_into, unpack, unpack_from

from . import _dtypes
from ._dtypes import BFLOAT16
from ._operators import set_scalar_operators
from ._scalars import float16, float32, generic

_NUMBERS = (float, int, float16, float32)


def _rounded_bits(number):
    """The 16 bits of the bfloat16 nearest to a number, ties to even: there is one NaN."""
    if number != number:
        return 0x7FC0
    try:
        pattern, = unpack('=I', pack('=f', number))
    except OverflowError:
        return 0x7F80 if number > 0 else 0xFF80
    return (pattern + 0x7FFF + (pattern >> 16 & 1)) >> 16


def _value_of_bits(bits):
    return unpack('=f', pack('=I', bits << 16))[0]


def _number_of(value):
    if type(value) is bfloat16:
        return value._v
    if isinstance(value, _NUMBERS):
        return float(value)
    kind = type(value)
    home = '' if kind.__module__ == 'builtins' else kind.__module__ + '.'
    raise TypeError('expected number, got %s%s' % (home, kind.__name__))


class bfloat16(generic):
    """One number of eight significant bits."""

    __slots__ = ('_v',)
    dtype = BFLOAT16

    def __new__(cls, *args):
        if len(args) != 1:
            raise TypeError('expected number as argument to bfloat16 constructor')
        return cls._of(_number_of(args[0]))

    @classmethod
    def _of(cls, number):
        if type(number) is cls:
            return number
        made = object.__new__(cls)
        made._v = _value_of_bits(_rounded_bits(number))
        return made

    def _value(self):
        return self

    def __float__(self):
        return self._v

    def __int__(self):
        # As the conversion of x86-64 has it for what no 64 bits hold.
        return int(self._v) if abs(self._v) < 2**63 else -(2**63)

    def __bool__(self):
        return self._v != 0

    def __str__(self):
        short = '%.6g' % self._v
        return short if float32(float(short)) == self._v else '%.9g' % self._v

    def __repr__(self):
        return 'bfloat16(%s)' % self

    def __format__(self, spec):
        return format(str(self), spec)

    def __round__(self, ndigits=0):
        from ._rounding import round_
        return round_(self, ndigits)


def _quotient(a, b):
    if b:
        return a / b
    if a == 0 or a != a:
        return float('nan')
    # The sign of a zero counts.
    return copysign(inf, a) * copysign(1.0, b)


def _arithmetic(compute):
    """An operator of two numbers and its reflection: both are bfloat16 before and after."""
    def operate(self, other):
        return bfloat16._of(compute(self._v, bfloat16(other)._v))

    def reflected(self, other):
        return bfloat16._of(compute(bfloat16(other)._v, self._v))

    return operate, reflected


def _comparison(compare):
    return lambda self, other: compare(self._v, bfloat16(other)._v)


# What the type itself has not: as float16.
set_scalar_operators(bfloat16)
for _name, _compute in (('add', float.__add__), ('sub', float.__sub__), ('mul', float.__mul__),
                        ('truediv', _quotient)):
    _operate, _reflected = _arithmetic(_compute)
    setattr(bfloat16, '__%s__' % _name, _operate)
    setattr(bfloat16, '__r%s__' % _name, _reflected)
bfloat16.__neg__ = lambda self: bfloat16._of(-self._v)
for _name in ('lt', 'le', 'eq', 'ne', 'gt', 'ge'):
    setattr(bfloat16, '__%s__' % _name, _comparison(getattr(float, '__%s__' % _name)))


def _store(block, offset, number):
    pack_into('=H', block, offset, _rounded_bits(number))


BFLOAT16.unpack = lambda block, offset: (bfloat16._of(_value_of_bits(*unpack_from('=H', block, offset))),)
BFLOAT16.pack = _store
BFLOAT16.type = bfloat16
_dtypes._KNOWN[bfloat16] = BFLOAT16
bfloat16.__module__ = 'builtins'
bfloat16.__hash__ = lambda self: _rounded_bits(self._v)
