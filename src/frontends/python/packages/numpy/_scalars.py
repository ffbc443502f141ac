"""The scalar classes: np.float64 is a float; the others hold one Python number of their type."""

import numbers
from struct import Struct

from . import _dtypes
from ._dtypes import BY_CODE, OBJECT, text_type

_single = Struct('=f')
_half = Struct('=e')


class generic:
    """The root of NumPy's scalars. Array methods work on a scalar as on an array of no dimension."""

    __slots__ = ()
    shape = strides = ()
    ndim = 0
    size = 1
    base = None
    __array_priority__ = -1000000.0

    @property
    def itemsize(self):
        return self.dtype.itemsize

    nbytes = itemsize

    @property
    def T(self):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return type(self)(0)

    @property
    def flat(self):
        return self._array().flat

    @property
    def data(self):
        return memoryview(self._array())

    def _array(self):
        from ._discovery import array
        return array(self)

    def __array__(self, dtype=None):
        from ._discovery import array
        return array(self, dtype)

    def item(self, *args):
        return self._value()

    def tolist(self):
        return self._value()

    def tobytes(self):
        return self._array().tobytes()

    def __getitem__(self, key):
        if key == () or key is Ellipsis or key is None:
            return self if key == () else self._array()[key]
        raise IndexError('invalid index to scalar variable.')

    #: Indexing alone would make a scalar a sequence of nothing: `np.zeros(np.int64(3))` needs the error.
    __iter__ = None

    def __reduce__(self):
        return (type(self), (self._value(),))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _delegate(name):
    def method(self, *args, **named):
        made = getattr(self._array(), name)(*args, **named)
        return made[()] if getattr(made, 'shape', None) == () else made
    method.__name__ = name
    return method


for _name in ('all any argmax argmin argsort astype clip compress copy cumprod cumsum dot fill flatten '
              'max mean min nonzero prod ptp ravel repeat reshape round searchsorted squeeze std sum '
              'take transpose var view').split():
    setattr(generic, _name, _delegate(_name))


class number(generic):
    __slots__ = ()


class integer(number):
    __slots__ = ()

    numerator = property(lambda self: self)
    denominator = property(lambda self: 1)

    def is_integer(self):
        return True


class signedinteger(integer):
    __slots__ = ()


class unsignedinteger(integer):
    __slots__ = ()


class inexact(number):
    __slots__ = ()


class floating(inexact):
    __slots__ = ()

    def is_integer(self):
        return float(self).is_integer()

    def as_integer_ratio(self):
        return float(self).as_integer_ratio()


class complexfloating(inexact):
    __slots__ = ()


class flexible(generic):
    __slots__ = ()


class character(flexible):
    __slots__ = ()


def _from_value(cls, value):
    """A scalar of a Python number that is already of the type."""
    made = object.__new__(cls)
    made._v = value
    return made


def _make_new(kind, simple):
    from ._elements import convert

    def make(cls, value=0, *rest):
        if type(value) in simple:
            number = convert(value, kind)
        elif isinstance(value, generic):
            number = convert(value._value(), kind)
        else:
            from ._discovery import array
            found = array(value, kind)
            if found._shape:
                return found
            number = found.item()
        return cls._of(number)
    return make


class float64(floating, float):
    __slots__ = ()

    def __new__(cls, value=0.0, *rest):
        try:
            return float.__new__(cls, value)
        except TypeError:
            from ._discovery import array
            found = array(value, _dtypes.FLOAT64)
            return found if found._shape else float.__new__(cls, found.item())

    def _value(self):
        return float(self)

    _array = generic._array
    is_integer = float.is_integer
    as_integer_ratio = float.as_integer_ratio
    __float__ = float.__float__
    __int__ = float.__int__
    __hash__ = float.__hash__
    __bool__ = float.__bool__
    __repr__ = __str__ = float.__repr__
    __format__ = float.__format__
    __trunc__ = float.__trunc__

    def hex(self):
        return float(self).hex()


float64._of = classmethod(float.__new__)


