"""Calling a traced function where a graph is built: in graph mode, or in the body of another function."""

from .. import _engine
from .._indexed_slices import IndexedSlices
from .._nest import pack_sequence_as


def call_in_graph(trace, tensors, graph):
    """What the function returns, of tensors of GRAPH, for the TENSORS among its arguments: outputs of one
    node, as TensorFlow's (Stateful)PartitionedCall. The body's nodes are copied beside it."""
    pairs = []
    for inner, outer in [*zip(trace.inputs, tensors), *[(b, a) for a, b in trace.graph._captures.items()]]:
        pairs += [inner._id, (outer if outer.graph is graph else graph.captured(outer))._id]
    flat = [part for item in trace.outputs for part in parts(item)]
    code = _engine.check(
        graph._within(
            _engine.call_function,
            trace.graph._number,
            trace.size,
            ','.join(map(str, pairs)),
            ','.join([str(tensor._id) for tensor in flat]),
            ','.join([str(op._id) for op in trace.targets]),
        )
    )
    first = code >> 10
    made = iter([graph._tensor(first + place) for place in range(len(flat))])
    leaves = []
    for item in trace.leaves:
        if item is None:
            leaves.append(None)
        elif isinstance(item, IndexedSlices):
            leaves.append(IndexedSlices(*[next(made) for _ in parts(item)]))
        else:
            leaves.append(next(made))
    return pack_sequence_as(trace.structure, leaves)


def parts(item):
    """The tensors of an output: one, or those of IndexedSlices."""
    if isinstance(item, IndexedSlices):
        found = [item.values, item.indices]
        return found if item.dense_shape is None else [*found, item.dense_shape]
    return [item]
