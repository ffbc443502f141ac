"""Element types: DType objects, TensorFlow's names for them, and what converts to one."""

import numpy as _np
from numpy._brain_float import bfloat16 as _bfloat16

#: Element types that the engine evaluates, in the order of its DTYPE_ORDER.
EVALUATED = (
    'float32', 'float64', 'int32', 'int64', 'bool', 'uint8', 'resource', 'string', 'variant',
    'float16', 'bfloat16', 'int8', 'int16', 'uint16', 'uint32', 'uint64',
)  # fmt: skip

_NUMBERS = {
    'float32': 1, 'float64': 2, 'int32': 3, 'uint8': 4, 'int16': 5, 'int8': 6, 'string': 7,
    'complex64': 8, 'int64': 9, 'bool': 10, 'qint8': 11, 'quint8': 12, 'qint32': 13, 'bfloat16': 14,
    'qint16': 15, 'quint16': 16, 'uint16': 17, 'complex128': 18, 'float16': 19, 'resource': 20,
    'variant': 21, 'uint32': 22, 'uint64': 23,
}  # fmt: skip
_FLOATING = {'float16', 'float32', 'float64', 'bfloat16'}
_INTEGER = {'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'}
_LIMITS = {
    'float16': (_np.float16(-65504), _np.float16(65504)),
    'float32': (_np.float32(-3.4028234663852886e38), _np.float32(3.4028234663852886e38)),
    'float64': (_np.float64(-1.7976931348623157e308), _np.float64(1.7976931348623157e308)),
    'bfloat16': (_bfloat16(-3.3895313892515355e38), _bfloat16(3.3895313892515355e38)),
}
_SIZES = {'bool': 1, 'string': 8, 'resource': 1, 'variant': 1}
#: `limits` knows these; the reals are intensities of an image there.
_INTENSITIES = {'float32': 1, 'float64': 1}


class DType:
    """The type of a tensor's elements; `float32_ref` is the type of a variable's own output."""

    __slots__ = ('name', '_number', '_code', '_is_ref', 'base_dtype', '_ref')

    def __new__(cls, type_enum):
        found = _BY_NUMBER.get(int(type_enum))
        if found is None:
            raise TypeError('type_enum is not a valid types_pb2.DataType: %s' % int(type_enum))
        return found

    def _set(self, name, is_ref):
        self.name = name + '_ref' if is_ref else name
        self._number = _NUMBERS[name] + (100 if is_ref else 0)
        self._is_ref = is_ref
        #: The engine's number for the element type, None when it does not evaluate it.
        self._code = EVALUATED.index(name) if name in EVALUATED else None
        if is_ref:
            self.base_dtype = globals()['_BY_NAME'][name]
            self._ref = self
        else:
            self.base_dtype = self
        return self

    @property
    def _is_ref_dtype(self):
        return self._is_ref

    @property
    def _as_ref(self):
        return _BY_NAME[self.base_dtype.name + '_ref']

    @property
    def as_datatype_enum(self):
        return self._number

    @property
    def real_dtype(self):
        base = self.base_dtype.name
        return {'complex64': float32, 'complex128': float64}.get(base, self)

    @property
    def as_numpy_dtype(self):
        name = self.base_dtype.name
        if name == 'string':
            return object
        if name == 'bool':
            return bool
        if name in ('resource', 'variant'):
            raise KeyError(self._number)
        scalar = _bfloat16 if name == 'bfloat16' else getattr(_np, name, None)
        if scalar is None:
            raise NotImplementedError(f'numpy has no element type {name} here')
        return scalar

    @property
    def is_numpy_compatible(self):
        return self.base_dtype.name not in ('resource', 'variant')

    @property
    def is_bool(self):
        return self.base_dtype.name == 'bool'

    @property
    def is_integer(self):
        return self.base_dtype.name in _INTEGER

    @property
    def is_floating(self):
        return self.base_dtype.name in _FLOATING

    @property
    def is_complex(self):
        return self.base_dtype.name in ('complex64', 'complex128')

    @property
    def is_quantized(self):
        return self.base_dtype.name.startswith(('qint', 'quint'))

    @property
    def is_unsigned(self):
        return self.base_dtype.name in ('uint8', 'uint16', 'uint32', 'uint64')

    def _limits(self, what):
        name = self.base_dtype.name
        if name in _LIMITS:
            return _LIMITS[name]
        if name in _INTEGER:
            bits = int(name.lstrip('uint'))
            return (0, 2**bits - 1) if self.is_unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        raise TypeError('Cannot find %s value of %s.' % (what, self))

    @property
    def min(self):
        return self._limits('minimum')[0]

    @property
    def max(self):
        return self._limits('maximum')[1]

    @property
    def limits(self):
        """(0, the largest intensity of a pixel of this type); floats go up to 1."""
        name = self.base_dtype.name
        if name not in _INTEGER and name not in _INTENSITIES:
            raise KeyError(self._number if name in ('resource', 'variant') else self.as_numpy_dtype)
        return 0, _INTENSITIES.get(name) or self.max

    @property
    def size(self):
        name = self.base_dtype.name
        return _SIZES.get(name) or int(name.lstrip('abcdefghijklmnopqrstuvwxyz')) // 8

    def is_compatible_with(self, other):
        other = as_dtype(other)
        return self is other or self is other.base_dtype

    def __eq__(self, other):
        if other is None:
            return False
        try:
            return self is as_dtype(other)
        except TypeError:
            return False

    def __ne__(self, other):
        return not self.__eq__(other)

    def __hash__(self):
        return self._number

    def __str__(self):
        return "<dtype: '%s'>" % self.name

    def __repr__(self):
        return 'tf.' + self.name

    def __reduce__(self):
        return as_dtype, (self.name,)


