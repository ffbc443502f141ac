"""Networks that are called on whole sequences [time, batch, width] (contrib/rnn/python/ops/fused_rnn_cell.py)."""

import abc

from .._ops import arrays
from .._ops.rearranging import reverse_sequence
from .looped import dynamic_rnn
from .unrolled import static_rnn


class FusedRNNCell(abc.ABC):
    @abc.abstractmethod
    def __call__(
        self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None
    ):
        """(outputs, last state) of INPUTS, a tensor or a list of the steps' tensors."""


class FusedRNNCellAdaptor(FusedRNNCell):
    """CELL, called step by step or in a loop."""

    def __init__(self, cell, use_dynamic_rnn=False):
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(
        self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None
    ):
        is_list = isinstance(inputs, list)
        options = {
            'sequence_length': sequence_length,
            'initial_state': initial_state,
            'dtype': dtype,
            'scope': scope,
        }
        if self._use_dynamic_rnn:
            whole = arrays.stack(inputs) if is_list else inputs
            outputs, state = dynamic_rnn(self._cell, whole, time_major=True, **options)
            return (arrays.unstack(outputs) if is_list else outputs), state
        steps = inputs if is_list else arrays.unstack(inputs)
        outputs, state = static_rnn(self._cell, steps, **options)
        return (outputs if is_list else arrays.stack(outputs)), state


class TimeReversedFusedRNN(FusedRNNCell):
    """CELL from the end of each sequence to its beginning."""

    def __init__(self, cell):
        self._cell = cell

    def __call__(
        self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None
    ):
        outputs, state = self._cell(
            _turned(inputs, sequence_length),
            initial_state=initial_state,
            dtype=dtype,
            sequence_length=sequence_length,
            scope=scope,
        )
        return _turned(outputs, sequence_length), state


def _turned(t, lengths):
    if isinstance(t, list):
        return list(reversed(t))
    if lengths is None:
        return arrays.reverse(t, [0])
    return reverse_sequence(t, lengths, 0, 1)
