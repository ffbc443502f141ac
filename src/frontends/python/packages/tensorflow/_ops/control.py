"""Grouping and ordering: no_op, group, tuple, with_dependencies, Assert."""

from .. import _engine
from .._apply import OpCall, outputs_made
from .._control_scope import ControlDependencies
from .._convert import convert, is_dense
from .._dtypes import int32, string
from .._errors import InvalidArgumentError
from .._graph import get_default_graph
from .._graph_elements import graph_of_inputs
from .._indexed_slices import IndexedSlices
from .._name_scope import name_scope
from .._operation import Operation
from .._tensor import Tensor
from . import arrays


def no_op(name=None):
    with name_scope(name, 'NoOp') as scope:
        get_default_graph()._check_not_finalized()
        return outputs_made(_engine.check(_engine.no_op('', scope)))


def flatten(structure):
    """The leaves of nested lists, tuples and dicts (by sorted key), as TensorFlow's nest."""
    if isinstance(structure, (list, tuple)):
        return [
            leaf
            for item in structure
            for leaf in ((item,) if type(item) is Operation or type(item) is Tensor else flatten(item))
        ]
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    return [structure]


#: What stands where its node stands.
_PLACED = (Operation, Tensor)


def group(*inputs, name=None, **unknown):
    """An Operation that is done when all INPUTS are."""
    if unknown:
        raise ValueError('Unknown keyword arguments: ' + ', '.join(unknown))
    if get_default_graph()._is_eager and not get_default_graph()._is_stepping:
        return None
    items = flatten(inputs)
    with name_scope(name, 'group_deps', items) as scope:
        if not inputs:
            return no_op(name=scope)
        graph = get_default_graph()
        if len(items) > 1 and all([type(item) in _PLACED and item.graph is graph for item in items]):
            if _engine.are_unplaced(','.join([str(item._id) for item in items])):
                return _no_op_after(items, '', scope)
        by_device = {}
        for item in items:
            try:
                device = item.device
            except AttributeError:
                raise TypeError(
                    "Expected tf.group() expected Tensor arguments not '%s' with type '%s'"
                    % (item, type(item))
                ) from None
            by_device.setdefault(device, []).append(item)
        if len(by_device) == 1:
            ((device, items),) = by_device.items()
            return _no_op_after(items, device, scope)
        # One no-op for each device, and one after all of them.
        parts = [_no_op_after(by_device[device], device) for device in sorted(by_device)]
        with ControlDependencies(get_default_graph(), parts):
            return no_op(name=scope)


def _no_op_after(items, device, name=None):
    graph = get_default_graph()
    with ControlDependencies(graph, items):
        if not device:
            return no_op(name=name)
        with graph.device(device):
            return no_op(name=name)


def tuple_(tensors, name=None, control_inputs=None):
    """TENSORS, each available only when all are; None stays None."""
    if get_default_graph()._is_eager:
        return tensors
    with name_scope(name, 'tuple', [t for t in tensors if t is not None]):
        items = [
            t if t is None or isinstance(t, (Operation, Tensor, IndexedSlices)) else convert(t)
            for t in tensors
        ]
        gates = {}
        for item in items:
            if item is not None:
                op = item if isinstance(item, Operation) else item.op
                gates[op._id] = op
        for control in control_inputs or ():
            if isinstance(control, Tensor):
                control = control.op
            elif not isinstance(control, Operation):
                raise TypeError('Control input must be Operation or Tensor: %s' % control)
            gates[control._id] = control
        if not gates:
            raise ValueError('Must have at least one Tensor: %s' % list(tensors))
        gate = group(*(gates[number] for number in sorted(gates)))
        return [None if item is None else _gated(gate, item) for item in items]


def _gated(gate, item):
    if isinstance(item, Operation):
        with ControlDependencies(get_default_graph(), [gate]):
            return group(item)
    return with_dependencies([gate], item)


def with_dependencies(dependencies, output_tensor, name=None):
    """OUTPUT_TENSOR, available when DEPENDENCIES are done."""
    with name_scope(name, 'control_dependency', [*dependencies, output_tensor]) as scope:
        graph = get_default_graph()
        with graph.colocate_with(output_tensor), ControlDependencies(graph, dependencies):
            if isinstance(output_tensor, IndexedSlices):
                return IndexedSlices(
                    arrays.identity(output_tensor.values, name=scope),
                    output_tensor.indices,
                    output_tensor.dense_shape,
                )
            return arrays.identity(convert(output_tensor), name=scope)


_assert = OpCall('Assert')


def assert_that(condition, data, summarize=None, name=None):
    """tf.Assert: a run fails with InvalidArgumentError and DATA when CONDITION is false.

    Data that TensorFlow would have to fetch from a device stands in a branch that only a false
    condition takes."""
    from .conditionals import cond

    if get_default_graph()._is_eager:
        return _assert_now(condition, data, summarize)
    with name_scope(name, 'Assert', [condition, *[d for d in data if is_dense(d)]]):
        tensors = [convert(item) for item in data]
        parts = tuple(item if isinstance(item, str) else None for item in data)
        for tensor, part in zip(tensors, parts):
            if part is None and tensor.dtype.base_dtype is string:
                raise NotImplementedError(
                    'A tensor of strings in the data of tf.Assert is not evaluated by this engine'
                )

        def check():
            entries = 3 if summarize is None else int(summarize)
            return _assert(condition, list(data), name='Assert', parts=parts, summarize=entries)

        if all(tensor.dtype.base_dtype in (string, int32) for tensor in tensors):
            return check()
        condition = convert(condition, name='Condition')
        return cond(condition, no_op, check, name='AssertGuard').op


def _assert_now(condition, data, summarize):
    if condition:
        return
    texts = [_summary(convert(item).numpy(), 3 if summarize is None else summarize) for item in data]
    raise InvalidArgumentError(
        None,
        None,
        "Expected '%s' to be true. Summarized data: %s" % (condition, '\n'.join(texts)),
    )


def _summary(value, most):
    """The first MOST elements of an array, all when it is negative (control_flow_ops._summarize_eager)."""
    if not getattr(value, 'ndim', 0):
        return str(value) if most != 0 else ''
    flat = value.reshape(-1)
    most = flat.size if most < 0 else most
    texts = [str(item) for item in flat[:most]]
    return ', '.join(texts if len(texts) >= flat.size else [*texts, '...'])


def control_dependencies(control_inputs):
    graph = get_default_graph()
    if graph._is_eager:
        if callable(control_inputs):
            control_inputs()
        return graph.control_dependencies(())
    if control_inputs:
        graph = graph_of_inputs(control_inputs) or graph
    return graph.control_dependencies(control_inputs)


Assert = assert_that
