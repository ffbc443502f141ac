"""A function given to map, filter or flat_map: traced once in a graph of its own, run per element."""

from .. import _session
from .._convert import convert
from .._graph import Graph, get_default_graph
from .._ops.creation import placeholder
from . import structures


class FunctionGraph(Graph):
    """Tensors of the graph outside come in through placeholders."""

    building_function = True

    def __init__(self, outer):
        super().__init__()
        self.outer = outer
        self._captures = {}
        if outer.seed is not None:
            self._within(setattr, self, 'seed', outer.seed)

    def captured(self, tensor):
        """The tensor of this graph that stands for TENSOR of the graph outside."""
        inner = self._captures.get(tensor)
        if inner is None:
            inner = placeholder(tensor.dtype.base_dtype, tensor.shape)
            self._captures[tensor] = inner
        return inner


class Function:
    """FUNCTION of elements with these types and shapes, nested as the elements are."""

    def __init__(self, function, types, shapes):
        graph = FunctionGraph(get_default_graph())
        self._graph = graph
        self._session = None
        flat_shapes = structures.flatten(shapes)
        with graph.as_default():
            self._arguments = [
                placeholder(dtype, shape, name='args_%d' % i)
                for i, (dtype, shape) in enumerate(zip(structures.flatten(types), flat_shapes))
            ]
            given = structures.pack(types, self._arguments)
            is_several = isinstance(given, tuple) and not hasattr(given, '_fields')
            result = function(*given) if is_several else function(given)
            self.result = tuple(result) if isinstance(result, list) else result
            self.outputs = [
                item if hasattr(item, '_flow_dataset') else self._own(convert(item))
                for item in structures.flatten(self.result)
            ]
        self.captures = list(graph._captures)
        self._captured = list(graph._captures.values())

    def _own(self, tensor):
        return tensor if tensor.graph is self._graph else self._graph.captured(tensor)

    @property
    def types(self):
        return structures.pack(self.result, [one.dtype.base_dtype for one in self.outputs])

    @property
    def shapes(self):
        return structures.pack(self.result, [one.shape for one in self.outputs])

    def call(self, element, captured, fetches=None):
        """The arrays that come out for ELEMENT, a flat list of arrays."""
        if self._session is None:
            self._session = _session.Session(graph=self._graph)
        feeds = dict(zip(self._arguments, element))
        feeds.update(zip(self._captured, captured))
        return self._session.run(self.outputs if fetches is None else fetches, feeds)
