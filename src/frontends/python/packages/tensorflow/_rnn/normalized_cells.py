"""LSTM cells whose gates can be normalized: LayerNormBasicLSTMCell, CoupledInputForgetGateLSTMCell
(contrib/rnn/python/ops/rnn_cell.py)."""

from .. import logging
from .._dtypes import float32
from .._initializers import Constant, Zeros
from .._ops import activations, arrays, clipping, math, normalization, reductions
from .._ops.slicing import slice_
from .._variable_scope import get_variable, variable_scope
from .base import RNNCell
from .cells import LSTMStateTuple


def normalized(x, scope, gain, shift, dtype=float32):
    """Each row of X with the mean SHIFT and the deviation GAIN at first, in variables of SCOPE."""
    from ..contrib.layers import layer_norm

    shape = x.shape[-1:]
    with variable_scope(scope):
        get_variable('gamma', shape=shape, initializer=Constant(gain), dtype=dtype)
        get_variable('beta', shape=shape, initializer=Constant(shift), dtype=dtype)
    return layer_norm(x, reuse=True, scope=scope)


def input_width(inputs):
    """The last dimension of INPUTS [batch, width]; ValueError where it is not known."""
    width = inputs.shape.with_rank(2)[1].value
    if width is None:
        raise ValueError('Could not infer input size from inputs.get_shape()[-1]')
    return width


class LayerNormBasicLSTMCell(RNNCell):
    """An LSTM with normalized gates (Ba et al. 2016) and dropout of what is written (Semeniuta et al. 2016)."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        input_size=None,
        activation=math.tanh,
        layer_norm=True,
        norm_gain=1.0,
        norm_shift=0.0,
        dropout_keep_prob=1.0,
        dropout_prob_seed=None,
        reuse=None,
    ):
        super().__init__(_reuse=reuse)
        if input_size is not None:
            logging.warn('%s: The input_size parameter is deprecated.', self)
        self._num_units = num_units
        self._activation = activation
        self._forget_bias = forget_bias
        self._keep_prob = dropout_keep_prob
        self._seed = dropout_prob_seed
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift

    state_size = property(lambda self: LSTMStateTuple(self._num_units, self._num_units))
    output_size = property(lambda self: self._num_units)

    def _norm(self, x, scope, dtype):
        if not self._layer_norm:
            return x
        return normalized(x, scope, self._norm_gain, self._norm_shift, dtype)

    def _linear(self, args):
        columns = 4 * self._num_units
        kernel = get_variable('kernel', [args.shape[-1], columns], dtype=args.dtype)
        gates = reductions.matmul(args, kernel)
        if self._layer_norm:
            return gates
        return activations.bias_add(gates, get_variable('bias', [columns], dtype=args.dtype))

    def call(self, inputs, state):
        c, h = state
        args = arrays.concat([inputs, h], 1)
        dtype = args.dtype
        gates = arrays.split(value=self._linear(args), num_or_size_splits=4, axis=1)
        scopes = ('input', 'transform', 'forget', 'output')
        i, j, f, o = [self._norm(gate, scope, dtype) for gate, scope in zip(gates, scopes)]
        g = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            g = normalization.dropout(g, self._keep_prob, seed=self._seed)
        new_c = c * math.sigmoid(f + self._forget_bias) + math.sigmoid(i) * g
        new_c = self._norm(new_c, 'state', dtype)
        new_h = self._activation(new_c) * math.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)


class CoupledInputForgetGateLSTMCell(RNNCell):
    """An LSTM that writes as much as it forgets (Greff et al. 2015)."""

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        initializer=None,
        num_proj=None,
        proj_clip=None,
        num_unit_shards=1,
        num_proj_shards=1,
        forget_bias=1.0,
        state_is_tuple=True,
        activation=math.tanh,
        reuse=None,
        layer_norm=False,
        norm_gain=1.0,
        norm_shift=0.0,
    ):
        super().__init__(_reuse=reuse)
        if num_unit_shards != 1 or num_proj_shards != 1:
            raise NotImplementedError(
                'tf.contrib.rnn.CoupledInputForgetGateLSTMCell with shards is not evaluated by this engine'
            )
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm_gain = norm_gain
        self._norm_shift = norm_shift

    @property
    def output_size(self):
        return self._num_proj if self._num_proj else self._num_units

    @property
    def state_size(self):
        sizes = self._num_units, self.output_size
        return LSTMStateTuple(*sizes) if self._state_is_tuple else sum(sizes)

    def _norm(self, x, scope):
        if not self._layer_norm:
            return x
        return normalized(x, scope, self._norm_gain, self._norm_shift)

    def call(self, inputs, state):
        units = self._num_units
        width = units if self._num_proj is None else self._num_proj
        if self._state_is_tuple:
            c_prev, m_prev = state
        else:
            c_prev = slice_(state, [0, 0], [-1, units])
            m_prev = slice_(state, [0, units], [-1, width])
        dtype = inputs.dtype
        rows = input_width(inputs) + width
        kernel = get_variable('W_0', [rows, 3 * units], dtype=dtype)
        bias = get_variable('B', shape=[3 * units], initializer=Zeros(), dtype=dtype)
        gates = reductions.matmul(arrays.concat([inputs, m_prev], 1), kernel)
        if not self._layer_norm:
            gates = activations.bias_add(gates, bias)
        gates = arrays.split(value=gates, num_or_size_splits=3, axis=1)
        scopes = ('transform', 'forget', 'output')
        j, f, o = [self._norm(gate, scope) for gate, scope in zip(gates, scopes)]
        if self._use_peepholes:
            from_forget = get_variable('W_F_diag', shape=[units], dtype=dtype)
            from_output = get_variable('W_O_diag', shape=[units], dtype=dtype)
            forget = f + self._forget_bias + from_forget * c_prev
        else:
            forget = f + self._forget_bias
        forget = math.sigmoid(forget)
        c = forget * c_prev + (1 - forget) * self._activation(j)
        c = self._norm(c, 'state')
        if self._use_peepholes:
            o = o + from_output * c
        m = math.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            m = reductions.matmul(m, get_variable('W_P_0', [units, self._num_proj], dtype=dtype))
            if self._proj_clip is not None:
                m = clipping.clip_by_value(m, -self._proj_clip, self._proj_clip)
        return m, LSTMStateTuple(c, m) if self._state_is_tuple else arrays.concat([c, m], 1)
