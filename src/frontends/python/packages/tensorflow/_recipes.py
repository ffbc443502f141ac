"""Composites whose nodes are made by one call of the engine from the second equal call on.

What a composite asks of the engine depends on its arguments, on types and static shapes of its tensors
and on little else; the engine notes it (bridge/recipes.ts) and does it again. It outlives the run: a
file that is run again at the next key finds its recipes.
"""

from types import FunctionType

from _gradient_runtime import on_reset

from . import _engine
from ._dtypes import DType
from ._graph_scopes import is_op_name
from ._op_arguments import READ_BY_SNAPSHOT
from ._state import current
from ._tensor import Tensor

#: Values that stand for themselves in what makes two calls equal.
_PLAIN = {int, bool, str, type(None)}
#: Numbers of what makes two calls equal, tensors aside.
_forms = {}
_MOST_FORMS = 4000


#: Classes whose objects are told by what they hold.
_TOLD = set()


def told_by_attributes(*classes):
    """Objects of CLASSES with equal attributes, all of them plain, do the same."""
    _TOLD.update(classes)


#: Functions that do nothing but make nodes of their arguments.
_TOLD_FUNCTIONS = set()


def told_functions(*functions):
    """FUNCTIONS, among the arguments of a composite, stand for themselves."""
    _TOLD_FUNCTIONS.update(functions)


def is_told_function(value):
    return type(value) is FunctionType and value in _TOLD_FUNCTIONS


def is_told(value):
    return type(value) in _TOLD


class _Recorder:
    """`count` numbers the forms; inside a composite that is recorded others are parts of it."""

    count = 0
    is_open = False


@on_reset
def _reset():
    _Recorder.is_open = False


def _form_of(function, graph, values, ids):
    """What of VALUES makes two calls equal, tensors aside, whose ids go to IDS; None where it cannot be told."""
    # Where a device is asked for, variables begin on none.
    form = [function, not graph._device_scopes]
    for value in values:
        kind = type(value)
        if kind is Tensor:
            if value.graph is not graph:
                return None
            form.append(kind)
            ids.append(str(value._id))
        elif kind in _PLAIN:
            if kind is str and value[-1:] == '/':
                return None
            form += kind, value
        elif kind is DType:
            form += kind, value.name
        elif kind is float:
            # Zeros have signs, and NaN is equal to none.
            form += kind, value if value else repr(value)
        elif kind is list or kind is tuple:
            form += kind, len(value)
            inner = _form_of(None, graph, value, ids)
            if inner is None:
                return None
            form += inner
        elif kind in _TOLD:
            count = len(ids)
            inner = _form_of(None, graph, vars(value).values(), ids)
            if inner is None or len(ids) > count:
                return None
            form += (kind,)
            form += inner
        elif kind in READ_BY_SNAPSHOT and value.graph is graph:
            form += (kind,)
            ids.append(str(value._snapshot._id))
            ids.append(str(value._variable._id))
        elif kind is FunctionType and value in _TOLD_FUNCTIONS:
            form.append(value)
        else:
            return None
    return form


def may_recall(graph):
    """Whether composites may be recalled in GRAPH, the current one, and be recorded there."""
    return not (
        graph is None
        or _Recorder.is_open
        or graph._is_eager
        or graph._finalized
        or graph._captures is not None
        or graph._device_scopes
        and any([scope.function is not None for scope in graph._device_scopes])
    )


def recalled(function):
    """A decorator of composites that take positional arguments, give a tensor or a tuple of tensors, and
    do nothing but make nodes of them."""

    def recall(*values):
        graph = current.graph
        return _made(function, graph, values, '', values) if may_recall(graph) else function(*values)

    recall.__name__ = recall.__qualname__ = function.__name__
    return recall


def recalled_as_named(function):
    """As `recalled`, of composites whose first argument is the name, or the full name, of the scope that
    they begin by entering: calls that differ in it alone are equal."""

    def recall(name, *values):
        graph = current.graph
        if may_recall(graph) and is_op_name(name) and name[-1] != '/':
            return _made(function, graph, values, name, (name, *values))
        return function(name, *values)

    recall.__name__ = recall.__qualname__ = function.__name__
    return recall


def form_number(function, graph, values, ids):
    """The number of the composite FUNCTION with these VALUES in GRAPH, tensors aside, whose ids go to IDS; None
    where it cannot be told."""
    form = _form_of(function, graph, values, ids)
    if form is None:
        return None
    form = tuple(form)
    number = _forms.get(form)
    if number is None:
        if len(_forms) >= _MOST_FORMS:
            _forms.clear()
        number = _forms[form] = _Recorder.count = _Recorder.count + 1
    return number


def tensors_packed(graph, codes):
    """The tensors of the packed nodes CODES (`1234,5678`)."""
    tensors = []
    known = graph._tensors
    for one in codes.split(','):
        one = int(one)
        number = one >> 10
        tensor = known.get(number)
        if tensor is None:
            tensor = known[number] = Tensor(graph, number, one & 63)
        tensors.append(tensor)
    return tensors


def _made(function, graph, values, name, arguments):
    """What FUNCTION makes of ARGUMENTS: VALUES, after NAME where there is one."""
    ids = []
    number = form_number(function, graph, values, ids)
    if number is None:
        return function(*arguments)
    ids = ','.join(ids)
    code = _engine.recall(number, ids, name)
    if type(code) is str:
        return tuple(tensors_packed(graph, code))
    if code >= 0:
        return graph._tensor(code >> 10, code & 63)
    if code == -1:
        _engine.failed()
    if code != _engine.RECORD:
        return function(*arguments)
    return recorded(number, ids, name, function, arguments, _results_of)


def _results_of(made):
    results = made if type(made) is tuple else (made,)
    return results if all([type(one) is Tensor for one in results]) else ()


def recorded(number, ids, name, function, arguments, results_of):
    """What FUNCTION makes of ARGUMENTS, recorded as the composite NUMBER that gives the tensors RESULTS_OF what
    was made; not recorded where there are none."""
    _Recorder.is_open = True
    _engine.begin_recording(number, ids, name)
    results = ()
    made = None
    try:
        made = function(*arguments)
        results = results_of(made)
        return made
    finally:
        _Recorder.is_open = False
        if results:
            is_tuple = type(made) is not Tensor
            _engine.end_recording(','.join([str(one._id) for one in results]), is_tuple)
        else:
            _engine.abandon_recording()
