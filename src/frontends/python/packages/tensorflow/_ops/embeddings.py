"""Rows of a table by id, the table in one piece or in several: python/ops/embedding_ops.py."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._indexed_slices import convert_or_slices
from .._name_scope import name_scope
from .._partitioned import PartitionedVariable
from .._placement import colocate_with
from . import arrays, clipping, creation, math, rearranging, reductions
from .gathering import gather

_stitch = OpCall('ParallelDynamicStitch')


def _clipped(rows, ids, max_norm):
    """Each row times max_norm / max(‖row‖, max_norm)."""
    if max_norm is None:
        return rows
    known = [convert(x).shape.ndims for x in (ids, rows)]
    # As in TensorFlow, rank 0 counts as unknown.
    ranks = [rank or arrays.rank(x) for rank, x in zip(known, (ids, rows))]
    axes = list(range(*ranks)) if all(known) else creation.range_(*ranks)
    return clipping.clip_by_norm(rows, max_norm, axes=axes)


def as_partitions(params):
    if params is None:
        raise ValueError('params must be specified')
    if isinstance(params, PartitionedVariable):
        return list(params)
    if isinstance(params, (list, tuple)) and not params:
        raise ValueError('Need at least one param')
    return params if isinstance(params, list) else [params]


def embedding_lookup(
    params, ids, partition_strategy='mod', name=None, validate_indices=True, max_norm=None
):
    """Rows [*shape of ids, *shape of a row] of PARAMS."""
    params = as_partitions(params)
    with name_scope(name, 'embedding_lookup', params + [ids]) as scope:
        if not any(hasattr(table, 'sparse_read') for table in params):
            params = [
                convert_or_slices(table, name='params_%d' % i) for i, table in enumerate(params)
            ]
        ids = convert(ids, name='ids')
        if len(params) == 1:
            with colocate_with(params[0]):
                rows = _clipped(gather(params[0], ids, name=scope), ids, max_norm)
            return arrays.identity(rows)
        return _from_partitions(params, ids, partition_strategy, scope, max_norm)


def _from_partitions(params, ids, partition_strategy, scope, max_norm):
    flat = arrays.reshape(ids, [-1])
    places = creation.range_(arrays.size(flat))
    if partition_strategy == 'mod':
        owners = flat % len(params)
        local = flat // len(params)
    elif partition_strategy == 'div':
        owners, local = _divided(params, flat)
    else:
        raise ValueError('Unrecognized partition strategy: ' + partition_strategy)
    owners = math.cast(owners, dtypes.int32)
    local = rearranging.dynamic_partition(local, owners, len(params))
    places = rearranging.dynamic_partition(places, owners, len(params))
    parts = []
    for table, own in zip(params, local):
        with colocate_with(table):
            parts.append(gather(table, own))
    rows = _stitch(places, parts, name=scope)

    row_shape = params[0].shape[1:]
    for table in params[1:]:
        row_shape = row_shape.merge_with(table.shape[1:])
    known = row_shape
    if not row_shape.is_fully_defined():
        with colocate_with(params[0]):
            known = arrays.shape(params[0])
        known = known[1:]
    rows = arrays.reshape(rows, arrays.concat([arrays.shape(ids), known], 0))
    rows.set_shape(ids.shape.concatenate(row_shape))
    return _clipped(rows, ids, max_norm)


def _rows_of(table):
    with colocate_with(table):
        return arrays.shape(table)[0]


def _divided(params, flat):
    """Owner and place of each id where the table is cut into runs, the first ones a row longer."""
    count = len(params)
    lengths = [table.shape[0].value for table in params]
    if None not in lengths and sum(lengths):
        total = constant(sum(lengths), flat.dtype)
    else:
        lengths = [
            _rows_of(table) if length is None else length
            for table, length in zip(params, lengths)
        ]
        total = reductions.reduce_sum(math.cast(arrays.stack(lengths), flat.dtype))
    length = total // count
    extras = total % count
    owners = math.maximum(flat // (length + 1), (flat - extras) // length)
    local = arrays.where(owners < extras, flat % (length + 1), (flat - extras) % length)
    return owners, local
