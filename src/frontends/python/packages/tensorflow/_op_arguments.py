"""What an op declares of its inputs, and the values for them sorted out."""

from ._constant import INT32_MAX, INT32_MIN, PLAIN, is_int32_vector
from ._dtypes import as_dtype
from ._tensor import Tensor


class Input:
    """One declared input of an op."""

    __slots__ = ('name', 'letter', 'fixed', 'is_ref', 'is_list', 'is_mixed_list', 'takes_list')

    def __init__(self, text):
        self.name, _, kind = text.partition(':')
        self.is_list = '*' in kind
        kind = kind.rpartition('*')[2]
        self.is_mixed_list = kind.startswith('[')
        self.takes_list = self.is_list or self.is_mixed_list
        self.is_ref = kind.startswith('&')
        kind = kind.strip('[]&')
        self.fixed = as_dtype(kind[1:]) if kind.startswith('=') else None
        self.letter = None if self.fixed else kind


#: Classes whose objects are read through the tensor `_snapshot`, without a new node, and written through
#: the reference `_variable`.
READ_BY_SNAPSHOT = set()


def read_by_snapshot(cls):
    """A decorator: where an op takes a value, an object of CLS stands for its `_snapshot`."""
    READ_BY_SNAPSHOT.add(cls)
    return cls


def is_read_by_snapshot(value):
    """Whether VALUE, where an op takes a value, stands for its `_snapshot`."""
    return type(value) in READ_BY_SNAPSHOT


def snapshot_of(value):
    """The tensor that VALUE is read through without a new node; VALUE itself when there is none."""
    return value._snapshot if type(value) in READ_BY_SNAPSHOT else value


def int32_text(value, kind):
    """VALUE, a short list of Python ints, as the engine takes int32 vectors; None of anything else."""
    if not is_int32_vector(value, kind, None):
        return None
    return repr(value if kind is list else [*value])[1:-1]


def sorted_out(graph, declared, values):
    """(forms, parts) of VALUES for the inputs DECLARED; None when something else is among them.

    Forms, which decide the types: of a tensor its info, of a list minus its length and the forms of its
    elements, of a number its Python type, of a short list of ints `list`, of a list of tensors that is
    to be packed `(info,)`. Parts, which the engine's nodeOf takes: of a tensor its id, of a constant
    three entries: None for the element type, the value, the name; of a list to be packed two, its ids and
    the name.
    """
    forms = []
    parts = []
    for one, value in zip(declared, values):
        kind = type(value)
        if one.takes_list:
            if kind is not list and kind is not tuple or not value:
                return None
            forms.append(-len(value))
            for number, item in enumerate(value):
                if type(item) in READ_BY_SNAPSHOT and not one.is_ref:
                    item = item._snapshot
                if type(item) is Tensor and item.graph is graph:
                    forms.append(item._info)
                    parts.append(item._id)
                    continue
                text = int32_text(item, type(item))
                if text is None:
                    return None
                forms.append(list)
                parts += (None, text, '%s_%d' % (one.name, number))
        elif kind is Tensor:
            if value.graph is not graph:
                return None
            forms.append(value._info)
            parts.append(value._id)
        elif kind in PLAIN:
            if kind is int and not INT32_MIN <= value <= INT32_MAX:
                return None
            forms.append(kind)
            parts += (None, value, one.name)
        elif kind in READ_BY_SNAPSHOT and value.graph is graph:
            tensor = value._variable if one.is_ref else value._snapshot
            forms.append(tensor._info)
            parts.append(tensor._id)
        elif (text := int32_text(value, kind)) is not None:
            forms.append(list)
            parts += (None, text, one.name)
        elif kind is list and not one.is_ref and _can_be_packed(graph, value):
            forms.append((value[0]._info,))
            parts += (','.join([str(item._id) for item in value]), one.name)
        else:
            return None
    return tuple(forms), parts


def _can_be_packed(graph, values):
    """Whether VALUES are tensors of GRAPH, of one type."""
    for value in values:
        if type(value) is not Tensor or value.graph is not graph or value._info != values[0]._info:
            return False
    return bool(values)


def constant_types(parts, tensors):
    """[(place in PARTS, element type)] of the constants when the values became TENSORS; None when a constant
    is none that the engine makes of a part."""
    at = 0
    types = []
    for tensor in tensors:
        part = parts[at]
        if part is not None:
            at += 2 if type(part) is str else 1
            continue
        dtype = tensor.dtype
        if dtype.name not in _CONSTANT_TYPES[type(parts[at + 1])]:
            return None
        types.append((at, -1 - dtype._code))
        at += 3
    return types


#: Element types of the constants that the engine makes of a part, by the type of the part's value.
_CONSTANT_TYPES = {
    int: ('int32', 'int64', 'float32', 'float64'),
    float: ('float32', 'float64'),
    bool: ('bool',),
    str: ('int32',),
}
