"""Element types: names, sizes, codes that the kernels know, and which type two of them meet in."""

from struct import Struct

#: name, kernel code, character, kind, bytes, struct format, NumPy's type number
_TABLE = (
    ('bool', 0, '?', 'b', 1, '?', 0),
    ('int8', 1, 'b', 'i', 1, 'b', 1),
    ('uint8', 2, 'B', 'u', 1, 'B', 2),
    ('int16', 3, 'h', 'i', 2, 'h', 3),
    ('uint16', 4, 'H', 'u', 2, 'H', 4),
    ('int32', 5, 'i', 'i', 4, 'i', 5),
    ('uint32', 6, 'I', 'u', 4, 'I', 6),
    ('int64', 7, 'l', 'i', 8, 'q', 7),
    ('uint64', 8, 'L', 'u', 8, 'Q', 8),
    ('float16', 9, 'e', 'f', 2, 'e', 23),
    ('float32', 10, 'f', 'f', 4, 'f', 11),
    ('float64', 11, 'd', 'f', 8, 'd', 12),
)


def not_evaluated(what):
    return TypeError('%s is not evaluated by this engine: use bool, int8 to int64, uint8 to uint64, '
                     'float16, float32, float64, str or object' % what)


class _DTypeMeta(type):
    """`dtype(x)` gives the one object of a type, so that `is` and `==` agree."""

    def __call__(cls, obj=None, align=False, copy=False):
        return find(obj)


class dtype(metaclass=_DTypeMeta):
    """The type of an array's elements."""

    __slots__ = ('code', 'name', 'char', 'kind', 'itemsize', 'num', 'type', 'format',
                 'unpack', 'pack', 'length')
    byteorder = '='
    names = None
    fields = None
    shape = ()
    subdtype = None
    isbuiltin = 1
    isnative = True
    hasobject = False

    def __init__(self):
        raise TypeError('dtype objects are made by dtype(...)')

    @property
    def str(self):
        if self.kind == 'U':
            return '<U%d' % self.length
        if self.kind == 'O':
            return '|O'
        return ('|' if self.itemsize == 1 else '<') + self.kind + ('%d' % self.itemsize)

    @property
    def descr(self):
        return [('', self.str)]

    @property
    def base(self):
        return self

    @property
    def alignment(self):
        return 4 if self.kind == 'U' else self.itemsize

    def newbyteorder(self, order='='):
        if order in ('=', '<', 'N', 'L', 'I', '|'):
            return self
        raise not_evaluated('a big-endian element type')

    def __repr__(self):
        if self.kind == 'V':
            return 'dtype(%s)' % self.name
        return "dtype('%s')" % (self.str if self.kind == 'U' else self)

    def __str__(self):
        return self.str if self.kind == 'U' else self.name

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, dtype):
            try:
                other = find(other)
            except TypeError:
                return NotImplemented
        return self is other

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self):
        return hash(self.str)

    def __lt__(self, other):
        other = find(other)
        return self is not other and can_cast_safely(self, other)

    def __le__(self, other):
        return can_cast_safely(self, find(other))

    def __gt__(self, other):
        return find(other) < self

    def __ge__(self, other):
        return find(other) <= self

    def __bool__(self):
        return True

    def __reduce__(self):
        return (find, (self.str,))


def _make(name, code, char, kind, itemsize, format, num, length=0):
    made = object.__new__(dtype)
    made.name, made.code, made.char, made.kind = name, code, char, kind
    made.itemsize, made.num, made.length = itemsize, num, length
    made.type = None
    layout = Struct('=' + format if format != '?' else '?')
    made.format, made.unpack, made.pack = format, layout.unpack_from, layout.pack_into
    return made


BY_CODE = [_make(*row) for row in _TABLE]
(BOOL, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64,
 FLOAT16, FLOAT32, FLOAT64) = BY_CODE

# TensorFlow's own type; `_brain_float.py` says how its elements are read and written. It has no name
# that `dtype('...')` would understand.
BFLOAT16 = _make('bfloat16', 12, 'E', 'V', 2, 'H', 256)

# Objects and texts are kept in a Python list; the array itself holds int64 places in that list.
OBJECT = _make('object', 7, 'O', 'O', 8, 'q', 17)
_texts = {}


def text_type(length):
    """The type of texts of at most `length` characters, '<U5'."""
    made = _texts.get(length)
    if made is None:
        made = _texts[length] = _make('str%d' % (32 * length), 7, 'U', 'U', 4 * length, 'q', 19,
                                      length)
        made.type = text_type.scalar
    return made


text_type.scalar = str

_KNOWN = {
    None: FLOAT64, float: FLOAT64, int: INT64, bool: BOOL, object: OBJECT,
    'float': FLOAT64, 'double': FLOAT64, 'single': FLOAT32, 'half': FLOAT16, 'float_': FLOAT64,
    'int': INT64, 'int_': INT64, 'long': INT64, 'longlong': INT64, 'intp': INT64, 'int0': INT64,
    'intc': INT32, 'short': INT16, 'byte': INT8, 'ubyte': UINT8, 'ushort': UINT16,
    'uintc': UINT32, 'uint': UINT64, 'ulonglong': UINT64, 'uintp': UINT64,
    'bool': BOOL, 'bool_': BOOL, 'object': OBJECT, 'object_': OBJECT, 'O': OBJECT,
    'q': INT64, 'Q': UINT64, 'p': INT64, 'P': UINT64, 'b1': BOOL,
}
for _one in BY_CODE:
    _KNOWN[_one.name] = _KNOWN[_one.char] = _one
    if _one.kind != 'b':
        _KNOWN['%s%d' % (_one.kind, _one.itemsize)] = _one


