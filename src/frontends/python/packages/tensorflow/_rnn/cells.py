"""The cells of tf.nn.rnn_cell: basic, GRU and LSTM, gate by gate in TensorFlow's order of nodes."""

import collections

from .._constant import constant
from .._dtypes import int32
from .._initializers import Constant, Zeros
from .._layer import InputSpec
from .._ops import activations, arrays, clipping, math, reductions
from .._ops.slicing import slice_
from .._recipes import is_told_function, recalled, told_functions
from .again import called_again, is_called_again
from .base import LayerRNNCell, check_dtype, check_dtypes


def activation_of(given):
    """The function GIVEN, or the one that Keras calls so; tanh when there is none."""
    if not given:
        return math.tanh
    if callable(given):
        return given
    for module in (math, activations):
        if hasattr(module, given):
            return getattr(module, given)
    if given == 'linear':
        return lambda x: x
    raise ValueError('Unknown activation function:%s' % given)


told_functions(
    math.tanh,
    math.sigmoid,
    activations.relu,
    activations.relu6,
    activations.elu,
    activations.selu,
    activations.softplus,
    activations.softsign,
)


def _width(shape):
    width = shape[-1].value
    if width is None:
        raise ValueError(
            'Expected inputs.shape[-1] to be known, saw shape: %s' % str(tuple(shape.as_list()))
        )
    return width


def _plain(state):
    """STATE as an argument of a composite: named tuples are told by their elements."""
    return tuple(state) if isinstance(state, tuple) else state


def _linear(parts, kernel, bias):
    return activations.bias_add(reductions.matmul(arrays.concat(parts, 1), kernel), bias)


class _GatedCell(LayerRNNCell):
    """What all cells here have: a number of units, an activation, inputs of two dimensions."""

    def __init__(self, num_units, activation, reuse, name, dtype, options):
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **options)
        self.input_spec = InputSpec(ndim=2)
        check_dtype(self.dtype)
        self._num_units = num_units
        self._activation = activation_of(activation)

    state_size = property(lambda self: self._num_units)
    output_size = property(lambda self: self._num_units)


    def __call__(self, inputs, state, scope=None, *arguments, **options):
        is_plain = scope is None and self.built and not arguments and not options and type(self) in _OWN
        if is_plain and is_told_function(self._activation) and is_called_again(self, inputs):
            return called_again(self, inputs, state)
        return super().__call__(inputs, state, scope, *arguments, **options)


class BasicRNNCell(_GatedCell):
    """output = new state = act(W·[input, state] + b)"""

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **options):
        super().__init__(num_units, activation, reuse, name, dtype, options)

    def build(self, shape):
        width = _width(shape)
        check_dtype(self.dtype)
        self._kernel = self.add_variable(
            'kernel', shape=[width + self._num_units, self._num_units]
        )
        self._bias = self.add_variable(
            'bias', shape=[self._num_units], initializer=Zeros(dtype=self.dtype)
        )
        self.built = True

    def call(self, inputs, state):
        output = _basic_step(inputs, _plain(state), self._kernel, self._bias, self._activation)
        return output, output


@recalled
def _basic_step(inputs, state, kernel, bias, activation):
    check_dtypes(inputs, state)
    return activation(_linear([inputs, state], kernel, bias))


class GRUCell(_GatedCell):
    """Cho et al. 2014: reset and update gates, then the candidate."""

    def __init__(
        self,
        num_units,
        activation=None,
        reuse=None,
        kernel_initializer=None,
        bias_initializer=None,
        name=None,
        dtype=None,
        **options,
    ):
        super().__init__(num_units, activation, reuse, name, dtype, options)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def build(self, shape):
        rows = _width(shape) + self._num_units
        check_dtype(self.dtype)

        def pair(name, columns, bias):
            kernel = self.add_variable(
                name + '/kernel', shape=[rows, columns], initializer=self._kernel_initializer
            )
            own = self._bias_initializer
            return kernel, self.add_variable(
                name + '/bias', shape=[columns], initializer=bias if own is None else own
            )

        self._gates = pair('gates', 2 * self._num_units, Constant(1.0, dtype=self.dtype))
        self._candidate = pair('candidate', self._num_units, Zeros(dtype=self.dtype))
        self.built = True

    def call(self, inputs, state):
        output = _gru_step(inputs, _plain(state), self._gates, self._candidate, self._activation)
        return output, output


@recalled
def _gru_step(inputs, state, of_gates, of_candidate, activation):
    """The new state; OF_GATES and OF_CANDIDATE are pairs of a kernel and a bias."""
    check_dtypes(inputs, state)
    gates = math.sigmoid(_linear([inputs, state], *of_gates))
    reset, update = arrays.split(value=gates, num_or_size_splits=2, axis=1)
    candidate = activation(_linear([inputs, reset * state], *of_candidate))
    return update * state + (1 - update) * candidate


class LSTMStateTuple(collections.namedtuple('LSTMStateTuple', ('c', 'h'))):
    """The state of an LSTM: `c`, its memory, and `h`, its output."""

    __slots__ = ()

    @property
    def dtype(self):
        c, h = self
        if c.dtype != h.dtype:
            raise TypeError('Inconsistent internal state: %s vs %s' % (str(c.dtype), str(h.dtype)))
        return c.dtype


