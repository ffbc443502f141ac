"""Rows of a table by the ids of a sparse matrix, combined row by row: python/ops/embedding_ops.py."""

from .. import _dtypes as dtypes
from .. import logging
from .._convert import convert
from .._name_scope import name_scope
from .._shapes import Dimension, TensorShape
from . import arrays, creation, math, reductions, segments
from .embeddings import embedding_lookup
from .gathering import gather
from .slicing import slice_
from .sparse import SparseTensor
from .sparse_rows import sparse_fill_empty_rows, sparse_reshape, sparse_retain

_COMBINED = {
    'sum': segments.sparse_segment_sum,
    'mean': segments.sparse_segment_mean,
    'sqrtn': segments.sparse_segment_sqrt_n,
}


def embedding_lookup_sparse(
    params,
    sp_ids,
    sp_weights,
    partition_strategy='mod',
    name=None,
    combiner=None,
    max_norm=None,
):
    """Per row of SP_IDS the sum of the rows of PARAMS that it names, or their weighted mean."""
    if combiner is None:
        logging.warn(
            'The default value of combiner will change from "mean" to "sqrtn" after 2016/11/01.'
        )
        combiner = 'mean'
    if combiner not in _COMBINED:
        raise ValueError("combiner must be one of 'mean', 'sqrtn' or 'sum'")
    if not isinstance(params, list):
        params = [params]
    if not isinstance(sp_ids, SparseTensor):
        raise TypeError('sp_ids must be SparseTensor')
    if sp_weights is not None:
        if not isinstance(sp_weights, SparseTensor):
            raise TypeError('sp_weights must be either None or SparseTensor')
        for part in ('values', 'indices', 'dense_shape'):
            getattr(sp_ids, part).shape.assert_is_compatible_with(getattr(sp_weights, part).shape)

    with name_scope(name, 'embedding_lookup_sparse', params) as scope:
        rows = math.cast(sp_ids.indices[:, 0], dtypes.int32)
        ids, places = arrays.unique(sp_ids.values)
        table = embedding_lookup(
            params, ids, partition_strategy=partition_strategy, max_norm=max_norm
        )
        if sp_weights is None:
            return _COMBINED[combiner](table, places, rows, name=scope)
        return _weighted(table, places, sp_weights.values, rows, combiner, scope)


def _weighted(table, places, weights, rows, combiner, scope):
    if weights.dtype != table.dtype:
        weights = math.cast(weights, table.dtype)
    table = gather(table, places)
    # Weights of shape [n, 1, …, 1] multiply whole rows.
    ones = creation.fill(arrays.expand_dims(arrays.rank(table) - 1, 0), 1)
    shape = arrays.concat([arrays.shape(weights), ones], 0)
    known = weights.shape
    weights = arrays.reshape(weights, shape)
    if table.shape.ndims is not None:
        weights.set_shape(known.concatenate([1] * (table.shape.ndims - 1)))
    table *= weights
    if combiner == 'sum':
        return segments.segment_sum(table, rows, name=scope)
    table = segments.segment_sum(table, rows)
    if combiner == 'mean':
        total = segments.segment_sum(weights, rows)
    else:
        total = math.sqrt(segments.segment_sum(math.pow(weights, 2), rows))
    return math.div(table, total, name=scope)


def safe_embedding_lookup_sparse(
    embedding_weights,
    sparse_ids,
    sparse_weights=None,
    combiner='mean',
    default_id=None,
    name=None,
    partition_strategy='div',
    max_norm=None,
):
    """As embedding_lookup_sparse, without ids below 0 and weights not above 0; an empty row gives the
    row of DEFAULT_ID, or zeros."""
    if embedding_weights is None:
        raise ValueError('Missing embedding_weights %s.' % embedding_weights)
    if not isinstance(embedding_weights, list):
        embedding_weights = [embedding_weights]
    if not embedding_weights:
        raise ValueError('Missing embedding_weights %s.' % embedding_weights)
    dtype = sparse_weights.dtype if sparse_weights is not None else None
    embedding_weights = [
        table
        if hasattr(table, 'sparse_read') and dtype in (None, table.dtype)
        else convert(table, dtype)
        for table in embedding_weights
    ]
    with name_scope(name, 'embedding_lookup', embedding_weights) as scope:
        shape = sparse_ids.dense_shape
        rank = known_rank = shape.shape[0].value
        if rank is None:
            rank = arrays.size(shape)
        sparse_ids = sparse_reshape(
            sparse_ids,
            [reductions.reduce_prod(slice_(shape, [0], [rank - 1])), gather(shape, rank - 1)],
        )
        if sparse_weights is not None:
            sparse_weights = SparseTensor(
                sparse_ids.indices, sparse_weights.values, sparse_ids.dense_shape
            )
        sparse_ids, sparse_weights = _without_invalid(sparse_ids, sparse_weights, combiner)
        sparse_ids, is_empty = sparse_fill_empty_rows(sparse_ids, default_id or 0)
        if sparse_weights is not None:
            sparse_weights, _ = sparse_fill_empty_rows(sparse_weights, 1.0)
        result = embedding_lookup_sparse(
            embedding_weights,
            sparse_ids,
            sparse_weights,
            combiner=combiner,
            partition_strategy=partition_strategy,
            name=None if default_id is None else scope,
            max_norm=max_norm,
        )
        if default_id is None:
            is_empty = arrays.reshape(is_empty, [-1, 1])
            is_empty = arrays.tile(is_empty, arrays.stack([1, arrays.shape(result)[1]]))
            result = arrays.where(is_empty, creation.zeros_like(result), result, name=scope)
        outer = slice_(math.cast(shape, dtypes.int32), [0], [rank - 1])
        inner = slice_(arrays.shape(result), [1], [-1])
        final = arrays.reshape(result, arrays.concat([outer, inner], 0))
        outer_rank = (Dimension(known_rank) - 1).value
        outer_shape = TensorShape(None if outer_rank is None else [None] * outer_rank)
        final.set_shape(outer_shape.concatenate(result.shape[1:]))
        return final


def _without_invalid(ids, weights, combiner):
    valid = math.greater_equal(ids.values, 0)
    if weights is not None:
        valid = math.logical_and(valid, creation.ones_like(weights.values, dtype=dtypes.bool_))
    ids = sparse_retain(ids, valid)
    if weights is None:
        return ids, None
    weights = sparse_retain(weights, valid)
    if combiner != 'sum':
        positive = math.greater(weights.values, 0)
        ids, weights = sparse_retain(ids, positive), sparse_retain(weights, positive)
    return ids, weights
