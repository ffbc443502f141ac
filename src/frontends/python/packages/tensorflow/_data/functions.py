"""A function given to map, filter or flat_map: traced once in a graph of its own, run per element."""

from .. import _session
from .._convert import convert
from .._graph import Graph, get_default_graph
from .._ops.creation import placeholder
from . import structures
from .nested import DatasetSpec, Held, argument_of


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
        if inner is None and tensor.dtype.name == 'resource':
            raise NotImplementedError(
                'A resource variable inside of a function of tf.data is not evaluated by this engine: '
                'read it outside, and use what was read'
            )
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
            pairs = [
                argument_of(dtype, shape, 'args_%d' % i)
                for i, (dtype, shape) in enumerate(zip(structures.flatten(types), flat_shapes))
            ]
            self._arguments = [node for node, _ in pairs]
            given = structures.pack(types, [seen for _, seen in pairs])
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
        return structures.pack(self.result, [_type(one) for one in self.outputs])

    @property
    def shapes(self):
        return structures.pack(
            self.result,
            [_type(one) if hasattr(one, '_flow_dataset') else one.shape for one in self.outputs],
        )

    def call(self, element, captured, fetches=None):
        """The arrays that come out for ELEMENT, a flat list of arrays."""
        if self._session is None:
            self._session = _session.Session(graph=self._graph)
        feeds = {}
        for argument, value in zip(self._arguments, element):
            if isinstance(argument, Held):
                argument.number = float(value)
            else:
                feeds[argument] = value
        feeds.update(zip(self._captured, captured))
        if fetches is None:
            fetches = [getattr(one, '_variant', one) for one in self.outputs]
        return self._session.run(fetches, feeds)


def _type(output):
    if hasattr(output, '_flow_dataset'):
        return DatasetSpec(output.output_types, output.output_shapes)
    return output.dtype.base_dtype
