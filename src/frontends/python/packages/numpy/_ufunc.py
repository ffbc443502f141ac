"""Universal functions: operands, result type, broadcasting, and the call of a kernel."""

from . import _kernels
from ._array import copied, header, ndarray, new, scratch, view
from ._dtypes import (BFLOAT16, BOOL, BY_CODE, can_cast_kind, find, FLOAT16, FLOAT32, FLOAT64, INT8, integer_range,
                      OBJECT, promote)
from ._errors import report, UFuncTypeError
from ._promotion import common_kind, int_kind, scalar_kind
from ._scalars import KIND_OF

# Scalars cross the border through arrays of no dimension that every call overwrites.
_LEFT = [scratch(kind) for kind in BY_CODE]
_RIGHT = [scratch(kind) for kind in BY_CODE]
_RESULT = [scratch(kind) for kind in BY_CODE]


def broadcast_shape(a, b):
    """The shape that two shapes broadcast to; NumPy's ValueError when they do not."""
    if a == b or not b:
        return a
    if not a:
        return b
    if len(a) < len(b):
        long, short = b, a
    else:
        long, short = a, b
    head = len(long) - len(short)
    shape = list(long[:head])
    for m, n in zip(long[head:], short):
        if m == n or n == 1:
            shape.append(m)
        elif m == 1:
            shape.append(n)
        else:
            raise ValueError('operands could not be broadcast together with shapes %s %s '
                             % (shape_text(a), shape_text(b)))
    return tuple(shape)


def shape_text(shape):
    """A shape without blanks, as in NumPy's messages: (2,3) and (2,)."""
    return '(%s%s)' % (','.join(map(str, shape)), ',' if len(shape) == 1 else '')


def overlaps(a, out):
    """True when writing `out` could change elements of `a` that are still to be read."""
    return (a._block is out._block
            and not (a._address == out._address and a._strides == out._strides
                     and a._shape == out._shape))


def operand(x):
    """(array or None, element type, value of a scalar or None)."""
    t = type(x)
    if t is ndarray:
        return x, x._dtype, None
    if t is int:
        return None, int_kind(x), x
    kind = KIND_OF.get(t)
    if kind is not None:
        return None, kind, x
    if isinstance(x, ndarray):
        return x, x._dtype, None
    kind = scalar_kind(x)
    if kind is not None and kind.kind != 'U':
        return None, kind, x
    from ._discovery import asarray
    a = asarray(x)
    return a, a._dtype, None


class ufunc:
    """One elementwise function. `rule` names how the loop type follows from the operands."""

    __slots__ = ('__name__', 'code', 'nin', 'rule', 'identity', 'shown')
    nout = 1

    def __init__(self, name, nin, rule, identity=None, shown=None):
        self.__name__ = name
        self.shown = shown or name
        self.nin = nin
        self.rule = rule
        self.identity = identity
        self.code = (_kernels.UNARY if nin == 1 else _kernels.BINARY)[shown or name]

    @property
    def nargs(self):
        return self.nin + 1

    def __repr__(self):
        return "<ufunc '%s'>" % self.__name__

    def __call__(self, *args, out=None, where=True, dtype=None, casting='same_kind', subok=True,
                 order='K', signature=None, sig=None, extobj=None):
        nin = self.nin
        if len(args) != nin:
            if len(args) == nin + 1 and out is None:
                out = args[nin]
                args = args[:nin]
            else:
                raise TypeError('%s() takes %s positional arguments but %d were given' % (
                    self.__name__, 'from %d to %d' % (nin, nin + 1), len(args)))
        if type(out) is tuple:
            out, = out
        if where is not True:
            return self._masked(args, out, where, dtype)
        if nin == 1:
            return unary(self, args[0], out, dtype)
        return binary(self, args[0], args[1], out, dtype)

    def _masked(self, args, out, where, dtype):
        found = self(*args, dtype=dtype)
        from ._copying import copyto
        if out is None:
            from ._discovery import asarray
            found = asarray(found)
            out = new(found._shape, found._dtype)
        copyto(out, found, where=where)
        return out

    def reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True):
        from ._reductions import reduce
        return reduce(self, array, axis, dtype, out, keepdims, initial, where)

    def accumulate(self, array, axis=0, dtype=None, out=None):
        from ._reductions import accumulate
        return accumulate(self, array, axis, dtype, out)

    def outer(self, A, B, **named):
        from ._discovery import asarray
        A, B = asarray(A), asarray(B)
        return self(A.reshape(A._shape + (1,) * B.ndim), B, **named)

    def at(self, a, indices, b=None):
        """In-place operation on selected elements; an index that repeats counts every time."""
        from ._reductions import apply_at
        apply_at(self, a, indices, b)

    def reduceat(self, *args, **named):
        raise AttributeError('numpy.ufunc.reduceat is not evaluated by this engine')


