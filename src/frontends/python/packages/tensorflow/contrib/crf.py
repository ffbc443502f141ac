"""tf.contrib.crf: conditional random fields over chains of tags (contrib/crf/python/ops/crf.py).

score(tags) = Σ unary + Σ transitions; log p(tags) = score − log Σ exp score, by the forward algorithm;
the best tags by Viterbi's.
"""

import numpy as np

from .. import _dtypes as dtypes
from .._constant import constant
from .._missing import getter
from .._ops import arrays, creation, gathering, math, reductions
from .._ops.conditionals import smart_cond
from .._ops.rearranging import reverse_sequence
from .._ops.slicing import slice_
from .._rnn.base import RNNCell
from .._rnn.looped import dynamic_rnn
from .._variable_scope import get_variable

#: TensorFlow has modules below it (see _module_paths).
__path__ = []


def _size(tensor, axis):
    """A size, as a number where it is known."""
    known = tensor.shape[axis].value
    return known if known else arrays.shape(tensor)[axis]


def _by_length(inputs, single, several):
    """SINGLE for sequences of one element, SEVERAL for longer ones."""
    is_single = math.equal(_size(inputs, 1), 1)
    return smart_cond(is_single, single, several)


def _zero_where_empty(scores, sequence_lengths):
    is_empty = math.less_equal(sequence_lengths, 0)
    return arrays.where(is_empty, creation.zeros_like(scores), scores)


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    """The unnormalized score [batch] of each sequence of tags."""

    def single():
        kind = tag_indices.dtype
        batch = arrays.shape(inputs, out_type=kind)[0]
        examples = arrays.reshape(creation.range_(batch, dtype=kind), [-1, 1])
        squeezed = arrays.squeeze(inputs, [1])
        scores = gathering.gather_nd(squeezed, arrays.concat([examples, tag_indices], axis=1))
        return _zero_where_empty(scores, sequence_lengths)

    def several():
        unary = crf_unary_score(tag_indices, sequence_lengths, inputs)
        return unary + crf_binary_score(tag_indices, sequence_lengths, transition_params)

    return _by_length(inputs, single, several)


def crf_multitag_sequence_score(inputs, tag_bitmap, sequence_lengths, transition_params):
    """As crf_sequence_score, for several tags that are right."""

    def possible():
        impossible = creation.fill(arrays.shape(inputs), float('-inf'))
        return arrays.where(tag_bitmap, inputs, impossible)

    def single():
        return reductions.reduce_logsumexp(possible(), axis=[1, 2], keepdims=False)

    def several():
        return crf_log_norm(possible(), sequence_lengths, transition_params)

    return _by_length(inputs, single, several)


def crf_log_norm(inputs, sequence_lengths, transition_params):
    """log Σ exp score over all sequences of tags, [batch]."""
    first = slice_(inputs, [0, 0, 0], [-1, 1, -1])
    first = arrays.squeeze(first, [1])

    def single():
        norm = reductions.reduce_logsumexp(first, [1])
        return _zero_where_empty(norm, sequence_lengths)

    def several():
        rest = slice_(inputs, [0, 1, 0], [-1, -1, -1])
        cell = CrfForwardRnnCell(transition_params)
        steps = _less_one(sequence_lengths)
        _, alphas = dynamic_rnn(
            cell=cell,
            inputs=rest,
            sequence_length=steps,
            initial_state=first,
            dtype=dtypes.float32,
        )
        norm = reductions.reduce_logsumexp(alphas, [1])
        return _zero_where_empty(norm, sequence_lengths)

    return _by_length(inputs, single, several)


def _less_one(lengths):
    zero = constant(0, dtype=lengths.dtype)
    return math.maximum(zero, lengths - 1)


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    """(log p of each sequence of tags, transitions [tags, tags])"""
    if transition_params is None:
        tags = inputs.shape[2].value
        transition_params = get_variable('transitions', [tags, tags])
    score = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    norm = crf_log_norm(inputs, sequence_lengths, transition_params)
    return score - norm, transition_params


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    batch = arrays.shape(inputs)[0]
    length = arrays.shape(inputs)[1]
    tags = arrays.shape(inputs)[2]
    flat = arrays.reshape(inputs, [-1])
    offsets = arrays.expand_dims(creation.range_(batch) * length * tags, 1)
    offsets += arrays.expand_dims(creation.range_(length) * tags, 0)
    if tag_indices.dtype == dtypes.int64:
        offsets = math.cast(offsets, dtypes.int64)
    places = arrays.reshape(offsets + tag_indices, [-1])
    scores = arrays.reshape(gathering.gather(flat, places), [batch, length])
    return reductions.reduce_sum(scores * _mask(sequence_lengths, tag_indices), 1)


