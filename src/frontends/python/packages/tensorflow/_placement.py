"""tf.device and tf.colocate_with: where new nodes are placed. The engine records it for every node that
it makes; only the device functions of a program run here.

The rules are those of Graph.device, Graph.colocate_with and _apply_device_functions in framework/ops.py.
"""

from . import _engine
from ._device_spec import DeviceSpec, MergeDevice, merge_device
from ._graph import get_default_graph, graph_numbered
from ._state import current
from ._tensor import Tensor


class _Scope:
    """One `tf.device(…)`: a merge of a name, a function of the program, or None, which begins anew."""

    __slots__ = ('function', 'merge')

    def __init__(self, device_name_or_function):
        self.function = self.merge = None
        if isinstance(device_name_or_function, MergeDevice) or not (
            device_name_or_function is None or callable(device_name_or_function)
        ):
            self.merge = merge_device(device_name_or_function)
        else:
            self.function = device_name_or_function


def _reach(scopes):
    """The scopes that count, innermost first: up to one with None."""
    found = []
    for scope in reversed(scopes):
        if scope.merge is None and scope.function is None:
            break
        if scope.merge is None or not scope.merge.is_null_merge:
            found.append(scope)
    return found


def _string(spec):
    text = spec.to_string() if isinstance(spec, DeviceSpec) else spec
    if isinstance(text, bytes):
        return text.decode()
    if not isinstance(text, str):
        raise TypeError('Expected binary or unicode string, got %r' % (text,))
    return text


def _enter(graph, enter, *arguments):
    if current.graph is graph:
        enter(*arguments)
    else:
        graph._within(enter, *arguments)
    graph._open_placings += 1


def _leave(graph):
    if current.graph is graph:
        _engine.leave_placing()
    else:
        graph._within(_engine.leave_placing)
    graph._open_placings -= 1


class DeviceScope:
    """`with graph.device(device_name_or_function):`"""

    def __init__(self, graph, device_name_or_function):
        self._graph = graph
        self._given = device_name_or_function

    def __enter__(self):
        graph = self._graph
        scope = _Scope(self._given)
        self._before = graph._device_scopes
        self._own = graph._device_scopes = (*self._before, scope)
        enter_devices(graph)

    def __exit__(self, *error):
        graph = self._graph
        _leave(graph)
        if graph._device_scopes is not self._own:
            graph._device_scopes = self._before
            raise RuntimeError('Exiting device scope without proper scope nesting.')
        graph._device_scopes = self._before
        return False


def enter_devices(graph):
    """Tells the engine what the device scopes of GRAPH say together."""
    reach = _reach(graph._device_scopes)
    device = ''
    asks = any(scope.function is not None for scope in reach)
    if not asks:
        for scope in reach:
            device = scope.merge.merged(device)
    _enter(graph, _engine.enter_device, device, asks)


class Colocation:
    """`with graph.colocate_with(op):` - the device scopes around do not count inside."""

    def __init__(self, graph, op, ignore_existing):
        if op is None and not ignore_existing:
            raise ValueError(
                'Trying to reset colocation (op is None) but ignore_existing is not True'
            )
        self._graph = graph
        self._outer = None
        if graph._captures is not None and getattr(op, 'graph', graph) is not graph:
            # A node of the graph outside is known by its name alone.
            self._outer = 'loc:@' + getattr(op, 'op', op).name
        else:
            # The engine takes the id of a tensor for the node that makes it.
            self._number = op._id if type(op) is Tensor else _id_to_stand_beside(op)
        self._ignores = ignore_existing

    def __enter__(self):
        graph = self._graph
        self._before = graph._device_scopes
        graph._device_scopes = ()
        if self._outer is None and current.graph is graph:
            _engine.enter_colocation(self._number, self._ignores)
            graph._open_placings += 1
        elif self._outer is None:
            _enter(graph, _engine.enter_colocation, self._number, self._ignores)
        else:
            _enter(graph, _engine.enter_group, self._outer)

    def __exit__(self, *error):
        graph = self._graph
        _leave(graph)
        graph._device_scopes = self._before
        return False


class OwnGroup:
    """What is made inside stands beside the variable called NAME, which is not made yet."""

    def __init__(self, graph, name):
        self._graph = graph
        self._name = name

    def __enter__(self):
        _enter(self._graph, _engine.enter_group, 'loc:@' + self._name)

    def __exit__(self, *error):
        _leave(self._graph)
        return False


def own_group(scope):
    """OwnGroup of the variable whose name scope is SCOPE, in the current graph."""
    return OwnGroup(get_default_graph(), scope.rstrip('/'))


def _id_to_stand_beside(value):
    """The engine's id of the node that VALUE is, or is made by; -1 for None."""
    if value is None:
        return -1
    if hasattr(type(value), '_is_variable'):
        return value._ref()._id
    from ._convert import convert
    from ._indexed_slices import IndexedSlices
    from ._operation import Operation

    if isinstance(value, Operation):
        return value._id
    if isinstance(value, IndexedSlices):
        return value.op._id
    handle = getattr(value, 'handle', None)
    if isinstance(handle, Tensor):
        return handle._id
    return convert(value, as_ref=True)._id


def own_device(op):
    """The device function that leaves every op where it is."""
    return op.device


def device(device_name_or_function):
    return DeviceScope(get_default_graph(), device_name_or_function)


def colocate_with(op, ignore_existing=False):
    return Colocation(get_default_graph(), op, ignore_existing)


def asked_colocate_with(op, ignore_existing=False):
    """tf.colocate_with: as above, and the debugger shows what stands beside what."""
    graph = get_default_graph()
    graph._within(_engine.ask_for_colocation)
    return Colocation(graph, op, ignore_existing)


def _asked(graph_number, number):
    """What the device functions say of a new node: '=' and its device, or '' when one has failed."""
    graph = graph_numbered(graph_number)
    try:
        operation = graph._operation(number)
        for scope in _reach(graph._device_scopes):
            now = operation.device
            if scope.merge is not None:
                now = scope.merge.merged(now)
            else:
                now = _string(scope.function(operation))
            operation._new_device = now
        device = operation.device
        operation._new_device = None
        return '=' + device
    except BaseException as error:
        _engine.device_failures.append(error)
        return ''


_engine.set_device_asker(_asked)
