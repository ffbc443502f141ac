"""What a beam search does to its tensors: copies of a batch, rows of chosen beams, arrays in the order of
the beams that were found (contrib/seq2seq/python/ops/beam_search_decoder.py)."""

from .. import _nest, logging
from .._apply import OpCall
from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, creation, gathering, math, reductions
from .._ops.control import Assert
from .._ops.tensor_arrays import TensorArray
from .._shapes import TensorShape

_gather_tree = OpCall('GatherTree')


def gather_tree(step_ids, parent_ids, max_sequence_lengths, end_token, name=None):
    """[time, batch, beam] ids, each beam followed back from its last step through PARENT_IDS."""
    return _gather_tree(step_ids, parent_ids, max_sequence_lengths, end_token, name=name)


def tile_batch(t, multiplier, name=None):
    """T [batch, …] with every example MULTIPLIER times, one beside the other."""
    flat = _nest.flatten(t)
    with name_scope(name, 'tile_batch', [*flat, multiplier]):
        return _nest.map_structure(lambda part: _tiled(part, multiplier), t)


def _tiled(t, multiplier):
    t = convert(t, name='t')
    shape = arrays.shape(t)
    rank = t.shape.ndims
    if rank is None or rank < 1:
        raise ValueError('t must have statically known rank')
    times = [1] * (rank + 1)
    times[1] = multiplier
    batch = t.shape[0].value
    tiled = arrays.tile(arrays.expand_dims(t, 1), times)
    tiled = arrays.reshape(tiled, arrays.concat(([shape[0] * multiplier], shape[1:]), 0))
    tiled.set_shape(
        TensorShape([None if batch is None else batch * multiplier]).concatenate(t.shape[1:])
    )
    return tiled


def check_rank_is_known(t):
    if t.shape.ndims is None:
        raise ValueError('Expected tensor (%s) to have known rank, but ndims == None.' % t)


def rows_of_beams(beams, values, batch_size, range_size, shape, name=None):
    """The rows BEAMS [batch, beam] of VALUES, which has RANGE_SIZE of them per example in SHAPE."""
    with name_scope(name, 'tensor_gather_helper'):
        starts = arrays.expand_dims(creation.range_(batch_size) * range_size, 1)
        beams = arrays.reshape(beams + starts, [-1])
        output = gathering.gather(arrays.reshape(values, shape), beams)
        final = arrays.shape(values)[: 1 + len(shape)]
        static_batch = arrays.constant_value(batch_size)
        static = TensorShape([static_batch]).concatenate(values.shape[1 : 1 + len(shape)])
        output = arrays.reshape(output, final, name='output')
        output.set_shape(static)
        return output


def rows_of_state(beams, values, batch_size, range_size, shape):
    """As `rows_of_beams`; an array, or a tensor with too few dimensions, as it is."""
    if isinstance(values, TensorArray):
        return values
    check_rank_is_known(values)
    if values.shape.ndims < len(shape):
        return values
    return rows_of_beams(beams, values, batch_size, range_size, shape)


def gather_tree_from_array(t, parent_ids, sequence_length):
    """T [time, batch, beam, …] in the order of the beams that were found."""
    dims, shape = parent_ids.shape, arrays.shape
    max_time = dims[0].value or shape(parent_ids)[0]
    batch_size = dims[1].value or shape(parent_ids)[1]
    beam_width = dims[2].value or shape(parent_ids)[2]
    beams = arrays.expand_dims(arrays.expand_dims(creation.range_(beam_width), 0), 0)
    beams = arrays.tile(beams, [max_time, batch_size, 1])
    longest = math.cast(reductions.reduce_max(sequence_length, axis=1), int32)
    found = gather_tree(
        step_ids=beams,
        parent_ids=parent_ids,
        max_sequence_lengths=longest,
        end_token=beam_width + 1,
    )
    mask = gathering.sequence_mask(sequence_length, maxlen=max_time)
    found = arrays.where(arrays.transpose(mask, perm=[2, 0, 1]), x=found, y=beams)
    times = arrays.tile(
        arrays.reshape(creation.range_(max_time), [-1, 1, 1]), [1, batch_size, beam_width]
    )
    batches = arrays.tile(
        arrays.reshape(creation.range_(batch_size), [-1, 1, 1]), [1, max_time, beam_width]
    )
    batches = arrays.transpose(batches, perm=[1, 0, 2])
    indices = arrays.stack([times, batches, found], -1)
    final = arrays.shape(t)
    rows = arrays.reshape(t, [max_time, batch_size, beam_width, -1])
    return arrays.reshape(gathering.gather_nd(rows, indices), final)


def array_of_found_beams(t, parent_ids, lengths, batch_size, beam_width):
    """What the steps wrote into T, stacked and in the order of the beams; T itself where it is no array,
    or one whose elements are no rows of beams."""
    if not isinstance(t, TensorArray):
        return t
    shape = t.element_shape
    if shape.ndims is None or shape.ndims < 1:
        logging.warn(
            'The TensorArray %s in the cell state is not amenable to sorting based on the beam search '
            'result. For a TensorArray to be sorted, its elements shape must be defined and have at '
            'least a rank of 1, but saw shape: %s' % (t.handle.name, shape)
        )
        return t
    if not _has_beams(shape, arrays.constant_value(batch_size), beam_width):
        return t
    t = t.stack()
    check = _check_beams(t, batch_size, beam_width)
    with ControlDependencies(get_default_graph(), [check]):
        return gather_tree_from_array(t, parent_ids, lengths)


_ADVICE = 'Consider setting reorder_tensor_arrays to False to disable TensorArray reordering during the beam search.'


def _has_beams(shape, batch_size, beam_width):
    first = shape[0].value
    if batch_size is None or first is None:
        return True
    second = shape[1].value if shape.ndims >= 2 else None
    is_split = second is None or (first == batch_size and second == beam_width)
    if first == batch_size * beam_width and is_split:
        return True
    logging.warn(
        'TensorArray reordering expects elements to be reshapable to %s which is incompatible with the '
        'current shape %s. %s' % (TensorShape([batch_size, beam_width, None]), shape, _ADVICE)
    )
    return False


def _check_beams(t, batch_size, beam_width):
    words = (
        'TensorArray reordering expects elements to be reshapable to [batch_size, beam_size, -1] which '
        'is incompatible with the dynamic shape of %s elements. %s' % (t.name, _ADVICE)
    )
    shape = arrays.shape(t)
    if t.shape.ndims == 2:
        return Assert(math.equal(shape[1], batch_size * beam_width), [words])
    is_flat = math.equal(shape[1], batch_size * beam_width)
    is_split = math.logical_and(
        math.equal(shape[1], batch_size), math.equal(shape[2], beam_width)
    )
    return Assert(math.logical_or(is_flat, is_split), [words])
