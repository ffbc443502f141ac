"""`with tf.control_dependencies([...]):` - nodes made inside run after the given ones."""

from . import _engine
from ._graph_elements import to_graph_element
from ._graph_scopes import GraphScope
from ._operation import Operation
from ._tensor import Tensor


class ControlDependencies:
    """None begins anew: outside of what the enclosing contexts asked for, and of every conditional
    and loop."""

    def __init__(self, graph, control_inputs):
        self._graph = graph
        self._is_idle = graph._is_eager and not graph._is_stepping
        if self._is_idle:
            # Everything before has run already.
            return
        if control_inputs is None:
            self._control = None
            return
        from ._indexed_slices import IndexedSlices

        if isinstance(control_inputs, (Tensor, Operation)) or not hasattr(control_inputs, '__iter__'):
            raise TypeError("'%s' object is not iterable" % type(control_inputs).__name__)
        numbers = dict.fromkeys(graph._control)
        for item in control_inputs:
            kind = type(item)
            if (kind is Operation or kind is Tensor) and item.graph is graph:
                numbers[item._id if kind is Operation else item.op._id] = None
                continue
            if item is None and graph._is_eager:
                continue
            if isinstance(item, IndexedSlices) or hasattr(item, 'handle'):
                item = item.op
            stands_for = to_graph_element(item)
            if stands_for is not None:
                item = stands_for
            item = graph.as_graph_element(item)
            op = item.op if isinstance(item, Tensor) else item
            numbers[op._id] = None
        self._control = tuple(numbers)

    def __enter__(self):
        if self._is_idle:
            return
        graph = self._graph
        self._before = before = graph._control
        if self._control is None:
            graph._control = ()
            graph._within(_engine.clear_control)
            return
        graph._control = self._control
        added = [str(number) for number in self._control if number not in before]
        graph._within(_engine.push_control, ','.join(added))

    def __exit__(self, *error):
        if self._is_idle:
            return False
        self._graph._control = self._before
        self._graph._within(_engine.pop_control)
        return False


class _Outside:
    """In the graph HOME, in a scope called SCOPE."""

    def __init__(self, home, scope):
        self._entered = (home.as_default(), GraphScope(home, scope + '/' if scope else ''))

    def __enter__(self):
        for one in self._entered:
            one.__enter__()

    def __exit__(self, *error):
        for one in reversed(self._entered):
            one.__exit__(*error)


class InitScope:
    """What variables are made in: at no control dependency and outside of conditionals and loops, in
    the name scope that is there."""

    def __init__(self, graph):
        home = graph._home
        if home is not graph:
            # Out of the function that is being traced: what is made here is made now.
            self._control = _Outside(home, graph._scope)
            return
        is_inside = not graph._is_eager and (graph._control or graph._within(_engine.current_context) >= 0)
        self._control = ControlDependencies(graph, None) if is_inside else None

    def __enter__(self):
        if self._control is not None:
            self._control.__enter__()

    def __exit__(self, *error):
        if self._control is not None:
            self._control.__exit__(*error)
        return False