def loop_of(function, kind):
    """(loop type, result type) of a function for the common type of its operands."""
    rule = function.rule
    if kind.kind in 'OU':
        return OBJECT, OBJECT
    if rule == 'compare' or rule == 'logic':
        return kind, BOOL
    if rule == 'test':
        return kind, BOOL
    if rule == 'float':
        if kind.kind == 'f':
            return kind, kind
        size = kind.itemsize
        kind = FLOAT64 if size > 2 or function.shown == 'true_divide' else (
            FLOAT16 if size == 1 else FLOAT32)
        return kind, kind
    if rule == 'bits' or rule == 'shift':
        if kind.kind == 'f':
            raise no_loop(function)
        return (INT8, INT8) if kind is BOOL and rule == 'shift' else (kind, kind)
    if kind is BOOL:
        if rule == 'arithmetic':
            raise TypeError('numpy boolean subtract, the `-` operator, is not supported, use the '
                            'bitwise_xor, the `^` operator, or the logical_xor function instead.'
                            if function.nin == 2 else
                            'The numpy boolean negative, the `-` operator, is not supported, use '
                            'the `~` operator or the logical_not function instead.')
        if rule == 'number':
            return INT8, INT8
    return kind, kind


def no_loop(function):
    return TypeError("ufunc '%s' not supported for the input types, and the inputs could not be "
                     "safely coerced to any supported types according to the casting rule "
                     "''safe''" % function.__name__)


def destination(function, out, shape, kind):
    """Checks an `out=` array and gives the array to compute into."""
    if not isinstance(out, ndarray):
        raise TypeError('return arrays must be of ArrayType')
    if not can_cast_kind(kind, out._dtype):
        raise UFuncTypeError("Cannot cast ufunc '%s' output from %r to %r with casting rule "
                             "'same_kind'" % (function.__name__, kind, out._dtype))
    if out._shape != shape:
        if broadcast_shape(out._shape, shape) != out._shape:
            raise ValueError("non-broadcastable output operand with shape %s doesn't match the "
                             "broadcast shape %s" % (shape_text(out._shape), shape_text(
                                 broadcast_shape(out._shape, shape))))
    if not out._writeable:
        raise ValueError('output array is read-only')
    return out


def binary(function, x, y, out=None, dtype=None, word=''):
    """function(x, y) elementwise; `word` stands before its name in warnings."""
    a, ka, va = operand(x)
    b, kb, vb = operand(y)
    if ka is BFLOAT16 or kb is BFLOAT16:
        loop = FLOAT32 if ka is kb and function.rule == 'compare' else FLOAT16
        return binary(function, _widened(x, ka, loop), _widened(y, kb, loop), out, dtype, word)
    a_scalar, b_scalar = a is None or not a._shape, b is None or not b._shape
    if ka is kb:
        kind = ka
    elif ka.kind in 'OU' or kb.kind in 'OU' or a_scalar == b_scalar:
        kind = promote(ka, kb)
    elif b_scalar:
        kind = common_kind(ka, kb, vb if b is None else b.item())
    else:
        kind = common_kind(kb, ka, va if a is None else a.item())
    if kind.kind in 'OU' or (dtype is not None and find(dtype).kind == 'O'):
        from ._objects import binary_objects
        return binary_objects(function, x, y, kind, ka, kb, out)
    loop, result = loop_of(function, kind)
    if dtype is not None:
        loop = find(dtype)
        result = BOOL if result is BOOL else loop
    if kind is BOOL and function.rule == 'sum':
        return binary(_BOOLEAN[function.__name__], x, y, out)
    if a is None:
        a = _LEFT[ka.code]
        ka.pack(a._block, 0, va)
    if b is None:
        b = _RIGHT[kb.code]
        kb.pack(b._block, 0, vb)
    shape = a._shape if a._shape == b._shape else _shape_of(a, b, out)
    if function.shown == 'power' and loop.kind == 'i':
        _check_exponents(b)
    if out is None:
        if not shape:
            made = _RESULT[result.code]
            events = _kernels.binary(function.code, header(a), header(b), header(made), loop.code)
            if word and loop.kind in 'iu' and function.shown in _EXACT:
                events |= _overflow(function, va, vb, loop)
            if events:
                report(events, word + function.__name__)
            return result.type._of(result.unpack(made._block, 0)[0])
        made = new(shape, result)
    else:
        made = destination(function, out, shape, result)
        if overlaps(a, made):
            a = copied(a)
        if overlaps(b, made):
            b = copied(b)
    events = _kernels.binary(function.code, header(a), header(b), header(made), loop.code)
    if events:
        report(events, function.__name__)
    if out is None and (type(x) is not ndarray and isinstance(x, ndarray)
                        or type(y) is not ndarray and isinstance(y, ndarray)):
        return in_class_of(made, x, y)
    return made


