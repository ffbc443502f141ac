"""tf.name_scope: a scope of names in the graph that the given values are in."""

from ._graph import _AsDefault, get_default_graph
from ._graph_elements import graph_of_inputs
from ._graph_scopes import enter_scope, leave_scope
from ._operation import Operation
from ._state import current
from ._tensor import Tensor

_OF_ONE_GRAPH = {Tensor, Operation}
_IN_NO_GRAPH = {int, float, bool, str, list, tuple, type(None)}


class name_scope:
    """`with tf.name_scope(name, default_name, values) as scope:` - yields the scope with its slash."""

    __slots__ = ('_name', '_default_name', '_values', '_graph', '_before', '_default', '_outer')

    def __init__(self, name, default_name=None, values=None):
        if default_name is not None and not isinstance(default_name, str):
            raise TypeError(
                '`default_name` type (%s) is not a string type. You likely meant to pass this into the '
                '`values` kwarg.' % type(default_name)
            )
        self._name = default_name if name is None else name
        self._default_name = default_name
        self._values = values
        self._graph = None
        self._outer = None

    @property
    def name(self):
        return self._name

    def __enter__(self):
        name = self._name
        if name is None and self._values is not None:
            raise ValueError(
                'At least one of name (%s) and default_name (%s) must be provided.'
                % (self._name, self._default_name)
            )
        graph = current.graph or get_default_graph()
        default = None
        # Under eager execution values say nothing about a graph.
        for value in () if graph._is_eager else self._values or ():
            kind = type(value)
            if kind in _OF_ONE_GRAPH and value.graph is graph or kind in _IN_NO_GRAPH:
                continue
            own = graph_of_inputs(self._values)
            if own is not None and own is not graph:
                graph = own
                default = _AsDefault(graph)
                default.__enter__()
            break
        before = graph._scope
        try:
            entered = enter_scope(graph, name)
        except BaseException:
            if default is not None:
                default.__exit__()
            raise
        if self._graph is not None:
            # Entered again before it was left.
            self._outer = (self._graph, self._before, self._default, self._outer)
        self._graph = graph
        self._before = before
        self._default = default
        return entered

    def __exit__(self, *error):
        leave_scope(self._graph, self._before)
        if self._default is not None:
            self._default.__exit__(*error)
        if self._outer is None:
            self._graph = None
        else:
            self._graph, self._before, self._default, self._outer = self._outer
        return False

    def __call__(self, function):
        """As a decorator."""

        def scoped(*arguments, **options):
            with name_scope(self._name, self._default_name, self._values):
                return function(*arguments, **options)

        return scoped


def either(new_name, new_value, old_name, old_value):
    """The value of an argument that has an old and a new name; ValueError when both are given."""
    if old_value is not None:
        if new_value is not None:
            raise ValueError("Cannot specify both '%s' and '%s'" % (old_name, new_name))
        return old_value
    return new_value
