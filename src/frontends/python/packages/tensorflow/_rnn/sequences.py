"""What unrolled and looped networks share: batch sizes, state types, steps beyond a sequence's end."""

from .. import _engine, _nest
from .._graph import get_default_graph
from .._ops import arrays, conditionals
from .._ops.tensor_arrays import TensorArray
from .._placement import colocate_with, own_device


def state_dtype(explicit, state):
    """EXPLICIT, or the one dtype of all tensors of STATE."""
    if explicit is not None:
        return explicit
    if not _nest.is_sequence(state):
        return state.dtype
    found = [element.dtype for element in _nest.flatten(state)]
    if not found:
        raise ValueError('Unable to infer dtype from empty state.')
    if any(dtype != found[0] for dtype in found):
        raise ValueError(
            'State has tensors of different inferred_dtypes. Unable to infer a single representative '
            'dtype.'
        )
    return found[0]


def initial_state_of(cell, batch_size, dtype):
    if getattr(cell, 'get_initial_state', None) is not None:
        return cell.get_initial_state(inputs=None, batch_size=batch_size, dtype=dtype)
    return cell.zero_state(batch_size, dtype)


def step_with_lengths(
    time, lengths, shortest, longest, zero_output, state, call_cell, without_conditionals=False
):
    """One step in which sequences that have ended give zeros and keep their state.

    Unrolled, steps beyond the longest sequence are not computed at all, and steps before the
    shortest one ends need no choice.
    """
    old_state = _nest.flatten(state)
    zeros = _nest.flatten(zero_output)
    has_ended = time >= lengths

    def choose(old, new):
        if isinstance(old, TensorArray) or old.shape.ndims == 0:
            return new
        with colocate_with(new):
            return arrays.where(has_ended, old, new)

    def chosen(output, new_state):
        return [choose(*pair) for pair in zip(zeros, output)] + [
            choose(*pair) for pair in zip(old_state, new_state)
        ]

    def called():
        output, new_state = call_cell()
        _nest.assert_same_structure(zero_output, output)
        _nest.assert_same_structure(state, new_state)
        return _nest.flatten(output), _nest.flatten(new_state)

    def some_through():
        output, new_state = called()
        return conditionals.cond(
            time < shortest, lambda: output + new_state, lambda: chosen(output, new_state)
        )

    if without_conditionals:
        results = chosen(*called())
    else:
        results = conditionals.cond(time >= longest, lambda: zeros + old_state, some_through)
    output, new_state = results[: len(zeros)], results[len(zeros) :]
    for made, like in [*zip(output, zeros), *zip(new_state, old_state)]:
        if not isinstance(made, TensorArray):
            made.set_shape(like.shape)
    return (
        _nest.pack_sequence_as(zero_output, output),
        _nest.pack_sequence_as(state, new_state),
    )


def cache_beside_cell(scope):
    """Reads of variables that are made in SCOPE stand where the scopes around say, not beside their
    variables; in a loop they are left as they are (rnn.py, _should_cache)."""
    in_loop = get_default_graph()._within(_engine.is_in_loop)
    if not in_loop and scope.caching_device is None:
        scope.set_caching_device(own_device)
