"""Elementwise functions on arrays of objects and of texts: Python's own operators, one by one."""

import operator

from ._array import new
from ._dtypes import BOOL, OBJECT
from ._errors import UFuncTypeError, warn
from ._ufunc import broadcast_shape

_OPERATORS = {
    'add': operator.add, 'subtract': operator.sub, 'multiply': operator.mul,
    'divide': operator.truediv, 'floor_divide': operator.floordiv, 'remainder': operator.mod,
    'power': operator.pow, 'equal': operator.eq, 'not_equal': operator.ne, 'less': operator.lt,
    'less_equal': operator.le, 'greater': operator.gt, 'greater_equal': operator.ge,
    'bitwise_and': operator.and_, 'bitwise_or': operator.or_, 'bitwise_xor': operator.xor,
    'maximum': max, 'minimum': min, 'negative': operator.neg, 'absolute': abs,
    'logical_and': lambda x, y: x and y, 'logical_or': lambda x, y: x or y,
    'logical_not': operator.not_, 'invert': operator.invert, 'positive': operator.pos,
    'square': lambda x: x * x,
}


def binary_objects(function, x, y, kind, ka, kb, out):
    """x ∘ y where one side holds objects or texts."""
    from ._discovery import asarray
    a, b = asarray(x), asarray(y)
    name = function.__name__
    compares = function.rule == 'compare'
    if kind.kind == 'U' and not compares:
        raise UFuncTypeError("ufunc '%s' did not contain a loop with signature matching types "
                             '(%r, %r) -> None' % (name, ka, kb))
    if kind.kind == 'U' and ka.kind != kb.kind:
        if name in ('equal', 'not_equal'):
            warn('elementwise comparison failed; returning scalar instead, but in the future will '
                 'perform elementwise comparison', FutureWarning)
            return name == 'not_equal'
        raise UFuncTypeError("ufunc '%s' did not contain a loop with signature matching types "
                             '(%r, %r) -> None' % (name, ka, kb))
    apply = _OPERATORS.get(name)
    if apply is None:
        raise TypeError("ufunc '%s' is not evaluated by this engine for arrays of objects" % name)
    shape = broadcast_shape(a._shape, b._shape)
    values = [apply(p, q) for p, q in zip(_spread(a, shape), _spread(b, shape))]
    return _collect(values, shape, compares, out)


def _spread(a, shape):
    from ._shaping import broadcast_to
    return broadcast_to(a, shape).ravel().tolist()


def _collect(values, shape, truth, out):
    if truth:
        made = new(shape, BOOL)
        for place, value in enumerate(values):
            made._block_bytes()[place] = 1 if value else 0
    else:
        made = objects(values, shape)
    if out is not None:
        out[...] = made
        return out
    if not shape:
        return made[()] if truth else values[0]
    return made


def objects(values, shape):
    """An object array of a flat list."""
    made = new(shape, OBJECT)
    made._pool.extend(values)
    for place in range(len(values)):
        OBJECT.pack(made._block, 8 * place, place + 1)
    return made


def unary_objects(function, a, kind):
    """∘ x where x holds objects; a method of the object where Python has no operator."""
    if kind.kind == 'U':
        raise TypeError("ufunc '%s' not supported for the input types, and the inputs could not be "
                        "safely coerced to any supported types according to the casting rule "
                        "''safe''" % function.__name__)
    name = function.__name__
    apply = _OPERATORS.get(name)
    values = []
    for value in a.ravel().tolist():
        if apply is not None:
            values.append(apply(value))
            continue
        method = getattr(value, name, None)
        if method is None:
            raise TypeError('loop of ufunc does not support argument 0 of type %s which has no '
                            'callable %s method' % (type(value).__name__, name))
        values.append(method())
    return _collect(values, a._shape, False, None)

