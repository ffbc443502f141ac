"""PhasedLSTMCell: each unit is open for a part of its own period only
(Neil et al. 2016; contrib/rnn/python/ops/rnn_cell.py)."""

from .._dtypes import float32
from .._initializers import Constant, RandomUniform
from .._ops import arrays, math, random
from .._variable_scope import get_variable, variable_scope
from .base import RNNCell
from .cells import LSTMStateTuple
from .linear import Linear


def _periods(lowest, highest):
    """An initializer: numbers whose logarithms are uniform."""

    def initializer(shape, dtype=float32, partition_info=None):
        return math.exp(
            random.random_uniform(shape, math.log(lowest), math.log(highest), dtype)
        )

    return initializer


def _mod(x, y):
    """X mod Y, with the gradient of X alone."""
    return arrays.stop_gradient(math.mod(x, y) - x) + x


def _cycle_ratio(time, phase, period):
    phase = math.cast(phase, dtype=time.dtype)
    period = math.cast(period, dtype=time.dtype)
    return math.cast(_mod(time - phase, period) / period, dtype=float32)


class PhasedLSTMCell(RNNCell):
    """Takes (time [batch, 1], inputs [batch, width])."""

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        leak=0.001,
        ratio_on=0.1,
        trainable_ratio_on=True,
        period_init_min=1.0,
        period_init_max=1000.0,
        reuse=None,
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._leak = leak
        self._ratio_on = ratio_on
        self._trainable_ratio_on = trainable_ratio_on
        self._period_init_min = period_init_min
        self._period_init_max = period_init_max
        self._linears = {}

    state_size = property(lambda self: LSTMStateTuple(self._num_units, self._num_units))
    output_size = property(lambda self: self._num_units)

    def _linear(self, scope, inputs, size):
        if scope not in self._linears:
            self._linears[scope] = Linear(inputs, size, True)
        return self._linears[scope](inputs)

    def call(self, inputs, state):
        units = self._num_units
        c_prev, h_prev = state
        time, x = inputs
        seen = [x, h_prev]
        with variable_scope('mask_gates'):
            gates = [*seen, c_prev] if self._use_peepholes else seen
            gates = math.sigmoid(self._linear('mask_gates', gates, 2 * units))
            input_gate, forget_gate = arrays.split(axis=1, num_or_size_splits=2, value=gates)
        with variable_scope('new_input'):
            new_input = math.tanh(self._linear('new_input', seen, units))
        new_c = c_prev * forget_gate + input_gate * new_input
        with variable_scope('output_gate'):
            gate = [*seen, new_c] if self._use_peepholes else seen
            output_gate = math.sigmoid(self._linear('output_gate', gate, units))
        new_h = math.tanh(new_c) * output_gate
        period = get_variable(
            'period', [units], initializer=_periods(self._period_init_min, self._period_init_max)
        )
        phase = get_variable(
            'phase', [units], initializer=RandomUniform(0.0, period.initial_value)
        )
        ratio_on = get_variable(
            'ratio_on',
            [units],
            initializer=Constant(self._ratio_on),
            trainable=self._trainable_ratio_on,
        )
        ratio = _cycle_ratio(time, phase, period)
        up = 2 * ratio / ratio_on
        down = 2 - up
        closed = self._leak * ratio
        k = arrays.where(ratio < ratio_on, down, closed)
        k = arrays.where(ratio < 0.5 * ratio_on, up, k)
        new_c = k * new_c + (1 - k) * c_prev
        new_h = k * new_h + (1 - k) * h_prev
        return new_h, LSTMStateTuple(new_c, new_h)
