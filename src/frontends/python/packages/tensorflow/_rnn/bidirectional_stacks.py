"""Several bidirectional networks on top of each other (contrib/rnn/python/ops/rnn.py)."""

from .._ops import arrays
from .._variable_scope import variable_scope
from .looped import bidirectional_dynamic_rnn
from .unrolled import static_bidirectional_rnn


def _check(cells_fw, cells_bw, states_fw, states_bw):
    for cells, which in ((cells_fw, 'fw'), (cells_bw, 'bw')):
        if not cells:
            raise ValueError(
                'Must specify at least one %s cell for BidirectionalRNN.' % which
            )
    for cells, which in ((cells_fw, 'fw'), (cells_bw, 'bw')):
        if not isinstance(cells, list):
            raise ValueError('cells_%s must be a list of RNNCells (one per layer).' % which)
    if len(cells_fw) != len(cells_bw):
        raise ValueError('Forward and Backward cells must have the same depth.')
    for states, which in ((states_fw, 'fw'), (states_bw, 'bw')):
        if states is not None and (not isinstance(states, list) or len(states) != len(cells_fw)):
            raise ValueError(
                'initial_states_%s must be a list of state tensors (one per layer).' % which
            )


def _layers(cells_fw, cells_bw, states_fw, states_bw):
    nothing = [None] * len(cells_fw)
    return enumerate(zip(cells_fw, cells_bw, states_fw or nothing, states_bw or nothing))


def stack_bidirectional_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """(outputs of the last layer, states forward, states backward), written out step by step."""
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    forward, backward = [], []
    with variable_scope(scope or 'stack_bidirectional_rnn'):
        for i, (fw, bw, state_fw, state_bw) in _layers(
            cells_fw, cells_bw, initial_states_fw, initial_states_bw
        ):
            with variable_scope('cell_%d' % i) as own:
                inputs, state_fw, state_bw = static_bidirectional_rnn(
                    fw,
                    bw,
                    inputs,
                    initial_state_fw=state_fw,
                    initial_state_bw=state_bw,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    scope=own,
                )
            forward.append(state_fw)
            backward.append(state_bw)
    return inputs, tuple(forward), tuple(backward)


def stack_bidirectional_dynamic_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    parallel_iterations=None,
    time_major=False,
    scope=None,
    swap_memory=False,
):
    """(outputs of the last layer, states forward, states backward), each layer a loop."""
    _check(cells_fw, cells_bw, initial_states_fw, initial_states_bw)
    forward, backward = [], []
    with variable_scope(scope or 'stack_bidirectional_rnn'):
        for i, (fw, bw, state_fw, state_bw) in _layers(
            cells_fw, cells_bw, initial_states_fw, initial_states_bw
        ):
            with variable_scope('cell_%d' % i):
                outputs, (state_fw, state_bw) = bidirectional_dynamic_rnn(
                    fw,
                    bw,
                    inputs,
                    initial_state_fw=state_fw,
                    initial_state_bw=state_bw,
                    sequence_length=sequence_length,
                    parallel_iterations=parallel_iterations,
                    dtype=dtype,
                    swap_memory=swap_memory,
                    time_major=time_major,
                )
                inputs = arrays.concat(outputs, 2)
            forward.append(state_fw)
            backward.append(state_bw)
    return inputs, tuple(forward), tuple(backward)
