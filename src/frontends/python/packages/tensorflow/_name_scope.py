"""tf.name_scope: a scope of names in the graph that the given values are in."""

from ._graph import GraphScope, _AsDefault, get_default_graph
from ._graph_elements import graph_of_inputs
from ._state import current


class name_scope:
    """`with tf.name_scope(name, default_name, values) as scope:` - yields the scope with its slash."""

    def __init__(self, name, default_name=None, values=None):
        if not (default_name is None or isinstance(default_name, str)):
            raise TypeError(
                '`default_name` type (%s) is not a string type. You likely meant to pass this into the '
                '`values` kwarg.' % type(default_name)
            )
        self._name = default_name if name is None else name
        self._default_name = default_name
        self._values = values
        self._entered = []

    @property
    def name(self):
        return self._name

    def __enter__(self):
        if self._name is None and self._values is not None:
            raise ValueError(
                'At least one of name (%s) and default_name (%s) must be provided.'
                % (self._name, self._default_name)
            )
        graph = current.graph or get_default_graph()
        manager = None
        if self._values:
            own = graph_of_inputs(self._values)
            if own is not None and own is not graph:
                graph = own
                manager = _AsDefault(graph)
                manager.__enter__()
        scope = GraphScope(graph, self._name)
        try:
            result = scope.__enter__()
        except BaseException:
            if manager is not None:
                manager.__exit__()
            raise
        self._entered.append((scope, manager))
        return result

    def __exit__(self, *error):
        scope, manager = self._entered.pop()
        scope.__exit__(*error)
        if manager is not None:
            manager.__exit__(*error)
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
