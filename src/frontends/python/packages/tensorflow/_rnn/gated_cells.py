"""Cells with other gates: UGRNNCell, IntersectionRNNCell, NASCell (contrib/rnn/python/ops/rnn_cell.py)."""

from .._initializers import Zeros
from .._ops import activations, arrays, math, reductions
from .._shapes import as_shape
from .._variable_scope import get_variable_scope, variable_scope
from .base import LayerRNNCell, RNNCell
from .cells import LSTMStateTuple
from .linear import Linear
from .normalized_cells import input_width


class _OneState(RNNCell):
    """A cell whose state and output have NUM_UNITS each."""

    state_size = property(lambda self: self._num_units)
    output_size = property(lambda self: self._num_units)


class UGRNNCell(_OneState):
    """new = g·old + (1 − g)·candidate (Collins et al. 2016)."""

    def __init__(
        self, num_units, initializer=None, forget_bias=1.0, activation=math.tanh, reuse=None
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._activation = activation
        self._linear = None

    def call(self, inputs, state):
        input_width(inputs)
        with variable_scope(get_variable_scope(), initializer=self._initializer):
            both = arrays.concat([inputs, state], 1)
            if self._linear is None:
                self._linear = Linear(both, 2 * self._num_units, True)
            gate, candidate = arrays.split(
                axis=1, num_or_size_splits=2, value=self._linear(both)
            )
            candidate = self._activation(candidate)
            gate = math.sigmoid(gate + self._forget_bias)
            new = gate * state + (1.0 - gate) * candidate
        return new, new


class IntersectionRNNCell(_OneState):
    """As UGRNNCell through time, and the same towards the output (Collins et al. 2016)."""

    def __init__(
        self,
        num_units,
        num_in_proj=None,
        initializer=None,
        forget_bias=1.0,
        y_activation=activations.relu,
        reuse=None,
    ):
        super().__init__(_reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._num_input_proj = num_in_proj
        self._y_activation = y_activation
        self._projection = None
        self._linear = None

    def call(self, inputs, state):
        n = self._num_units
        width = input_width(inputs)
        with variable_scope(get_variable_scope(), initializer=self._initializer):
            if width != n:
                if not self._num_input_proj:
                    raise ValueError(
                        'Must have input size == output size for Intersection RNN. To fix, num_in_proj '
                        'should be set to num_units at cell init.'
                    )
                with variable_scope('in_projection'):
                    if self._projection is None:
                        self._projection = Linear(inputs, n, True)
                    inputs = self._projection(inputs)
            both = arrays.concat([inputs, state], 1)
            if self._linear is None:
                self._linear = Linear(both, 4 * n, True)
            gates = self._linear(both)
            state_gate = gates[:, :n]
            h = gates[:, n : 2 * n]
            output_gate = gates[:, 2 * n : 3 * n]
            y = gates[:, 3 * n : 4 * n]
            h = math.tanh(h)
            y = self._y_activation(y)
            state_gate = math.sigmoid(state_gate + self._forget_bias)
            output_gate = math.sigmoid(output_gate + self._forget_bias)
            new_state = state_gate * state + (1.0 - state_gate) * h
            new_y = output_gate * inputs + (1.0 - output_gate) * y
        return new_y, new_state


class NASCell(LayerRNNCell):
    """The cell that a search over architectures found (Zoph and Le 2016)."""

    def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **options):
        super().__init__(_reuse=reuse, **options)
        self._num_units = num_units
        self._num_proj = num_proj
        self._use_bias = use_bias

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    state_size = property(lambda self: LSTMStateTuple(self._num_units, self.output_size))

    def build(self, shape):
        width = as_shape(shape).with_rank(2)[1].value
        if width is None:
            raise ValueError('Could not infer input size from inputs.get_shape()[-1]')
        columns = 8 * self._num_units
        self.recurrent_kernel = self.add_variable('recurrent_kernel', [self.output_size, columns])
        self.kernel = self.add_variable('kernel', [width, columns])
        if self._use_bias:
            self.bias = self.add_variable('bias', shape=[columns], initializer=Zeros)
        if self._num_proj is not None:
            self.projection_weights = self.add_variable(
                'projection_weights', [self._num_units, self._num_proj]
            )
        self.built = True

    def call(self, inputs, state):
        sigmoid, tanh, relu = math.sigmoid, math.tanh, activations.relu
        c_prev, m_prev = state
        old = reductions.matmul(m_prev, self.recurrent_kernel)
        new = reductions.matmul(inputs, self.kernel)
        if self._use_bias:
            old = activations.bias_add(old, self.bias)
        old = arrays.split(axis=1, num_or_size_splits=8, value=old)
        new = arrays.split(axis=1, num_or_size_splits=8, value=new)
        first = [
            activation(a * b if i == 3 else a + b)
            for i, (activation, a, b) in enumerate(
                zip((sigmoid, relu, sigmoid, relu, tanh, sigmoid, tanh, sigmoid), new, old)
            )
        ]
        a = tanh(first[0] * first[1])
        b = tanh(first[2] + first[3])
        c = tanh(first[4] * first[5])
        d = sigmoid(first[6] + first[7])
        a = tanh(a + c_prev)
        new_c = a * b
        new_m = tanh(new_c * tanh(c + d))
        if self._num_proj is not None:
            new_m = reductions.matmul(new_m, self.projection_weights)
        return new_m, LSTMStateTuple(new_c, new_m)