_BY_NAME = {}
for _name in _NUMBERS:
    _BY_NAME[_name] = object.__new__(DType)._set(_name, False)
for _name in _NUMBERS:
    _BY_NAME[_name + '_ref'] = object.__new__(DType)._set(_name, True)
_BY_NAME.update(float=_BY_NAME['float32'], double=_BY_NAME['float64'], half=_BY_NAME['float16'])
_BY_NUMBER = {dtype._number: dtype for dtype in _BY_NAME.values()}

float16 = _BY_NAME['float16']
float32 = _BY_NAME['float32']
float64 = _BY_NAME['float64']
bfloat16 = _BY_NAME['bfloat16']
int8 = _BY_NAME['int8']
int16 = _BY_NAME['int16']
int32 = _BY_NAME['int32']
int64 = _BY_NAME['int64']
uint8 = _BY_NAME['uint8']
uint16 = _BY_NAME['uint16']
uint32 = _BY_NAME['uint32']
uint64 = _BY_NAME['uint64']
complex64 = _BY_NAME['complex64']
complex128 = _BY_NAME['complex128']
string = _BY_NAME['string']
resource = _BY_NAME['resource']
variant = _BY_NAME['variant']
qint8 = _BY_NAME['qint8']
qint16 = _BY_NAME['qint16']
qint32 = _BY_NAME['qint32']
quint8 = _BY_NAME['quint8']
quint16 = _BY_NAME['quint16']
QUANTIZED_DTYPES = frozenset(
    _BY_NAME[_name + _end]
    for _name in ('qint8', 'quint8', 'qint16', 'quint16', 'qint32')
    for _end in ('', '_ref')
)
DType.__module__ = 'tensorflow.python.framework.dtypes'
bool_ = _BY_NAME['bool']

#: DType of a node's packed description: its low six bits are dtype times 2, plus 1 for a reference.
BY_INFO = tuple(_BY_NAME[_name + _end] for _name in EVALUATED for _end in ('', '_ref'))

_PYTHON_TYPES = {float: float32, bool: bool_, object: string}


def as_dtype(value):
    """The DType that VALUE names: a DType, its name, its number, a numpy type, `float` or `bool`."""
    if type(value) is DType:
        return value
    found = None
    if isinstance(value, (list, dict, set)):
        hash(value)
    if isinstance(value, str):
        found = _BY_NAME.get(value)
    elif isinstance(value, type):
        found = _PYTHON_TYPES.get(value)
        if found is None and issubclass(value, _np.generic):
            found = _BY_NAME.get(_np.dtype(value).name)
    elif isinstance(value, int):
        found = _BY_NUMBER.get(value)
    elif isinstance(value, _np.dtype):
        found = string if value.kind in 'OSU' else _BY_NAME.get(value.name)
    if found is None:
        raise TypeError('Cannot convert value %r to a TensorFlow DType.' % (value,))
    return found


def code_of(dtype):
    """The engine's number of DTYPE; an element type that it does not evaluate is an error by name."""
    code = dtype.base_dtype._code
    if code is None:
        raise NotImplementedError(f'The dtype tf.{dtype.base_dtype.name} is not evaluated by this engine')
    return code