def _float_class(name, kind, layout):
    def of(cls, value):
        made = object.__new__(cls)
        made._v = layout.unpack(layout.pack(value))[0]
        return made

    def text(self):
        from ._float_text import scalar_text
        return scalar_text(self._v, kind)

    body = {
        '__slots__': ('_v',), '_of': classmethod(of), '_value': lambda self: self._v,
        '__float__': lambda self: self._v, '__int__': lambda self: int(self._v),
        '__bool__': lambda self: self._v != 0, '__hash__': lambda self: hash(self._v),
        '__format__': lambda self, spec: format(self._v, spec),
        '__repr__': text, '__str__': text, '__trunc__': lambda self: int(self._v),
        '__new__': _make_new(kind, (float, int, bool, float64)), '__doc__': 'A %s scalar.' % name,
    }
    return type(name, (floating,), body)


def _int_class(name, kind):
    body = {
        '__slots__': ('_v',), '_of': classmethod(_from_value), '_value': lambda self: self._v,
        '__float__': lambda self: float(self._v), '__int__': lambda self: self._v,
        '__index__': lambda self: self._v, '__bool__': lambda self: self._v != 0,
        '__hash__': lambda self: hash(self._v), '__trunc__': lambda self: self._v,
        '__format__': lambda self, spec: format(self._v, spec),
        '__repr__': lambda self: str(self._v), '__str__': lambda self: str(self._v),
        '__new__': _make_new(kind, (int, bool, float, str)), '__doc__': 'A %s scalar.' % name,
    }
    return type(name, (signedinteger if kind.kind == 'i' else unsignedinteger,), body)


class bool_(generic):
    """True or False; there is one object of each."""

    __slots__ = ('_v',)

    def __new__(cls, value=False):
        if isinstance(value, (int, float, str, generic)) or value is None:
            return _truth[bool(value)]
        from ._discovery import array
        found = array(value, _dtypes.BOOL)
        return found if found._shape else _truth[found.item()]

    @classmethod
    def _of(cls, value):
        return _truth[value]

    def _value(self):
        return self._v

    def __bool__(self):
        return self._v

    def __int__(self):
        return int(self._v)

    def __float__(self):
        return float(self._v)

    def __index__(self):
        return int(self._v)

    def __hash__(self):
        return hash(self._v)

    def __repr__(self):
        return str(self._v)

    __str__ = __repr__

    def __format__(self, spec):
        return format(self._v, spec) if spec else str(self._v)


_truth = {False: _from_value(bool_, False), True: _from_value(bool_, True)}
False_, True_ = _truth[False], _truth[True]


class str_(character, str):
    __slots__ = ()
    __hash__ = str.__hash__
    __repr__ = str.__repr__
    __str__ = str.__str__
    __format__ = str.__format__
    __getitem__ = str.__getitem__
    __iter__ = str.__iter__

    def _value(self):
        return str(self)

    @property
    def dtype(self):
        return text_type(len(self))


class object_(generic):
    """`np.object_` names the element type; its values are the objects themselves."""

    __slots__ = ()

    def __new__(cls, value=None):
        return value


_CLASSES = {'float16': _float_class('float16', BY_CODE[9], _half),
            'float32': _float_class('float32', BY_CODE[10], _single),
            'float64': float64, 'bool': bool_}
for _kind in BY_CODE[1:9]:
    _CLASSES[_kind.name] = _int_class(_kind.name, _kind)
for _kind in BY_CODE:
    _cls = _CLASSES[_kind.name]
    _kind.type, _cls.dtype = _cls, _kind
    _cls.__module__ = 'numpy'
    _dtypes._KNOWN[_cls] = _kind
for _cls in (generic, number, integer, signedinteger, unsignedinteger, inexact, floating,
             complexfloating, flexible, character, str_, object_):
    _cls.__module__ = 'numpy'
OBJECT.type, object_.dtype = object_, OBJECT
_dtypes._KNOWN[object_] = OBJECT
_dtypes._scalar_root[0] = generic
text_type.scalar = str_
_dtypes._texts.clear()

int8, uint8, int16, uint16 = (_CLASSES[n] for n in ('int8', 'uint8', 'int16', 'uint16'))
int32, uint32, int64, uint64 = (_CLASSES[n] for n in ('int32', 'uint32', 'int64', 'uint64'))
float16, float32 = _CLASSES['float16'], _CLASSES['float32']

numbers.Integral.register(integer)
numbers.Real.register(floating)

#: Type of a Python or NumPy scalar -> its element type.
KIND_OF = {float: _dtypes.FLOAT64, int: _dtypes.INT64, bool: _dtypes.BOOL}
KIND_OF.update((cls, cls.dtype) for cls in _CLASSES.values())
