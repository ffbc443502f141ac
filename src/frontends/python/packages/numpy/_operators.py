"""The operators of arrays and scalars: which function each calls, and whom it gives way to."""

from math import inf

from . import _ufunc_table as uf
from ._array import ndarray, writable
from ._scalars import bool_, float64, generic, integer, KIND_OF, number
from ._ufunc import binary, unary

_PLAIN = {float, int, bool, ndarray, float64, list, tuple}


def _gives_way(self, other):
    """True when the other operand wants to do the operation: NumPy's rule of array priority."""
    t = type(other)
    if t in _PLAIN or isinstance(other, (ndarray, generic)):
        return False
    if getattr(t, '__array_ufunc__', False) is None:
        return True
    priority = getattr(other, '__array_priority__', None)
    return priority is not None and priority > self.__array_priority__


def _forward(function):
    def operate(self, other):
        if type(other) not in _PLAIN and _gives_way(self, other):
            return NotImplemented
        return binary(function, self, other)
    return operate


def _reflected(function):
    def operate(self, other):
        if type(other) not in _PLAIN and _gives_way(self, other):
            return NotImplemented
        return binary(function, other, self)
    return operate


def _in_place(function):
    def operate(self, other):
        if type(other) not in _PLAIN and _gives_way(self, other):
            return NotImplemented
        writable(self)
        binary(function, self, other, self)
        return self
    return operate


def _equality(function):
    def operate(self, other):
        if type(other) not in _PLAIN:
            if _gives_way(self, other):
                return NotImplemented
        try:
            return binary(function, self, other)
        except ValueError:
            from ._errors import warn
            warn('elementwise comparison failed; this will raise an error in the future.',
                 DeprecationWarning)
            return function is uf.not_equal
    return operate


def _power(self, other):
    if type(other) not in _PLAIN and _gives_way(self, other):
        return NotImplemented
    # NumPy's shortcuts for the usual exponents: exact squares, roots and reciprocals.
    if self._dtype.kind == 'f' and type(other) in (int, float):
        if other == 2:
            return unary(uf.square, self)
        if other == 1:
            return unary(uf.positive, self)
        if other == 0.5:
            return unary(uf.sqrt, self)
        if other == -1:
            return unary(uf.reciprocal, self)
    return binary(uf.power, self, other)


def _divmod(self, other):
    if _gives_way(self, other):
        return NotImplemented
    return binary(uf.floor_divide, self, other), binary(uf.remainder, self, other)


def _rdivmod(self, other):
    return binary(uf.floor_divide, other, self), binary(uf.remainder, other, self)


_NAMES = {'add': uf.add, 'sub': uf.subtract, 'mul': uf.multiply, 'truediv': uf.divide,
          'floordiv': uf.floor_divide, 'mod': uf.remainder, 'pow': uf.power,
          'and': uf.bitwise_and, 'or': uf.bitwise_or, 'xor': uf.bitwise_xor,
          'lshift': uf.left_shift, 'rshift': uf.right_shift}
_COMPARISONS = {'lt': uf.less, 'le': uf.less_equal, 'gt': uf.greater, 'ge': uf.greater_equal}
_SINGLE = {'neg': uf.negative, 'pos': uf.positive, 'abs': uf.absolute, 'invert': uf.invert}


def _single(function):
    return lambda self: unary(function, self)


for _name, _function in _NAMES.items():
    setattr(ndarray, '__%s__' % _name, _forward(_function))
    setattr(ndarray, '__r%s__' % _name, _reflected(_function))
    setattr(ndarray, '__i%s__' % _name, _in_place(_function))
for _name, _function in _COMPARISONS.items():
    setattr(ndarray, '__%s__' % _name, _forward(_function))
for _name, _function in _SINGLE.items():
    setattr(ndarray, '__%s__' % _name, _single(_function))
ndarray.__eq__, ndarray.__ne__ = _equality(uf.equal), _equality(uf.not_equal)
ndarray.__hash__ = None
ndarray.__pow__ = _power
ndarray.__divmod__, ndarray.__rdivmod__ = _divmod, _rdivmod


def _contains(self, value):
    return bool((self == value).any())


ndarray.__contains__ = _contains


# -- scalars