class BasicLSTMCell(_GatedCell):
    """Zaremba et al. 2014; FORGET_BIAS is added to the forget gate."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        state_is_tuple=True,
        activation=None,
        reuse=None,
        name=None,
        dtype=None,
        **options,
    ):
        super().__init__(num_units, activation, reuse, name, dtype, options)
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple

    @property
    def state_size(self):
        units = self._num_units
        return LSTMStateTuple(units, units) if self._state_is_tuple else 2 * units

    def build(self, shape):
        units = self._num_units
        width = _width(shape)
        check_dtype(self.dtype)
        self._kernel = self.add_variable('kernel', shape=[width + units, 4 * units])
        self._bias = self.add_variable(
            'bias', shape=[4 * units], initializer=Zeros(dtype=self.dtype)
        )
        self.built = True

    def call(self, inputs, state):
        c, h = _basic_lstm_step(
            inputs, _plain(state), self._kernel, self._bias,
            self._state_is_tuple, self._forget_bias, self._activation,
        )  # fmt: skip
        return h, LSTMStateTuple(c, h) if self._state_is_tuple else arrays.concat([c, h], 1)


@recalled
def _basic_lstm_step(inputs, state, kernel, bias, state_is_tuple, forget_bias, activation):
    """(new memory, new output); STATE is both of before, or the two joined."""
    check_dtypes(inputs, state)
    one = constant(1, dtype=int32)
    if state_is_tuple:
        c, h = state
    else:
        c, h = arrays.split(value=state, num_or_size_splits=2, axis=one)
    gates = _linear([inputs, h], kernel, bias)
    i, j, f, o = arrays.split(value=gates, num_or_size_splits=4, axis=one)
    forgotten = constant(forget_bias, dtype=f.dtype)
    kept = math.multiply(c, math.sigmoid(math.add(f, forgotten)))
    new_c = math.add(kept, math.multiply(math.sigmoid(i), activation(j)))
    return new_c, math.multiply(activation(new_c), math.sigmoid(o))


class LSTMCell(_GatedCell):
    """LSTM with optional peepholes, clipped memory and a projection of the output."""

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        cell_clip=None,
        initializer=None,
        num_proj=None,
        proj_clip=None,
        num_unit_shards=None,
        num_proj_shards=None,
        forget_bias=1.0,
        state_is_tuple=True,
        activation=None,
        reuse=None,
        name=None,
        dtype=None,
        **options,
    ):
        super().__init__(num_units, activation, reuse, name, dtype, options)
        if num_unit_shards is not None or num_proj_shards is not None:
            raise NotImplementedError(
                'tf.nn.rnn_cell.LSTMCell with shards is not evaluated by this engine'
            )
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = initializer
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple

    @property
    def output_size(self):
        return self._num_proj if self._num_proj else self._num_units

    @property
    def state_size(self):
        sizes = self._num_units, self.output_size
        return LSTMStateTuple(*sizes) if self._state_is_tuple else sum(sizes)

    def build(self, shape):
        units = self._num_units
        width = _width(shape)
        check_dtype(self.dtype)
        rows = width + (units if self._num_proj is None else self._num_proj)
        own = self._initializer
        self._kernel = self.add_variable('kernel', shape=[rows, 4 * units], initializer=own)
        self._bias = self.add_variable(
            'bias', shape=[4 * units], initializer=Zeros(dtype=self.dtype)
        )
        if self._use_peepholes:
            self._w_f, self._w_i, self._w_o = [
                self.add_variable('w_%s_diag' % gate, shape=[units], initializer=own)
                for gate in 'fio'
            ]
        if self._num_proj is not None:
            self._projection = self.add_variable(
                'projection/kernel', shape=[units, self._num_proj], initializer=own
            )
        self.built = True

    def call(self, inputs, state):
        peepholes = (self._w_f, self._w_i, self._w_o) if self._use_peepholes else None
        projection = None if self._num_proj is None else self._projection
        widths = None
        if not self._state_is_tuple:
            widths = self._num_units, self._num_units if self._num_proj is None else self._num_proj
        c, m = _lstm_step(
            inputs, _plain(state), self._kernel, self._bias, peepholes, projection, widths,
            self._forget_bias, self._cell_clip, self._proj_clip, self._activation,
        )  # fmt: skip
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else arrays.concat([c, m], 1)


@recalled
def _lstm_step(
    inputs, state, kernel, bias, peepholes, projection, widths, forget_bias, cell_clip, proj_clip, act
):
    """(new memory, new output); STATE is both of before, or the two joined, WIDTHS wide."""
    check_dtypes(inputs, state)
    if widths is None:
        c, m = state
    else:
        c = slice_(state, [0, 0], [-1, widths[0]])
        m = slice_(state, [0, widths[0]], [-1, widths[1]])
    if inputs.shape.with_rank(2)[1].value is None:
        raise ValueError('Could not infer input size from inputs.get_shape()[-1]')
    gates = _linear([inputs, m], kernel, bias)
    i, j, f, o = arrays.split(value=gates, num_or_size_splits=4, axis=1)
    sigmoid = math.sigmoid
    if peepholes is not None:
        w_f, w_i, w_o = peepholes
        kept = sigmoid(f + forget_bias + w_f * c) * c
        c = kept + sigmoid(i + w_i * c) * act(j)
    else:
        c = sigmoid(f + forget_bias) * c + sigmoid(i) * act(j)
    if cell_clip is not None:
        c = clipping.clip_by_value(c, -cell_clip, cell_clip)
    m = sigmoid(o if peepholes is None else o + w_o * c) * act(c)
    if projection is not None:
        m = reductions.matmul(m, projection)
        if proj_clip is not None:
            m = clipping.clip_by_value(m, -proj_clip, proj_clip)
    return c, m


#: Classes whose `call` makes no variables.
_OWN = {BasicRNNCell, GRUCell, BasicLSTMCell, LSTMCell}
