"""The memory that an attention looks at: cut off at each example's end, and so are its scores
(contrib/seq2seq/python/ops/attention_wrapper.py, _prepare_memory and _maybe_mask_score)."""

from .. import _nest
from .._convert import convert
from .._dtypes import int32
from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._ops import arrays, creation
from .._ops.checks import assert_positive
from .._ops.gathering import sequence_mask


def prepared_memory(memory, lengths, needs_inner_dims):
    """MEMORY [batch, time, …] as tensors, zero beyond the LENGTHS [batch] of its examples.

    ValueError where NEEDS_INNER_DIMS and the dimensions after the second are not known.
    """
    memory = _nest.map_structure(lambda part: convert(part, name='memory'), memory)
    if lengths is not None:
        lengths = convert(lengths, name='memory_sequence_length')
    if needs_inner_dims:
        for part in _nest.flatten(memory):
            if not part.shape[2:].is_fully_defined():
                raise ValueError(
                    'Expected memory %s to have fully defined inner dims, but saw shape: %s'
                    % (part.name, part.shape)
                )
    if lengths is None:
        return memory
    first = _nest.flatten(memory)[0]
    mask = sequence_mask(lengths, maxlen=arrays.shape(first)[1], dtype=first.dtype)

    def masked(part):
        rank = part.shape.ndims
        rank = arrays.rank(part) if rank is None else rank
        ones = creation.ones(rank - 2, dtype=int32)
        return part * arrays.reshape(mask, arrays.concat((arrays.shape(mask), ones), 0))

    return _nest.map_structure(masked, memory)


def masked_score(score, lengths, mask_value):
    """SCORE [batch, time], and MASK_VALUE beyond the LENGTHS [batch], each of which must be positive."""
    if lengths is None:
        return score
    check = assert_positive(
        lengths, message='All values in memory_sequence_length must be greater than zero.'
    )
    with ControlDependencies(get_default_graph(), [check]):
        mask = sequence_mask(lengths, maxlen=arrays.shape(score)[1])
    others = mask_value * creation.ones_like(score)
    return arrays.where(mask, score, others)
