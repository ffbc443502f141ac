"""One step of a beam search: of all beams continued with all ids, the best
(contrib/seq2seq/python/ops/beam_search_decoder.py, _beam_search_step)."""

import collections

from .. import _nest
from .._convert import convert
from .._dtypes import float32, int32, int64
from .._ops import activations, arrays, creation, math, reductions
from .attention_wrapper import AttentionWrapperState
from .beam_tensors import rows_of_beams, rows_of_state


class BeamSearchDecoderState(
    collections.namedtuple(
        'BeamSearchDecoderState',
        ('cell_state', 'log_probs', 'finished', 'lengths', 'accumulated_attention_probs'),
    )
):
    """The state of a BeamSearchDecoder."""


class BeamSearchDecoderOutput(
    collections.namedtuple('BeamSearchDecoderOutput', ('scores', 'predicted_ids', 'parent_ids'))
):
    """What one step gives out, [batch, beam] each."""


def beam_search_step(
    time,
    logits,
    next_cell_state,
    beam_state,
    batch_size,
    beam_width,
    end_token,
    length_penalty_weight,
    coverage_penalty_weight,
):
    """(BeamSearchDecoderOutput, BeamSearchDecoderState) after LOGITS [batch, beam, ids]."""
    static_batch = arrays.constant_value(batch_size)
    lengths, was_finished = beam_state.lengths, beam_state.finished
    not_finished = math.logical_not(was_finished)
    log_probs = _masked(activations.log_softmax(logits), end_token, was_finished)
    totals = arrays.expand_dims(beam_state.log_probs, 2) + log_probs
    ids = logits.shape[-1].value or arrays.shape(logits)[-1]
    to_add = creation.one_hot(
        indices=creation.fill([batch_size, beam_width], end_token),
        depth=ids,
        on_value=math.to_int64(0),
        off_value=math.to_int64(1),
        dtype=int64,
    )
    to_add *= arrays.expand_dims(math.cast(not_finished, int64), 2)
    continued_lengths = to_add + arrays.expand_dims(lengths, 2)
    accumulated = None
    attended = attention_probs(next_cell_state, coverage_penalty_weight)
    if attended is not None:
        attended *= arrays.expand_dims(math.cast(not_finished, float32), 2)
        accumulated = beam_state.accumulated_attention_probs + attended
    scores = _scores(
        totals,
        continued_lengths,
        length_penalty_weight,
        coverage_penalty_weight,
        was_finished,
        accumulated,
    )
    convert(time, name='time')
    flat = arrays.reshape(scores, [batch_size, -1])
    how_many = convert(beam_width, int32, 'beam_width')
    best, places = activations.top_k(flat, k=how_many)
    best.set_shape([static_batch, beam_width])
    places.set_shape([static_batch, beam_width])

    def of_beams(beams, values, range_size, shape, name=None):
        return rows_of_beams(beams, values, batch_size, range_size, shape, name)

    probs = of_beams(places, totals, beam_width * ids, [-1], 'next_beam_probs')
    word_ids = math.cast(math.mod(places, ids, name='next_beam_word_ids'), int32)
    beams = math.cast(places / ids, int32, name='next_beam_parent_ids')
    was_finished = of_beams(beams, was_finished, beam_width, [-1])
    finished = math.logical_or(
        was_finished, math.equal(word_ids, end_token), name='next_beam_finished'
    )
    to_add = math.cast(math.logical_not(was_finished), int64)
    next_lengths = of_beams(beams, lengths, beam_width, [-1])
    next_lengths += to_add
    next_accumulated = ()
    if accumulated is not None:
        wide = [batch_size * beam_width, -1]
        next_accumulated = of_beams(
            beams, accumulated, beam_width, wide, 'next_accumulated_attention_probs'
        )
    cell_state = _nest.map_structure(
        lambda values: rows_of_state(
            beams, values, batch_size, beam_width, [batch_size * beam_width, -1]
        ),
        next_cell_state,
    )
    state = BeamSearchDecoderState(
        cell_state=cell_state,
        log_probs=probs,
        lengths=next_lengths,
        finished=finished,
        accumulated_attention_probs=next_accumulated,
    )
    return BeamSearchDecoderOutput(best, word_ids, beams), state


def _masked(log_probs, end_token, finished):
    """LOG_PROBS [batch, beam, ids], where a beam that has FINISHED can only go on with the end."""
    ids = arrays.shape(log_probs)[2]
    row = creation.one_hot(
        end_token,
        ids,
        dtype=log_probs.dtype,
        on_value=convert(0.0, log_probs.dtype),
        off_value=log_probs.dtype.min,
    )
    rows = arrays.tile(
        arrays.reshape(row, [1, 1, -1]), arrays.concat([arrays.shape(finished), [1]], 0)
    )
    mask = arrays.tile(arrays.expand_dims(finished, 2), [1, 1, ids])
    return arrays.where(mask, rows, log_probs)


def _scores(log_probs, lengths, length_weight, coverage_weight, finished, accumulated):
    """log p / ((5 + length) / 6)^w, and a penalty for memory that nobody looked at (Wu et al. 2016)."""
    penalty = math.cast(_length_penalty(lengths, length_weight), dtype=log_probs.dtype)
    scores = log_probs / penalty
    weight = convert(coverage_weight, name='coverage_penalty_weight')
    if weight.shape.ndims != 0:
        raise ValueError(
            'coverage_penalty_weight should be a scalar, but saw shape: %s' % weight.shape
        )
    if arrays.constant_value(weight) == 0.0:
        return scores
    if accumulated is None:
        raise ValueError(
            'accumulated_attention_probs can be None only if coverage penalty is disabled.'
        )
    accumulated = arrays.where(
        math.equal(accumulated, 0.0), creation.ones_like(accumulated), accumulated
    )
    coverage = reductions.reduce_sum(math.log(math.minimum(accumulated, 1.0)), 2)
    coverage *= math.cast(finished, float32)
    return scores + arrays.expand_dims(coverage * weight, 2)


def _length_penalty(lengths, factor):
    factor = convert(factor, name='penalty_factor')
    factor.set_shape(())
    if arrays.constant_value(factor) == 0:
        return 1.0
    return math.div((5.0 + math.cast(lengths, float32)) ** factor, (5.0 + 1.0) ** factor)


def attention_probs(cell_state, coverage_penalty_weight):
    """[batch, beam, memory] of the cells with attention; None where nothing is done with it."""
    if coverage_penalty_weight == 0.0:
        return None
    states = [cell_state] if isinstance(cell_state, AttentionWrapperState) else cell_state
    found = []
    if isinstance(states, (list, tuple)):
        found = [_of_one(state) for state in states if isinstance(state, AttentionWrapperState)]
    if not found:
        raise ValueError('coverage_penalty_weight must be 0.0 if no cell is attentional.')
    return found[0] if len(found) == 1 else _mean(found)


def _of_one(state):
    return _mean(state.alignments) if isinstance(state.alignments, tuple) else state.alignments


def _mean(probs):
    return reductions.reduce_mean(arrays.concat([arrays.expand_dims(p, -1) for p in probs], -1), -1)
