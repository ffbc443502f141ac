"""Attention that only moves forward over its memory (Raffel et al. 2017;
contrib/seq2seq/python/ops/attention_wrapper.py)."""

import functools

import numpy as np

from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, clipping, creation, functional, math, random, reductions
from .._dtypes import int32
from .._variable_scope import get_variable, variable_scope
from .attentions import (
    BaseAttentionMechanism,
    bahdanau_score,
    layer_of,
    luong_scale,
    luong_score,
)


def safe_cumprod(x, *arguments, **options):
    """The running product of X, by logarithms of what is between the smallest normal number and 1."""
    with name_scope(None, 'SafeCumprod', [x]):
        x = convert(x, name='x')
        smallest = np.finfo(x.dtype.as_numpy_dtype).tiny
        logs = math.log(clipping.clip_by_value(x, smallest, 1))
        return math.exp(reductions.cumsum(logs, *arguments, **options))


def monotonic_attention(p_choose_i, previous_attention, mode):
    """[batch, time]: how likely the walk over the memory stops at each step.

    P_CHOOSE_I: to stop there when it comes by; PREVIOUS_ATTENTION: where it stood.
    """
    p_choose_i = convert(p_choose_i, name='p_choose_i')
    previous_attention = convert(previous_attention, name='previous_attention')
    if mode == 'recursive':
        batch_size = p_choose_i.shape[0].value or arrays.shape(p_choose_i)[0]
        ones = creation.ones((batch_size, 1))
        shifted = arrays.concat([ones, 1 - p_choose_i[:, :-1]], 1)
        walked = functional.scan(
            lambda x, yz: arrays.reshape(yz[0] * x + yz[1], (batch_size,)),
            [arrays.transpose(shifted), arrays.transpose(previous_attention)],
            creation.zeros((batch_size,)),
        )
        return p_choose_i * arrays.transpose(walked)
    if mode == 'parallel':
        passed = safe_cumprod(1 - p_choose_i, axis=1, exclusive=True)
        stops = p_choose_i * passed
        came = previous_attention / clipping.clip_by_value(passed, 1e-10, 1.0)
        return stops * reductions.cumsum(came, axis=1)
    if mode == 'hard':
        p_choose_i *= reductions.cumsum(previous_attention, axis=1)
        return p_choose_i * reductions.cumprod(1 - p_choose_i, axis=1, exclusive=True)
    raise ValueError("mode must be 'recursive', 'parallel', or 'hard'.")


def _probabilities(score, previous, sigmoid_noise, mode, seed=None):
    if sigmoid_noise > 0:
        noise = random.random_normal(arrays.shape(score), dtype=score.dtype, seed=seed)
        score += sigmoid_noise * noise
    if mode == 'hard':
        p_choose_i = math.cast(score > 0, score.dtype)
    else:
        p_choose_i = math.sigmoid(score)
    return monotonic_attention(p_choose_i, previous, mode)


class _Monotonic(BaseAttentionMechanism):
    """Starts at the memory's first step."""

    _query_name = None

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length,
        score_mask_value,
        sigmoid_noise,
        sigmoid_noise_seed,
        score_bias_init,
        mode,
        dtype,
        name,
    ):
        query_layer = None
        if self._query_name is not None:
            query_layer = layer_of(self._query_name, num_units, dtype)
        super().__init__(
            query_layer=query_layer,
            memory_layer=layer_of('memory_layer', num_units, dtype),
            memory=memory,
            probability_fn=functools.partial(
                _probabilities, sigmoid_noise=sigmoid_noise, mode=mode, seed=sigmoid_noise_seed
            ),
            memory_sequence_length=memory_sequence_length,
            score_mask_value=score_mask_value,
            name=name,
        )
        self._num_units = num_units
        self._score_bias_init = score_bias_init
        self._name = name

    def initial_alignments(self, batch_size, dtype):
        first = creation.zeros((batch_size,), dtype=int32)
        return creation.one_hot(first, self._alignments_size, dtype=dtype)

    def __call__(self, query, state):
        with variable_scope(None, self._scope_name, [query]):
            score = self._score(query)
            score += get_variable(
                'attention_score_bias', dtype=query.dtype, initializer=self._score_bias_init
            )
        alignments = self._probability_fn(score, state)
        return alignments, alignments


class BahdanauMonotonicAttention(_Monotonic):
    """The score of `BahdanauAttention`, and a trained bias."""

    _query_name = 'query_layer'
    _scope_name = 'bahdanau_monotonic_attention'

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        normalize=False,
        score_mask_value=None,
        sigmoid_noise=0.0,
        sigmoid_noise_seed=None,
        score_bias_init=0.0,
        mode='parallel',
        dtype=None,
        name='BahdanauMonotonicAttention',
    ):
        self._normalize = normalize
        super().__init__(
            num_units,
            memory,
            memory_sequence_length,
            score_mask_value,
            sigmoid_noise,
            sigmoid_noise_seed,
            score_bias_init,
            mode,
            dtype,
            name,
        )

    def _score(self, query):
        return bahdanau_score(self, query)


class LuongMonotonicAttention(_Monotonic):
    """The score of `LuongAttention`, and a trained bias."""

    _scope_name = 'luong_monotonic_attention'

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        scale=False,
        score_mask_value=None,
        sigmoid_noise=0.0,
        sigmoid_noise_seed=None,
        score_bias_init=0.0,
        mode='parallel',
        dtype=None,
        name='LuongMonotonicAttention',
    ):
        self._scale = scale
        super().__init__(
            num_units,
            memory,
            memory_sequence_length,
            score_mask_value,
            sigmoid_noise,
            sigmoid_noise_seed,
            score_bias_init,
            mode,
            dtype,
            name,
        )

    def _score(self, query):
        return luong_score(query, self._keys, luong_scale(self._scale, query.dtype))
