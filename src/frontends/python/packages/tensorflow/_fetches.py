"""What to fetch in a run: nested lists, tuples, dicts and named tuples of tensors, ops and names."""

import collections.abc

from ._indexed_slices import IndexedSlices, IndexedSlicesValue
from ._operation import Operation
from ._ops.sparse import SparseTensor, SparseTensorValue
from ._tensor import Tensor


class Fetches:
    """Collects the tensors and ops below a structure; then rebuilds the structure from values."""

    def __init__(self, graph, structure):
        self._graph = graph
        self.tensors = {}  # Tensor -> its place among the values
        self.targets = {}  # Operation -> None, in order
        self._shape = self._collect(structure)

    def _collect(self, fetch):
        """A function from the list of values to the value of FETCH."""
        if isinstance(fetch, Tensor) and fetch.graph is self._graph:
            return self._tensor(fetch)
        if fetch is None:
            raise TypeError('Fetch argument %r has invalid type %r' % (fetch, type(fetch)))
        if isinstance(fetch, (list, tuple)):
            return self._sequence(fetch)
        if isinstance(fetch, collections.abc.Mapping):
            return self._mapping(fetch)
        if isinstance(fetch, IndexedSlices):
            return self._slices(fetch)
        if isinstance(fetch, SparseTensor):
            return self._sparse(fetch)
        return self._element(fetch)

    def _tensor(self, tensor):
        if tensor.dtype.name == 'resource':
            # TensorFlow gives the bytes of a handle of its own, which means nothing here.
            raise NotImplementedError(
                'Fetching %s, a resource, is not evaluated by this engine: fetch the variable itself'
                % tensor.name
            )
        place = self.tensors.setdefault(tensor, len(self.tensors))
        return lambda values: values[place]

    def _element(self, fetch):
        try:
            element = self._graph.as_graph_element(fetch)
        except TypeError as error:
            raise TypeError(
                'Fetch argument %r has invalid type %r, must be a string or Tensor. (%s)'
                % (fetch, type(fetch), error)
            ) from None
        except (ValueError, KeyError) as error:
            raise ValueError(
                'Fetch argument %r cannot be interpreted as a Tensor. (%s)' % (fetch, error)
            ) from None
        if isinstance(element, Operation):
            self.targets[element] = None
            return _nothing
        return self._tensor(element)

    def _sequence(self, fetch):
        kind = type(fetch)
        items = [self._collect(item) for item in fetch]
        if issubclass(kind, list):
            return lambda values: [item(values) for item in items]
        if kind is tuple:
            return lambda values: tuple([item(values) for item in items])
        return lambda values: kind(*[item(values) for item in items])

    def _mapping(self, fetch):
        kind = type(fetch)
        items = [(key, self._collect(value)) for key, value in fetch.items()]

        def build(values):
            result = kind()
            for key, item in items:
                result[key] = item(values)
            return result

        return build

    def _slices(self, fetch):
        parts = [fetch.values, fetch.indices]
        if fetch.dense_shape is not None:
            parts.append(fetch.dense_shape)
        items = [self._element(part) for part in parts]

        def build(values):
            built = [item(values) for item in items]
            return IndexedSlicesValue(*(built if len(built) == 3 else [*built, None]))

        return build

    def _sparse(self, fetch):
        parts = (fetch.indices, fetch.values, fetch.dense_shape)
        items = [self._element(part) for part in parts]
        return lambda values: SparseTensorValue(*[item(values) for item in items])

    def build(self, values):
        return self._shape(values)


def _nothing(values):
    return None