def find(obj):
    """The element type that `obj` names: a type, a text such as 'float32' or '<f4', or itself."""
    if isinstance(obj, dtype):
        return obj
    try:
        found = _KNOWN.get(obj)
    except TypeError:
        found = None
    if found is not None:
        return found
    if isinstance(obj, str):
        return _find_text(obj)
    if obj is str:
        return text_type(0)
    if isinstance(obj, type):
        if issubclass(obj, _scalar_root[0]):
            return _find_abstract(obj)
        if obj in (complex, bytes):
            raise not_evaluated(obj.__name__)
        return OBJECT
    inner = getattr(obj, 'dtype', None)
    if isinstance(inner, dtype):
        return inner
    if isinstance(obj, (list, tuple, dict)):
        raise not_evaluated('a structured dtype')
    raise TypeError('Cannot interpret %r as a data type' % (obj,))


_scalar_root = [type(None)]


def _find_text(text):
    plain = text[1:] if text[:1] in ('<', '=', '|') else text
    found = _KNOWN.get(plain)
    if found is not None:
        return found
    if plain[:1] == 'U' and (plain[1:].isdigit() or plain == 'U'):
        return text_type(int(plain[1:] or 0))
    if plain in ('str', 'str_', 'unicode'):
        return text_type(0)
    if text[:1] == '>' and text[1:] in _KNOWN:
        if _KNOWN[text[1:]].itemsize == 1:
            return _KNOWN[text[1:]]
        raise not_evaluated('the big-endian type %r' % text)
    if plain.startswith(('complex', 'c8', 'c16', 'S', 'a', 'V', 'M8', 'm8', 'datetime', 'timedelta',
                         'bytes')) or plain in ('F', 'D', 'g', 'G', 'longdouble', 'float128'):
        raise not_evaluated('the element type %r' % text)
    raise TypeError('data type %r not understood' % text)


def _find_abstract(obj):
    """`np.floating` and its like stand for a concrete type."""
    name = obj.__name__
    if name in ('str_', 'character', 'flexible'):
        return text_type(0)
    named = {'floating': FLOAT64, 'inexact': FLOAT64, 'number': FLOAT64, 'integer': INT64,
             'signedinteger': INT64, 'unsignedinteger': UINT64, 'object_': OBJECT}
    if name in named:
        return named[name]
    raise not_evaluated('the element type numpy.%s' % name)


_RANK = {'b': 0, 'u': 1, 'i': 1, 'V': 2, 'f': 3, 'U': 4, 'O': 5}
_promoted = {}


def promote(a, b):
    """The smallest type that holds both: NumPy's `promote_types`."""
    if a is b:
        return a
    key = (a, b)
    found = _promoted.get(key)
    if found is None:
        found = _promoted[key] = _promote(a, b)
    return found


def _promote(a, b):
    if _RANK[a.kind] > _RANK[b.kind] or (a.kind == b.kind and a.itemsize > b.itemsize):
        a, b = b, a
    if b is OBJECT or a is OBJECT:
        return OBJECT
    if a is BFLOAT16 or b is BFLOAT16:
        if b.kind == 'f' or a is BOOL:
            return b
        raise TypeError('invalid type promotion')
    if b.kind == 'U':
        return text_type(max(b.length, a.length if a.kind == 'U' else _text_width(a)))
    if a is BOOL or a.kind == b.kind:
        return b
    if b.kind == 'f':
        # An integer of n bytes needs a float of 2n bytes, float64 for the widest.
        needed = {1: FLOAT16, 2: FLOAT32}.get(a.itemsize, FLOAT64)
        return needed if needed.itemsize > b.itemsize else b
    signed, unsigned = (a, b) if a.kind == 'i' else (b, a)
    if signed.itemsize > unsigned.itemsize:
        return signed
    return {1: INT16, 2: INT32, 4: INT64}.get(unsigned.itemsize, FLOAT64)


def _text_width(numeric):
    """How many characters a number of this type can need when it becomes a text."""
    if numeric is BOOL:
        return 5
    if numeric.kind == 'f':
        return 32
    return {1: 4, 2: 6, 4: 11, 8: 21}[numeric.itemsize] - (numeric.kind == 'u')


_SAFE_KINDS = {'b': 'buifUOV', 'u': 'uifUO', 'i': 'ifUO', 'V': 'fO', 'f': 'fUO', 'U': 'UO', 'O': 'O'}
_SAME_KINDS = {'b': 'buifUOV', 'u': 'uifUOV', 'i': 'ifUOV', 'V': 'fO', 'f': 'fUOV', 'U': 'UO', 'O': 'O'}


def can_cast_safely(a, b):
    """True when every value of `a` has its place in `b`."""
    return a is b or (b.kind in _SAFE_KINDS[a.kind] and promote(a, b) is b)


def can_cast_kind(a, b):
    """NumPy's casting rule 'same_kind': no float to int, no number to bool."""
    return a is b or b.kind in _SAME_KINDS[a.kind]


def integer_range(kind):
    """Least and largest value of an integer type."""
    bits = 8 * kind.itemsize
    return (-(1 << bits - 1), (1 << bits - 1) - 1) if kind.kind == 'i' else (0, (1 << bits) - 1)
