"""tf.raw_ops and tensorflow.python.ops.gen_…_ops: one function per op, with TensorFlow's arguments in its
order. Each is made when somebody asks for it.

What an attribute may be is checked as in TensorFlow's op_def_library.
"""

import collections
import json
import keyword

from ._apply import OpCall
from ._dtypes import as_dtype
from ._name_scope import name_scope
from ._shapes import as_shape

_rows = {}  # `ops.gen_nn_ops.relu_grad` -> (op type, arguments, outputs), read once
_by_op = {}  # op type -> `ops.gen_nn_ops.relu_grad`


def _table():
    if not _rows:
        from ._module_table.raw_ops import FUNCTIONS

        for row in FUNCTIONS.strip().split('\n'):
            head, _, outputs = row.partition(' >')
            place, op, *arguments = head.split()
            _rows[place] = (op, [_Argument(text) for text in arguments], outputs.split())
            _by_op.setdefault(op, place)
    return _rows


def _refuse(kind, name, value):
    raise TypeError("Expected %s for argument '%s' not %s." % (kind, name, repr(value)))


def _real(value, name):
    if isinstance(value, (str, bytes)) or not hasattr(value, '__float__'):
        _refuse('float', name, value)
    return float(value)


def _whole(value, name):
    if isinstance(value, (str, bytes)):
        _refuse('int', name, value)
    try:
        return int(value)
    except (ValueError, TypeError):
        _refuse('int', name, value)


def _truth(value, name):
    return value if isinstance(value, bool) else _refuse('bool', name, value)


def _text(value, name):
    if isinstance(value, bytes):
        return value.decode()
    return value if isinstance(value, str) else _refuse('string', name, value)


def _type(value, name):
    try:
        return as_dtype(value).base_dtype.name
    except TypeError:
        _refuse('DataType', name, value)


def _shape(value, name):
    try:
        shape = as_shape(value)
    except TypeError as error:
        raise TypeError("Error converting %s to a TensorShape: %s" % (name, error)) from None
    return None if shape.ndims is None else tuple(shape.as_list())


_CHECKS = {
    'float': _real,
    'int': _whole,
    'bool': _truth,
    'string': _text,
    'type': _type,
    'shape': _shape,
}
_NO_DEFAULT = object()


class _Argument:
    """One argument: an input with its place, or an attribute with the engine's name for it."""

    __slots__ = ('name', 'place', 'attribute', 'kind', 'default')

    def __init__(self, text):
        self.place = None
        self.default = _NO_DEFAULT
        if '#' in text:
            self.name, _, place = text.partition('#')
            self.place = int(place)
            return
        text, has_default, default = text.partition('=')
        self.name, self.attribute, self.kind = text.split(':')
        if has_default:
            self.default = json.loads(default)

    def value(self, given, function):
        """GIVEN as the engine takes it; None means the default."""
        if given is None and self.default is not _NO_DEFAULT:
            given = self.default
        if self.kind.startswith('list('):
            if not isinstance(given, (list, tuple)):
                raise TypeError(
                    "Expected list for '%s' argument to '%s' Op, not %r."
                    % (self.name, function, given)
                )
            check = _CHECKS[self.kind[5:-1]]
            return tuple(check(item, self.name) for item in given)
        return _CHECKS[self.kind](given, self.name)

    def refuse_effect(self, value, op):
        """NotImplementedError when an attribute that the engine does not have is not at its default."""
        default = self.default
        if value != (tuple(default) if isinstance(default, list) else default):
            raise NotImplementedError(
                'tf.raw_ops.%s with %s=%r is not evaluated by this engine' % (op, self.name, value)
            )


class _Maker:
    """Makes nodes of one op from the arguments of its raw function."""

    def __init__(self, function, op, arguments, outputs):
        self._function = function
        self._op = op
        self._call = OpCall(op)
        self._arguments = arguments
        self._result = collections.namedtuple(op, outputs) if len(outputs) > 1 else None
        self._count = sum(argument.place is not None for argument in arguments)

    def __call__(self, values, name):
        inputs = [None] * self._count
        attributes = {}
        with name_scope(name, self._op, ()) as scope:
            for argument, given in zip(self._arguments, values):
                if argument.place is not None:
                    inputs[argument.place] = given
                    continue
                value = argument.value(given, self._function)
                if argument.attribute:
                    attributes[argument.attribute] = value
                else:
                    argument.refuse_effect(value, self._op)
            made = self._call(*inputs, name=scope, **attributes)
        return made if self._result is None else self._result(*made)


def raw_function(place):
    """The function at PLACE, `ops.gen_nn_ops.relu_grad`; None when there is none here."""
    row = _table().get(place)
    if row is None:
        return None
    op, arguments, _ = row
    name = place.rpartition('.')[2]
    names = [a.name + '_' if keyword.iskeyword(a.name) else a.name for a in arguments]
    # An argument of its own for each, so that a wrong call fails as Python says it.
    declared = [
        own if argument.default is _NO_DEFAULT else own + '=None'
        for own, argument in zip(names, arguments)
    ]
    text = 'def %s(%s): return _make((%s), name)' % (
        name,
        ', '.join([*declared, 'name=None']),
        ''.join(own + ', ' for own in names),
    )
    space = {'_make': _Maker(name, *row)}
    exec(text, space)
    function = space[name]
    function.__module__ = 'tensorflow.python.' + place.rpartition('.')[0]
    return function


def keyword_function(op):
    """tf.raw_ops.OP: takes keywords only; None when there is none here."""
    _table()
    function = raw_function(_by_op[op]) if op in _by_op else None
    if function is None:
        return None
    names = function.__code__.co_varnames[: function.__code__.co_argcount]

    def wrapper(*arguments, **options):
        if arguments:
            raise TypeError(
                '%s only takes keyword args (possible keys: %s). Please pass these args as kwargs instead.'
                % (op, list(names))
            )
        return function(**options)

    wrapper.__name__ = wrapper.__qualname__ = op
    return wrapper
