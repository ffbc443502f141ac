"""GradientTape.jacobian and batch_jacobian: one gradient per element of the target, put together.

TensorFlow (eager/backprop.py) computes the rows at once (pfor); here they are computed one after the other.
"""

from .._convert import convert
from .._gradients import UnconnectedGradients
from .._graph import get_default_graph
from .._nest import flatten, pack_sequence_as
from .._ops import arrays, gathering
from .._ops.creation import zeros
from .._resource_variable import is_resource_variable


def _handle(source):
    return source.handle if is_resource_variable(source) else source


def _kept(tape, name, with_pfor):
    """The tape beneath TAPE; RuntimeError where TensorFlow could use it only once."""
    if not with_pfor and get_default_graph()._is_eager and not tape._persistent:
        raise RuntimeError(
            'GradientTape must be created with persistent=True to compute the %s with eager execution '
            'enabled and with  experimental_use_pfor set to False.' % name
        )
    return tape._tape


class _Recording:
    """`with _Recording(tape):` - TAPE records."""

    def __init__(self, tape):
        self._tape = tape

    def __enter__(self):
        self._tape._push_tape()

    def __exit__(self, *error):
        self._tape._pop_tape()
        return False


def _count(dimension, name):
    if dimension is None:
        raise NotImplementedError(
            'tf.GradientTape.%s of a target whose size is not known is not evaluated by this engine' % name
        )
    return dimension


def _rows(tape, inner, target, axis, count, sources, unconnected):
    """By source the gradients of the COUNT slices of TARGET along AXIS; None where nothing leads."""
    from .tape import tape_gradients

    handles = [_handle(source) for source in sources]
    rows = [[] for _ in sources]
    for i in range(count):
        with _Recording(tape):
            part = gathering.gather(target, i, axis=axis)
        found = tape_gradients(inner, [part], handles, None, unconnected, sources)
        for row, item in zip(rows, found):
            row.append(None if item.gradient is None else convert(item.gradient))
    return [None if any(item is None for item in row) else row for row in rows]


def jacobian(tape, target, sources, unconnected_gradients, with_pfor):
    flat = flatten(sources)
    static = target.shape
    with _Recording(tape):
        if is_resource_variable(target):
            target = convert(target)
        # TensorFlow reshapes what `target` is outside of the tape, too.
        dims = arrays.shape(target)
        target = arrays.reshape(target, [-1])
    inner = _kept(tape, 'jacobian', with_pfor)
    count = _count(static.num_elements(), 'jacobian')
    unconnected = UnconnectedGradients(unconnected_gradients)
    made = []
    for row in _rows(tape, inner, target, 0, count, flat, unconnected):
        if row is not None:
            stacked = arrays.stack(row)
            row = arrays.reshape(stacked, arrays.concat([dims, arrays.shape(stacked)[1:]], axis=0))
        made.append(row)
    if not tape._persistent:
        tape._tape = None
    return pack_sequence_as(sources, made)


def batch_jacobian(tape, target, source, with_pfor):
    dims = target.shape
    first = None if dims.ndims is None else dims.dims[0]
    if not (
        dims.with_rank_at_least(2)
        and source.shape.with_rank_at_least(2)
        and first.is_compatible_with(source.shape[0])
    ):
        raise ValueError(
            'Need first dimension of target shape (%s) and source shape (%s) to match.'
            % (target.shape, source.shape)
        )
    count = _count(dims.num_elements(), 'batch_jacobian')
    batch = int(dims[0])
    row_size = count // batch if batch else 0
    rest = arrays.shape(source)[1:]
    with _Recording(tape):
        target = arrays.reshape(target, [batch, row_size])
    inner = _kept(tape, 'batch_jacobian', with_pfor)
    [rows] = _rows(tape, inner, target, 1, row_size, [source], UnconnectedGradients.NONE)
    if not tape._persistent:
        tape._tape = None
    if rows is None:
        return zeros(arrays.concat([target.shape.as_list(), rest], axis=0))
    stacked = arrays.reshape(arrays.stack(rows), [row_size, batch, -1])
    turned = arrays.transpose(stacked, [1, 0, 2])
    return arrays.reshape(turned, arrays.concat([dims.as_list(), rest], axis=0))
