"""tf.nn.static_rnn and its kin: a cell once per time step, each with nodes of its own."""

from .. import _nest
from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._ops import arrays, creation, math, reductions
from .._ops.rearranging import reverse_sequence
from .._shapes import TensorShape, unknown_shape
from .._variable_scope import variable_scope
from .base import check_is_cell, joined_shape, static_joined_shape
from .sequences import cache_beside_cell, initial_state_of, state_dtype, step_with_lengths


def _check_inputs(inputs):
    if not _nest.is_sequence(inputs):
        raise TypeError('inputs must be a sequence')
    if not inputs:
        raise ValueError('inputs must not be empty')


def _static_batch_size(inputs):
    """The Dimension of the batch in INPUTS, whose other dimensions must be known."""
    first = inputs
    while _nest.is_sequence(first):
        first = first[0]
    if first.shape.ndims == 1:
        return first, first.shape.with_rank_at_least(1)[0]
    batch = first.shape.with_rank_at_least(2)[0]
    for item in _nest.flatten(inputs):
        shape = item.shape.with_rank_at_least(2)
        batch = batch.merge_with(shape[0])
        for i, size in enumerate(shape[1:].dims):
            if size.value is None:
                raise ValueError(
                    'Input size (dimension %d of inputs) must be accessible via shape inference, but '
                    'saw value None.' % i
                )
    return first, first.shape[0]


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    """The outputs of CELL for each of INPUTS, and its last state."""
    check_is_cell('cell', cell)
    _check_inputs(inputs)
    outputs = []
    with variable_scope(scope or 'rnn') as varscope:
        cache_beside_cell(varscope)
        first, fixed = _static_batch_size(inputs)
        batch_size = fixed.value if fixed.value else arrays.shape(first)[0]
        if initial_state is not None:
            state = initial_state
        elif not dtype:
            raise ValueError('If no initial_state is provided, dtype must be specified')
        else:
            state = initial_state_of(cell, batch_size, dtype)
        lengths = None
        if sequence_length is not None:
            lengths = convert(sequence_length, name='sequence_length')
            if lengths.shape.ndims not in (None, 1):
                raise ValueError('sequence_length must be a vector of length batch_size')

            def zero(size):
                joined = arrays.stack(joined_shape(batch_size, size))
                output = creation.zeros(joined, state_dtype(dtype, state))
                output.set_shape(TensorShape(static_joined_shape(fixed.value, size)))
                return output

            zero_output = _nest.map_structure(zero, cell.output_size)
            lengths = math.cast(lengths, int32)
            shortest, longest = reductions.reduce_min(lengths), reductions.reduce_max(lengths)
        for time, input_ in enumerate(inputs):
            if time > 0:
                varscope.reuse_variables()

            def call_cell(input_=input_, state=state):
                return cell(input_, state)

            if lengths is None:
                output, state = call_cell()
            else:
                output, state = step_with_lengths(
                    time, lengths, shortest, longest, zero_output, state, call_cell
                )
            outputs.append(output)
    return outputs, state


def static_state_saving_rnn(
    cell, inputs, state_saver, state_name, sequence_length=None, scope=None
):
    """As static_rnn, with the state read from and kept in STATE_SAVER."""
    sizes = cell.state_size
    is_tuple = _nest.is_sequence(sizes)
    if is_tuple != _nest.is_sequence(state_name):
        raise ValueError(
            'state_name should be the same type as cell.state_size.  state_name: %s, cell.state_size: '
            '%s' % (str(state_name), str(sizes))
        )
    names = _nest.flatten(state_name)
    if len(names) != len(_nest.flatten(sizes)):
        raise ValueError(
            '#elems(state_name) != #elems(state_size): %d vs. %d'
            % (len(names), len(_nest.flatten(sizes)))
        )
    begin = _nest.pack_sequence_as(sizes, [state_saver.state(name) for name in names])
    outputs, state = static_rnn(
        cell, inputs, initial_state=begin, sequence_length=sequence_length, scope=scope
    )
    saved = [state_saver.save_state(*pair) for pair in zip(names, _nest.flatten(state))]
    with ControlDependencies(get_default_graph(), saved):
        outputs[-1] = _nest.map_structure(arrays.identity, outputs[-1])
        state = _nest.map_structure(arrays.identity, state)
    return outputs, state


def _reversed(inputs, lengths):
    """INPUTS from the last step to the first; with LENGTHS only that many steps of each sequence."""
    if lengths is None:
        return list(reversed(inputs))
    flat = [[] for _ in inputs]
    for sequence in zip(*[_nest.flatten(item) for item in inputs]):
        shape = unknown_shape(rank=sequence[0].shape.ndims)
        for item in sequence:
            shape.merge_with(item.shape)
            item.set_shape(shape)
        turned = arrays.unstack(reverse_sequence(arrays.stack(sequence), lengths, 0, 1))
        for item, results in zip(turned, flat):
            item.set_shape(shape)
            results.append(item)
    return [_nest.pack_sequence_as(item, results) for item, results in zip(inputs, flat)]


def static_bidirectional_rnn(
    cell_fw,
    cell_bw,
    inputs,
    initial_state_fw=None,
    initial_state_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """(outputs of both directions joined, last state forward, last state backward)"""
    check_is_cell('cell_fw', cell_fw)
    check_is_cell('cell_bw', cell_bw)
    _check_inputs(inputs)
    with variable_scope(scope or 'bidirectional_rnn'):
        with variable_scope('fw') as forward:
            outputs, state_fw = static_rnn(
                cell_fw, inputs, initial_state_fw, dtype, sequence_length, scope=forward
            )
        with variable_scope('bw') as backward:
            turned = _reversed(inputs, sequence_length)
            back, state_bw = static_rnn(
                cell_bw, turned, initial_state_bw, dtype, sequence_length, scope=backward
            )
    back = _reversed(back, sequence_length)
    pairs = zip(_nest.flatten(outputs), _nest.flatten(back))
    joined = [arrays.concat([fw, bw], 1) for fw, bw in pairs]
    return _nest.pack_sequence_as(outputs, joined), state_fw, state_bw
