"""The name scopes of a graph: entering and leaving them, and which names are valid."""

import re

from . import _engine
from ._state import current

_VALID_OP_NAME = re.compile('^[A-Za-z0-9.][A-Za-z0-9_.\\-/]*$')
_VALID_SCOPE_NAME = re.compile('^[A-Za-z0-9_.\\-/]*$')


class GraphScope:
    """`with graph.name_scope(name):` yields the scope's full name with its slash, '' for the root."""

    __slots__ = ('_graph', '_name', '_before')

    def __init__(self, graph, name):
        self._graph = graph
        self._name = name

    def __enter__(self):
        graph = self._graph
        self._before = graph._scope
        if current.graph is not graph:
            return graph._within(enter_scope, graph, self._name)
        return enter_scope(graph, self._name)

    def __exit__(self, *error):
        leave_scope(self._graph, self._before)
        return False


def enter_scope(graph, name):
    """Enters the scope NAME of GRAPH, which is current; gives its full name with a slash, '' for the root."""
    if graph._is_eager:
        return _enter_eager_scope(graph, name)
    if not name:
        graph._set_scope('')
        return ''
    if name[-1] == '/':
        scope = name[:-1]
        if scope != graph._scope:
            if scope not in known_names:
                check_scope_name(graph, name)
            graph._scope = scope
            _engine.set_scope(scope)
        return name
    if name not in known_names:
        check_scope_name(graph, name)
    scope = graph._scope = _engine.enter_scope(name)
    return scope + '/'


def leave_scope(graph, before):
    """Makes BEFORE the scope of GRAPH again."""
    if graph._is_eager:
        graph._scope = before
    elif current.graph is graph:
        if before != graph._scope:
            graph._scope = before
            _engine.set_scope(before)
    else:
        graph._within(graph._set_scope, before)


def _enter_eager_scope(graph, name):
    """As `enter_scope`, of the eager GRAPH: names are not made unique, for only those of variables are
    ever seen."""
    if not name:
        graph._scope = ''
        return ''
    if name[-1] == '/':
        graph._scope = name[:-1]
    else:
        graph._scope = graph._scope + '/' + name if graph._scope else name
    return graph._scope + '/'


def check_scope_name(graph, name):
    """ValueError when NAME is not a name for a scope or an op, as TensorFlow's Graph.name_scope."""
    bare = name[:-1] if name[-1] == '/' else name
    if bare in known_names:
        return
    valid = _VALID_SCOPE_NAME if graph._scope else _VALID_OP_NAME
    if not valid.match(name):
        raise ValueError("'%s' is not a valid scope name" % name)
    if bare[-1:] != '/' and _VALID_OP_NAME.match(bare):
        _remember(bare)


#: Names that may stand anywhere, of those that were checked before.
known_names = set()


def _remember(name):
    if len(known_names) >= 1000:
        known_names.clear()
    known_names.add(name)


def is_op_name(name):
    """Whether NAME may be the name of an op inside a scope."""
    if name in known_names:
        return True
    if name[-1:] != '/' and _VALID_OP_NAME.match(name):
        _remember(name)
        return True
    return bool(_VALID_SCOPE_NAME.match(name))
