"""Where to look: how well each step of a memory fits a query, as probabilities over the steps
(contrib/seq2seq/python/ops/attention_wrapper.py)."""

import math as _math

from .. import _initializers, _nest
from .._convert import convert
from .._layers.core import Dense
from .._dtypes import float32
from .._layer import Layer
from .._name_scope import name_scope
from .._ops import activations, arrays, creation, math, reductions
from .._rnn.base import zeros_of
from .._variable_scope import get_variable, variable_scope
from .memories import masked_score, prepared_memory


class AttentionMechanism:
    """Subclasses have alignments_size and state_size, and are called with (query, state)."""

    @property
    def alignments_size(self):
        raise NotImplementedError

    @property
    def state_size(self):
        raise NotImplementedError


def _check_layer(name, layer):
    if layer is not None and not isinstance(layer, Layer):
        raise TypeError('%s is not a Layer: %s' % (name, type(layer).__name__))


class BaseAttentionMechanism(AttentionMechanism):
    """The memory's values [batch, time, …] and the keys that are made of them."""

    def __init__(
        self,
        query_layer,
        memory,
        probability_fn,
        memory_sequence_length=None,
        memory_layer=None,
        check_inner_dims_defined=True,
        score_mask_value=None,
        custom_key_value_fn=None,
        name=None,
    ):
        _check_layer('query_layer', query_layer)
        _check_layer('memory_layer', memory_layer)
        self._query_layer = query_layer
        self._memory_layer = memory_layer
        self.dtype = memory_layer.dtype
        if not callable(probability_fn):
            raise TypeError(
                'probability_fn must be callable, saw type: %s' % type(probability_fn).__name__
            )
        mask_value = float('-inf') if score_mask_value is None else score_mask_value

        def probabilities(score, previous):
            return probability_fn(
                masked_score(score, memory_sequence_length, mask_value), previous
            )

        self._probability_fn = probabilities
        with name_scope(name, 'BaseAttentionMechanismInit', _nest.flatten(memory)):
            self._values = prepared_memory(
                memory, memory_sequence_length, check_inner_dims_defined
            )
            self._keys = self._values if memory_layer is None else memory_layer(self._values)
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size = self._keys.shape[0].value or arrays.shape(self._keys)[0]
            self._alignments_size = self._keys.shape[1].value or arrays.shape(self._keys)[1]

    memory_layer = property(lambda self: self._memory_layer)
    query_layer = property(lambda self: self._query_layer)
    values = property(lambda self: self._values)
    keys = property(lambda self: self._keys)
    batch_size = property(lambda self: self._batch_size)
    alignments_size = property(lambda self: self._alignments_size)
    state_size = property(lambda self: self._alignments_size)

    def initial_alignments(self, batch_size, dtype):
        return zeros_of(self._alignments_size, batch_size, dtype)

    def initial_state(self, batch_size, dtype):
        return self.initial_alignments(batch_size, dtype)


def layer_of(name, units, dtype):
    """The dense layer without bias that makes keys of a memory, or of a query what is compared."""
    return Dense(units, name=name, use_bias=False, dtype=float32 if dtype is None else dtype)


def without_state(probability_fn):
    """PROBABILITY_FN of a score alone, which softmax is when there is none."""
    chosen = activations.softmax if probability_fn is None else probability_fn
    return lambda score, _: chosen(score)


def luong_score(query, keys, scale):
    """query · keys, [batch, units] and [batch, time, units] -> [batch, time]; times SCALE."""
    depth, units = query.shape[-1], keys.shape[-1]
    if depth.value is None or depth.value != units.value:
        raise ValueError(
            'Incompatible or unknown inner dimensions between query and keys.  Query (%s) has units: '
            "%s.  Keys (%s) have units: %s.  Perhaps you need to set num_units to the keys' dimension "
            '(%s)?' % (query, depth, keys, units, units)
        )
    score = reductions.matmul(arrays.expand_dims(query, 1), keys, transpose_b=True)
    score = arrays.squeeze(score, [1])
    return score if scale is None else scale * score


def luong_scale(is_scaled, dtype):
    """The variable that the scores of a Luong attention are multiplied with, where it has one."""
    if not is_scaled:
        return None
    return get_variable('attention_g', dtype=dtype, initializer=_initializers.Ones, shape=())


class LuongAttention(BaseAttentionMechanism):
    """score = query · (W·memory), times a trained number with SCALE (Luong et al. 2015)."""

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        scale=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name='LuongAttention',
    ):
        super().__init__(
            query_layer=None,
            memory_layer=layer_of('memory_layer', num_units, dtype),
            memory=memory,
            probability_fn=without_state(probability_fn),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query, state):
        with variable_scope(None, 'luong_attention', [query]):
            score = luong_score(query, self._keys, luong_scale(self._scale, query.dtype))
        alignments = self._probability_fn(score, state)
        return alignments, alignments


def bahdanau_score(mechanism, query):
    """v · tanh(keys + W·query), [batch, time], with the variables of the current scope; where the
    mechanism normalizes, g·v/‖v‖ stands for v and a bias is added (Bahdanau et al. 2014,
    Salimans and Kingma 2016)."""
    units, keys = mechanism._num_units, mechanism.keys
    processed = mechanism.query_layer(query) if mechanism.query_layer else query
    v = get_variable('attention_v', [units], dtype=query.dtype)
    if not mechanism._normalize:
        summed = math.tanh(keys + arrays.expand_dims(processed, 1))
        return reductions.reduce_sum(v * summed, [2])
    g = get_variable(
        'attention_g',
        dtype=query.dtype,
        initializer=_initializers.Constant(_math.sqrt(1.0 / units)),
        shape=(),
    )
    b = get_variable(
        'attention_b', [units], dtype=query.dtype, initializer=_initializers.Zeros()
    )
    processed = arrays.expand_dims(processed, 1)
    normed = g * v * math.rsqrt(reductions.reduce_sum(math.square(v)))
    return reductions.reduce_sum(normed * math.tanh(keys + processed + b), [2])


class BahdanauAttention(BaseAttentionMechanism):
    """score = v · tanh(W₁·memory + W₂·query); see `bahdanau_score`."""

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        normalize=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name='BahdanauAttention',
    ):
        super().__init__(
            query_layer=layer_of('query_layer', num_units, dtype),
            memory_layer=layer_of('memory_layer', num_units, dtype),
            memory=memory,
            probability_fn=without_state(probability_fn),
            custom_key_value_fn=custom_key_value_fn,
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query, state):
        with variable_scope(None, 'bahdanau_attention', [query]):
            score = bahdanau_score(self, query)
        alignments = self._probability_fn(score, state)
        return alignments, alignments


def hardmax(logits, name=None):
    """1 at the largest of each row of LOGITS, 0 elsewhere."""
    with name_scope(name, 'Hardmax', [logits]):
        logits = convert(logits, name='logits')
        depth = logits.shape[-1].value
        if depth is None:
            depth = arrays.shape(logits)[-1]
        return creation.one_hot(reductions.argmax(logits, -1), depth, dtype=logits.dtype)