_NUMBERS = set(KIND_OF)


def _scalar_forward(function):
    def operate(self, other):
        if type(other) in _NUMBERS:
            return binary(function, self, other, None, None, 'scalar ')
        if isinstance(other, (ndarray, list, tuple, number)):
            return binary(function, self, other)
        return _foreign(self, other, function, False)
    return operate


def _scalar_reflected(function):
    def operate(self, other):
        if type(other) in _NUMBERS:
            return binary(function, other, self, None, None, 'scalar ')
        if isinstance(other, (ndarray, list, tuple, number)):
            return binary(function, other, self)
        return _foreign(self, other, function, True)
    return operate


def _foreign(self, other, function, reflected):
    """A scalar and an object of another package: its own operators first, its array second."""
    t = type(other)
    if isinstance(other, (str, bytes, type(None), dict, set)) or _gives_way(self, other):
        return NotImplemented
    if hasattr(t, '__array__'):
        return binary(function, other, self) if reflected else binary(function, self, other)
    return NotImplemented


def set_scalar_operators(cls):
    for name, function in {**_NAMES, **_COMPARISONS, 'eq': uf.equal, 'ne': uf.not_equal}.items():
        setattr(cls, '__%s__' % name, _scalar_forward(function))
        if name in _NAMES:
            setattr(cls, '__r%s__' % name, _scalar_reflected(function))
    for name, function in _SINGLE.items():
        setattr(cls, '__%s__' % name, _single(function))
    cls.__divmod__, cls.__rdivmod__ = _divmod, _rdivmod


set_scalar_operators(number)
set_scalar_operators(bool_)
for _cls in KIND_OF:
    if issubclass(_cls, generic) and _cls is not float64:
        _cls.__hash__ = _cls.__dict__['__hash__']


def _repeat_or_multiply(slow):
    """A list times an integer scalar is the list repeated, as with Python's own integers."""
    def operate(self, other):
        if isinstance(other, (list, tuple, str)):
            if isinstance(self, integer):
                return other * self._value()
            raise TypeError("can't multiply sequence by non-int of type 'numpy.%s'"
                            % type(self).__name__)
        return slow(self, other)
    return operate


number.__mul__ = _repeat_or_multiply(number.__mul__)
number.__rmul__ = _repeat_or_multiply(number.__rmul__)


def _scalar_round(self, ndigits=None):
    value = round(float(self), ndigits or 0) if not hasattr(self, '__index__') else (
        round(self._value(), ndigits or 0))
    if ndigits is None:
        return int(value)
    from ._rounding import round_
    return round_(self, ndigits)


number.__round__ = _scalar_round
generic.conjugate = generic.conj = ndarray.conjugate = ndarray.conj = lambda self: self


# -- np.float64: Python's float arithmetic while nothing overflows, the kernels' words otherwise

def _fast(name, slow):
    plain = getattr(float, name)

    def operate(self, other):
        t = type(other)
        if t is float or t is float64 or t is int:
            try:
                value = plain(self, other)
            except (ZeroDivisionError, OverflowError):
                return slow(self, other)
            if -inf < value < inf:
                return float64(value)
        return slow(self, other)
    return operate


for _name in ('add', 'sub', 'mul', 'truediv'):
    for _prefix in ('__', '__r'):
        _dunder = '%s%s__' % (_prefix, _name)
        setattr(float64, _dunder, _fast(_dunder, getattr(number, _dunder)))


def _compare(name, slow):
    plain = getattr(float, name)
    true, false = bool_(True), bool_(False)

    def operate(self, other):
        t = type(other)
        if t is float or t is float64 or t is int:
            return true if plain(self, other) else false
        return slow(self, other)
    return operate


for _name in ('lt', 'le', 'gt', 'ge', 'eq', 'ne'):
    _dunder = '__%s__' % _name
    setattr(float64, _dunder, _compare(_dunder, getattr(number, _dunder)))
for _name in ('pow', 'rpow', 'floordiv', 'rfloordiv', 'mod', 'rmod', 'divmod', 'rdivmod', 'neg',
              'pos', 'abs', 'round'):
    setattr(float64, '__%s__' % _name, getattr(number, '__%s__' % _name))
float64.__hash__ = float.__hash__
