"""NumPy 1's value-based promotion: what type an array and a Python number meet in."""

from ._array import ndarray
from ._dtypes import (BOOL, can_cast_kind, can_cast_safely, dtype, find, FLOAT16, FLOAT32, FLOAT64,
                      INT8, INT16, INT32, INT64, integer_range, OBJECT, promote, UINT8, UINT16,
                      UINT32, UINT64)
from ._scalars import generic, KIND_OF

_CATEGORY = {'b': 0, 'u': 1, 'i': 1, 'f': 2, 'V': 2, 'U': 3, 'O': 4}


def scalar_kind(value):
    """Element type of a Python or NumPy scalar, or None for anything else."""
    t = type(value)
    if t is int:
        return int_kind(value)
    kind = KIND_OF.get(t)
    if kind is not None:
        return kind
    if isinstance(value, generic):
        return value.dtype
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return int_kind(value)
    return FLOAT64 if isinstance(value, float) else None


def int_kind(value):
    """int64, uint64 above it, and objects beyond both."""
    if -9223372036854775808 <= value <= 9223372036854775807:
        return INT64
    return UINT64 if 0 <= value < 18446744073709551616 else OBJECT


def common_kind(array_kind, kind, value):
    """The type in which an array meets a scalar of type `kind` and this value."""
    if array_kind is kind:
        return kind
    if _CATEGORY[kind.kind] > _CATEGORY[array_kind.kind]:
        return promote(array_kind, kind)
    if array_kind is FLOAT64 or kind is BOOL:
        return array_kind
    return promote(array_kind, smallest_kind(value, kind, array_kind))


def smallest_kind(value, kind, beside=None):
    """The smallest type that holds the value: `min_scalar_type`.

    A positive integer counts as signed beside a signed type that has room for it.
    """
    if kind.kind == 'f':
        size = abs(value)
        if kind is FLOAT16 or not 65000 <= size < float('inf'):
            return FLOAT16
        return FLOAT32 if kind is FLOAT32 or size < 3.4e38 else FLOAT64
    if kind.kind not in 'iu':
        return kind
    number = int(value)
    if beside is not None and beside.kind in 'iu':
        low, high = integer_range(beside)
        if low <= number <= high:
            return beside
    if number >= 0:
        for unsigned, signed in ((UINT8, INT8), (UINT16, INT16), (UINT32, INT32), (UINT64, INT64)):
            if number <= integer_range(unsigned)[1]:
                fits = number <= integer_range(signed)[1]
                return signed if fits and beside is not None and beside.kind == 'i' else unsigned
    for signed in (INT8, INT16, INT32):
        if number >= integer_range(signed)[0]:
            return signed
    return INT64


def result_type(*things):
    """The type that results from combining arrays, scalars and types by NumPy 1's rules."""
    arrays, scalars = [], []
    for thing in things:
        if isinstance(thing, ndarray):
            if thing._shape:
                arrays.append(thing._dtype)
            else:
                scalars.append((thing._dtype, thing.item()))
        elif isinstance(thing, dtype):
            arrays.append(thing)
        else:
            kind = None if isinstance(thing, type) else scalar_kind(thing)
            if kind is not None:
                scalars.append((kind, thing))
            elif isinstance(thing, (list, tuple)):
                from ._discovery import asarray
                arrays.append(asarray(thing)._dtype)
            else:
                arrays.append(find(thing))
    if not arrays and not scalars:
        raise ValueError('at least one array or dtype is required')
    if not arrays:
        kind = scalars[0][0]
        for other, _ in scalars[1:]:
            kind = promote(kind, other)
        return kind
    kind = arrays[0]
    for other in arrays[1:]:
        kind = promote(kind, other)
    if any(_CATEGORY[other.kind] > _CATEGORY[kind.kind] for other, _ in scalars):
        for other, _ in scalars:
            kind = promote(kind, other)
        return kind
    for other, value in scalars:
        kind = common_kind(kind, other, value)
    return kind


def promote_types(type1, type2):
    return promote(find(type1), find(type2))


def min_scalar_type(a):
    from ._discovery import asarray
    a = asarray(a)
    return a._dtype if a._shape else smallest_kind(a.item(), a._dtype)


def can_cast(from_, to, casting='safe'):
    """True when a cast is allowed under the rule; a scalar counts by its value."""
    to = find(to)
    if casting == 'unsafe':
        return True
    kind = None if isinstance(from_, (type, dtype, str)) else scalar_kind(from_)
    if kind is not None:
        kind = smallest_kind(from_, kind, to)
    elif isinstance(from_, ndarray):
        kind = from_._dtype
    else:
        kind = find(from_)
    if casting == 'no' or casting == 'equiv':
        return kind is to
    return can_cast_kind(kind, to) if casting == 'same_kind' else can_cast_safely(kind, to)


def issubdtype(arg1, arg2):
    """Whether a type stands below another in NumPy's hierarchy of scalar types."""
    def scalar_class(thing):
        if isinstance(thing, type) and issubclass(thing, generic):
            return thing
        return find(thing).type
    return issubclass(scalar_class(arg1), scalar_class(arg2))


def obj2sctype(rep, default=None):
    try:
        return find(rep).type
    except TypeError:
        return default


def check_cast(kind, to, casting):
    """Raises NumPy's TypeError for `astype(..., casting=...)`."""
    if not can_cast(kind, to, casting):
        raise TypeError('Cannot cast array data from %r to %r according to the rule %r'
                        % (kind, to, casting))
