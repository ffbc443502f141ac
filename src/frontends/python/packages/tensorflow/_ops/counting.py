"""Sorting, searching, counting into bins, confusion matrices."""

from .. import _dtypes as dtypes
from .._apply import OpCall
from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from . import activations, arrays, clipping, creation, math, reductions, segments, sparse

_bincount = OpCall('Bincount')
_histogram = OpCall('HistogramFixedWidth')
_lower_bound = OpCall('LowerBound')
_upper_bound = OpCall('UpperBound')


def bincount(arr, weights=None, minlength=None, maxlength=None, dtype=dtypes.int32):
    with name_scope('bincount'):
        arr = convert(arr, dtypes.int32, 'arr')
        is_full = reductions.reduce_prod(arrays.shape(arr)) > 0
        size = math.cast(is_full, dtypes.int32) * (reductions.reduce_max(arr) + 1)
        if minlength is not None:
            size = math.maximum(convert(minlength, dtypes.int32, 'minlength'), size)
        if maxlength is not None:
            size = math.minimum(convert(maxlength, dtypes.int32, 'maxlength'), size)
        if weights is not None:
            weights = convert(weights, name='weights')
            return segments.unsorted_segment_sum(weights, arr, size)
        return _bincount(arr, size, constant([], dtype))


def histogram_fixed_width(values, value_range, nbins=100, dtype=dtypes.int32, name=None):
    with name_scope(name, 'histogram_fixed_width', [values, value_range, nbins]) as scope:
        kind = dtypes.as_dtype(dtype).name
        return _histogram(values, value_range, nbins, name=scope, dtype=kind)


def histogram_fixed_width_bins(values, value_range, nbins=100, dtype=dtypes.int32, name=None):
    with name_scope(name, 'histogram_fixed_width_bins', [values, value_range, nbins]):
        values = convert(values, name='values')
        shape = arrays.shape(values)
        values = arrays.reshape(values, [-1])
        value_range = convert(value_range, name='value_range')
        nbins = convert(nbins, dtypes.int32, 'nbins')
        bins = math.cast(nbins, values.dtype)
        scaled = math.truediv(
            values - value_range[0], value_range[1] - value_range[0], name='scaled_values'
        )
        indices = math.floor(bins * scaled, name='indices')
        indices = math.cast(clipping.clip_by_value(indices, 0, bins - 1), dtypes.int32)
        return arrays.reshape(indices, shape)


def searchsorted(sorted_sequence, values, side='left', out_type=dtypes.int32, name=None):
    sequence_size = arrays.shape(sorted_sequence)[-1]
    values_size = arrays.shape(values)[-1]
    sequence = arrays.reshape(sorted_sequence, [-1, sequence_size])
    wanted = arrays.reshape(values, [-1, values_size])
    if side not in ('left', 'right'):
        raise ValueError("side must be either 'right' or 'left'.  Saw: %s." % side)
    call = _upper_bound if side == 'right' else _lower_bound
    output = call(sequence, wanted, name=name, outType=dtypes.as_dtype(out_type).name)
    return arrays.reshape(output, arrays.shape(values))


# -- sorting -----------------------------------------------------------------------------------


def sort(values, axis=-1, direction='ASCENDING', name=None):
    with name_scope(name, 'sort'):
        return _sorted(values, axis, direction, False)


def argsort(values, axis=-1, direction='ASCENDING', stable=False, name=None):
    with name_scope(name, 'argsort'):
        return _sorted(values, axis, direction, True)


def _sorted(values, axis, direction, wants_indices):
    if direction not in ('ASCENDING', 'DESCENDING'):
        raise ValueError('%s should be one of ASCENDING, DESCENDING' % direction)
    axis = convert(axis, name='axis')
    known = arrays.constant_value(axis)
    if axis.shape.ndims != 0 or known is None:
        raise ValueError('axis must be a constant scalar')
    values = convert(values, name='values')
    if direction == 'DESCENDING':
        return _descending(values, int(known), wants_indices)
    result = _descending(-values, int(known), wants_indices)
    return result if wants_indices else -result