def unary(function, x, out=None, dtype=None):
    """function(x) elementwise."""
    a, kind, value = operand(x)
    if kind is BFLOAT16:
        return unary(function, _widened(x, kind, FLOAT16), out, dtype)
    if kind.kind in 'OU':
        from ._objects import unary_objects
        return unary_objects(function, a, kind)
    loop, result = loop_of(function, kind)
    if kind is BOOL and function.shown in ('sign', 'positive'):
        raise UFuncTypeError("ufunc '%s' did not contain a loop with signature matching types "
                             "<class 'numpy.dtype[bool_]'> -> None" % function.shown)
    if dtype is not None:
        loop = find(dtype)
        result = BOOL if result is BOOL else loop
    code = function.code
    if kind is BOOL and function.shown == 'invert':
        code = _kernels.UNARY['logical_not']
    if a is None:
        a = _LEFT[kind.code]
        kind.pack(a._block, 0, value)
    if out is None:
        if not a._shape:
            made = _RESULT[result.code]
            events = _kernels.unary(code, header(a), header(made), loop.code)
            if events:
                report(events, function.__name__)
            return result.type._of(result.unpack(made._block, 0)[0])
        made = new(a._shape, result)
    else:
        made = destination(function, out, a._shape, result)
        if overlaps(a, made):
            a = copied(a)
    events = _kernels.unary(code, header(a), header(made), loop.code)
    if events:
        report(events, function.__name__)
    if out is None and type(x) is not ndarray and isinstance(x, ndarray):
        return in_class_of(made, x)
    return made


def _widened(x, kind, loop):
    """An operand of bfloat16 as the type in which it is computed; any other operand as it is."""
    if kind is not BFLOAT16:
        return x
    return x.astype(loop) if isinstance(x, ndarray) else loop.type(float(x))


def _shape_of(a, b, out):
    try:
        return broadcast_shape(a._shape, b._shape)
    except ValueError as problem:
        if out is None:
            raise
        raise ValueError('%s%s ' % (problem, shape_text(out._shape))) from None


_EXACT = {'add': int.__add__, 'subtract': int.__sub__, 'multiply': int.__mul__}


def _overflow(function, x, y, kind):
    """The overflow bit when two integer scalars leave their type."""
    if x is None or y is None:
        return 0
    low, high = integer_range(kind)
    return 0 if low <= _EXACT[function.shown](int(x), int(y)) <= high else 2


def _check_exponents(b):
    """Integers have no negative powers."""
    if b._size and b._dtype.kind == 'i' and b.min().item() < 0:
        raise ValueError('Integers to negative integer powers are not allowed.')


def in_class_of(made, *sources):
    """The result as the subclass of ndarray with the highest priority among the operands."""
    source = max((s for s in sources if isinstance(s, ndarray)),
                 key=lambda s: s.__array_priority__)
    return view(made, made._shape, made._strides, 0, type(source))


_BOOLEAN = {}