def _mask(sequence_lengths, tag_indices):
    longest = arrays.shape(tag_indices)[1]
    return gathering.sequence_mask(sequence_lengths, maxlen=longest, dtype=dtypes.float32)


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    tags = transition_params.shape[0]
    count = arrays.shape(tag_indices)[1] - 1
    start = slice_(tag_indices, [0, 0], [-1, count])
    end = slice_(tag_indices, [0, 1], [-1, count])
    places = start * tags + end
    flat = arrays.reshape(transition_params, [-1])
    scores = gathering.gather(flat, places)
    mask = slice_(_mask(sequence_lengths, tag_indices), [0, 1], [-1, -1])
    return reductions.reduce_sum(scores * mask, 1)


class _TransitionCell(RNNCell):
    """A step from one element to the next: state[i] + transition[i, j] for all i and j."""

    def __init__(self, transition_params):
        self._transition_params = arrays.expand_dims(transition_params, 0)
        self._num_tags = transition_params.shape[0].value

    state_size = property(lambda self: self._num_tags)
    output_size = property(lambda self: self._num_tags)

    def _transitions(self, state):
        return arrays.expand_dims(state, 2) + self._transition_params


class CrfForwardRnnCell(_TransitionCell):
    def __call__(self, inputs, state, scope=None):
        alphas = inputs + reductions.reduce_logsumexp(self._transitions(state), [1])
        return alphas, alphas


class CrfDecodeForwardRnnCell(_TransitionCell):
    def __call__(self, inputs, state, scope=None):
        scores = self._transitions(state)
        best = inputs + reductions.reduce_max(scores, [1])
        backpointers = reductions.argmax(scores, 1)
        return math.cast(backpointers, dtype=dtypes.int32), best


class CrfDecodeBackwardRnnCell(RNNCell):
    def __init__(self, num_tags):
        self._num_tags = num_tags

    state_size = property(lambda self: 1)
    output_size = property(lambda self: 1)

    def __call__(self, inputs, state, scope=None):
        state = arrays.squeeze(state, axis=[1])
        batch = creation.range_(arrays.shape(inputs)[0])
        places = arrays.stack([batch, state], axis=1)
        tags = arrays.expand_dims(gathering.gather_nd(inputs, places), axis=-1)
        return tags, tags


def viterbi_decode(score, transition_params):
    """(best tags of one sequence, their score): SCORE [length, tags] and transitions as arrays."""
    trellis = np.zeros_like(score)
    backpointers = np.zeros_like(score, dtype=np.int32)
    trellis[0] = score[0]
    for t in range(1, score.shape[0]):
        v = np.expand_dims(trellis[t - 1], 1) + transition_params
        trellis[t] = score[t] + np.max(v, 0)
        backpointers[t] = np.argmax(v, 0)
    path = [np.argmax(trellis[-1])]
    for pointers in backpointers[1:][::-1]:
        path.append(pointers[path[-1]])
    path.reverse()
    return path, np.max(trellis[-1])


def crf_decode(potentials, transition_params, sequence_length):
    """(best tags [batch, length], their scores [batch])"""

    def single():
        squeezed = arrays.squeeze(potentials, [1])
        tags = arrays.expand_dims(reductions.argmax(squeezed, axis=1), 1)
        best = reductions.reduce_max(squeezed, axis=1)
        return math.cast(tags, dtype=dtypes.int32), best

    def several():
        cell = CrfDecodeForwardRnnCell(transition_params)
        first = slice_(potentials, [0, 0, 0], [-1, 1, -1])
        first = arrays.squeeze(first, axis=[1])
        rest = slice_(potentials, [0, 1, 0], [-1, -1, -1])
        steps = _less_one(sequence_length)

        def run(cell, inputs, state):
            return dynamic_rnn(
                cell,
                inputs=inputs,
                sequence_length=steps,
                initial_state=state,
                time_major=False,
                dtype=dtypes.int32,
            )

        backpointers, last = run(cell, rest, first)
        backpointers = reverse_sequence(backpointers, steps, seq_dim=1)
        cell = CrfDecodeBackwardRnnCell(potentials.shape[2].value)
        state = math.cast(reductions.argmax(last, axis=1), dtype=dtypes.int32)
        state = arrays.expand_dims(state, axis=-1)
        tags, _ = run(cell, backpointers, state)
        tags = arrays.squeeze(tags, axis=[2])
        tags = arrays.concat([state, tags], axis=1)
        tags = reverse_sequence(tags, sequence_length, seq_dim=1)
        return tags, reductions.reduce_max(last, axis=1)

    return _by_length(potentials, single, several)


__getattr__ = getter('tf.contrib.crf')