def _descending(values, axis, wants_indices):
    k = arrays.shape(values)[axis]
    arrays.rank(values)
    rank = values.shape.ndims
    order = None
    if not (axis == -1 or axis + 1 == rank):
        if rank is None:
            raise NotImplementedError(
                'tf.sort of a tensor of unknown rank is not evaluated by this engine'
            )
        axis %= rank
        order = [*range(axis), rank - 1, *range(axis + 1, rank - 1), axis]
        order = constant(order, name='transposition', dtype=dtypes.int64)
    found = activations.top_k(values if order is None else arrays.transpose(values, order), k)
    result = found.indices if wants_indices else found.values
    return result if order is None else arrays.transpose(result, order)


# -- confusion ---------------------------------------------------------------------------------


def remove_squeezable_dimensions(labels, predictions, expected_rank_diff=0, name=None):
    """LABELS and PREDICTIONS, a last dimension of size 1 taken from the one that has it too many."""
    with name_scope(name, 'remove_squeezable_dimensions', [labels, predictions]):
        predictions = convert(predictions)
        labels = convert(labels)
        ranks = labels.shape.ndims, predictions.shape.ndims
        if None in ranks:
            return _squeezed_in_run(labels, predictions, expected_rank_diff)
        difference = ranks[1] - ranks[0]
        if difference == expected_rank_diff + 1:
            predictions = arrays.squeeze(predictions, [-1])
        elif difference == expected_rank_diff - 1:
            labels = arrays.squeeze(labels, [-1])
        return labels, predictions


def _squeezed_in_run(labels, predictions, expected_rank_diff):
    from .conditionals import cond

    difference = arrays.rank(predictions) - arrays.rank(labels)

    def squeezed_where(wanted, x):
        if x.shape.ndims is not None and not x.shape.dims[-1].is_compatible_with(1):
            return x
        is_wanted = math.equal(wanted, difference)
        return cond(is_wanted, lambda: arrays.squeeze(x, [-1]), lambda: x)

    predictions = squeezed_where(expected_rank_diff + 1, predictions)
    return squeezed_where(expected_rank_diff - 1, labels), predictions


def confusion_matrix(
    labels, predictions, num_classes=None, dtype=dtypes.int32, name=None, weights=None
):
    from .checks import assert_less, assert_non_negative
    from .control import with_dependencies

    with name_scope(name, 'confusion_matrix', [predictions, labels, num_classes, weights]):
        labels, predictions = remove_squeezable_dimensions(
            convert(labels, name='labels'), convert(predictions, name='predictions')
        )
        predictions = math.cast(predictions, dtypes.int64)
        labels = math.cast(labels, dtypes.int64)
        labels = with_dependencies(
            [assert_non_negative(labels, message='`labels` contains negative values')], labels
        )
        predictions = with_dependencies(
            [assert_non_negative(predictions, message='`predictions` contains negative values')],
            predictions,
        )
        if num_classes is None:
            num_classes = (
                math.maximum(reductions.reduce_max(predictions), reductions.reduce_max(labels)) + 1
            )
        else:
            count = math.cast(num_classes, dtypes.int64)
            labels = with_dependencies(
                [assert_less(labels, count, message='`labels` out of bound')], labels
            )
            predictions = with_dependencies(
                [assert_less(predictions, count, message='`predictions` out of bound')],
                predictions,
            )
        if weights is not None:
            weights = convert(weights, name='weights')
            predictions.shape.assert_is_compatible_with(weights.shape)
            weights = math.cast(weights, dtype)
        shape = arrays.stack([num_classes, num_classes])
        indices = arrays.stack([labels, predictions], axis=1)
        values = creation.ones_like(predictions, dtype) if weights is None else weights
        counts = sparse.SparseTensor(indices, values, math.cast(shape, dtypes.int64))
        zeros = creation.zeros(math.cast(shape, dtypes.int32), dtype)
        return sparse.sparse_add(zeros, counts)


__all__ = [
    'argsort',
    'bincount',
    'confusion_matrix',
    'histogram_fixed_width',
    'histogram_fixed_width_bins',
    'searchsorted',
    'sort',
]
