"""Wrappers with variables of their own: AttentionCellWrapper, HighwayWrapper
(contrib/rnn/python/ops/rnn_cell.py)."""

from .. import _nest, logging
from .._initializers import Constant
from .._name_scope import name_scope
from .._ops import activations, arrays, math, reductions, windows
from .._ops.slicing import slice_
from .._variable_scope import get_variable, variable_scope
from .base import RNNCell, check_is_cell
from .linear import Linear


class AttentionCellWrapper(RNNCell):
    """CELL that looks back at its own last ATTN_LENGTH outputs (Bahdanau et al. 2014)."""

    def __init__(
        self,
        cell,
        attn_length,
        attn_size=None,
        attn_vec_size=None,
        input_size=None,
        state_is_tuple=True,
        reuse=None,
    ):
        super().__init__(_reuse=reuse)
        check_is_cell('cell', cell)
        if _nest.is_sequence(cell.state_size) and not state_is_tuple:
            raise ValueError(
                'Cell returns tuple of states, but the flag state_is_tuple is not set. State size is: '
                '%s' % str(cell.state_size)
            )
        if attn_length <= 0:
            raise ValueError('attn_length should be greater than zero, got %s' % str(attn_length))
        if not state_is_tuple:
            logging.warn(
                '%s: Using a concatenated state is slower and will soon be deprecated.  Use '
                'state_is_tuple=True.',
                self,
            )
        self._state_is_tuple = state_is_tuple
        self._cell = cell
        self._attn_size = cell.output_size if attn_size is None else attn_size
        self._attn_vec_size = self._attn_size if attn_vec_size is None else attn_vec_size
        self._input_size = input_size
        self._attn_length = attn_length
        self._of_inputs = self._of_output = self._of_query = None

    output_size = property(lambda self: self._attn_size)

    @property
    def state_size(self):
        sizes = (
            self._cell.state_size,
            self._attn_size,
            self._attn_size * self._attn_length,
        )
        return sizes if self._state_is_tuple else sum(sizes)

    def _parts(self, state):
        if self._state_is_tuple:
            return state
        first, second = self._cell.state_size, self._attn_size
        third = second * self._attn_length
        return (
            slice_(state, [0, 0], [-1, first]),
            slice_(state, [0, first], [-1, second]),
            slice_(state, [0, first + second], [-1, third]),
        )

    def call(self, inputs, state):
        size, length = self._attn_size, self._attn_length
        state, attention, memory = self._parts(state)
        memory = arrays.reshape(memory, [-1, length, size])
        width = self._input_size
        if width is None:
            width = inputs.shape.as_list()[1]
        if self._of_inputs is None:
            self._of_inputs = Linear([inputs, attention], width, True)
        inputs = self._of_inputs([inputs, attention])
        cell_output, new_state = self._cell(inputs, state)
        query = arrays.concat(_nest.flatten(new_state), 1) if self._state_is_tuple else new_state
        attention, memory = self._attention(query, memory)
        with variable_scope('attn_output_projection'):
            if self._of_output is None:
                self._of_output = Linear([cell_output, attention], size, True)
            output = self._of_output([cell_output, attention])
        memory = arrays.concat([memory, arrays.expand_dims(output, 1)], 1)
        memory = arrays.reshape(memory, [-1, length * size])
        new = (new_state, attention, memory)
        return output, new if self._state_is_tuple else arrays.concat(list(new), 1)

    def _attention(self, query, memory):
        """(what was found [batch, size], MEMORY without its oldest entry)"""
        size, length, units = self._attn_size, self._attn_length, self._attn_vec_size
        with variable_scope('attention'):
            k = get_variable('attn_w', [1, 1, size, units])
            v = get_variable('attn_v', [units])
            hidden = arrays.reshape(memory, [-1, length, 1, size])
            features = windows.conv2d(hidden, k, [1, 1, 1, 1], 'SAME')
            if self._of_query is None:
                self._of_query = Linear(query, units, True)
            y = arrays.reshape(self._of_query(query), [-1, 1, 1, units])
            scores = reductions.reduce_sum(v * math.tanh(features + y), [2, 3])
            a = activations.softmax(scores)
            d = reductions.reduce_sum(arrays.reshape(a, [-1, length, 1, 1]) * hidden, [1, 2])
            found = arrays.reshape(d, [-1, size])
            return found, slice_(memory, [0, 1, 0], [-1, -1, -1])


class HighwayWrapper(RNNCell):
    """carry·inputs + transform·outputs, with trained gates (Srivastava et al. 2015)."""

    def __init__(self, cell, couple_carry_transform_gates=True, carry_bias_init=1.0):
        # As in TensorFlow no layer is made of it: it has no name and lists no weights.
        self._cell = cell
        self._couple_carry_transform_gates = couple_carry_transform_gates
        self._carry_bias_init = carry_bias_init

    state_size = property(lambda self: self._cell.state_size)
    output_size = property(lambda self: self._cell.output_size)

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)

    def _gate(self, name, inputs, bias):
        width = inputs.shape.with_rank(2)[1].value
        weights = get_variable(name + '_w', [width, width])
        biases = get_variable(name + '_b', [width], initializer=Constant(bias))
        return math.sigmoid(activations.xw_plus_b(inputs, weights, biases))

    def _highway(self, inputs, outputs):
        carry = self._gate('carry', inputs, self._carry_bias_init)
        if self._couple_carry_transform_gates:
            transform = 1 - carry
        else:
            transform = self._gate('transform', inputs, -self._carry_bias_init)
        return inputs * carry + outputs * transform

    def __call__(self, inputs, state, scope=None):
        outputs, new_state = self._cell(inputs, state, scope=scope)
        _nest.assert_same_structure(inputs, outputs)
        _nest.map_structure(
            lambda i, o: i.shape.assert_is_compatible_with(o.shape), inputs, outputs
        )
        return _nest.map_structure(self._highway, inputs, outputs), new_state
