"""Reductions by segment: sorted, unsorted, of picked rows."""

from .._apply import OpCall
from .._convert import convert
from .._name_scope import name_scope
from . import arrays, creation, math


def _sorted(op_type, name):
    call = OpCall(op_type)

    def segment(data, segment_ids, name=None):
        return call(data, segment_ids, name=name)

    segment.__name__ = segment.__qualname__ = name
    return segment


def _unsorted(op_type, name):
    call = OpCall(op_type)

    def segment(data, segment_ids, num_segments, name=None):
        return call(data, segment_ids, num_segments, name=name)

    segment.__name__ = segment.__qualname__ = name
    return segment


def _sparse(op_type, name):
    call = OpCall(op_type)

    def segment(data, indices, segment_ids, name=None, num_segments=None):
        if num_segments is not None:
            raise NotImplementedError(
                'tf.%s with num_segments is not evaluated by this engine' % segment.__name__
            )
        return call(data, indices, segment_ids, name=name)

    segment.__name__ = segment.__qualname__ = name
    return segment


segment_sum = _sorted('SegmentSum', 'segment_sum')
segment_mean = _sorted('SegmentMean', 'segment_mean')
segment_max = _sorted('SegmentMax', 'segment_max')
segment_min = _sorted('SegmentMin', 'segment_min')
segment_prod = _sorted('SegmentProd', 'segment_prod')
unsorted_segment_sum = _unsorted('UnsortedSegmentSum', 'unsorted_segment_sum')
unsorted_segment_max = _unsorted('UnsortedSegmentMax', 'unsorted_segment_max')
unsorted_segment_min = _unsorted('UnsortedSegmentMin', 'unsorted_segment_min')
unsorted_segment_prod = _unsorted('UnsortedSegmentProd', 'unsorted_segment_prod')
sparse_segment_sum = _sparse('SparseSegmentSum', 'sparse_segment_sum')
sparse_segment_mean = _sparse('SparseSegmentMean', 'sparse_segment_mean')
sparse_segment_sqrt_n = _sparse('SparseSegmentSqrtN', 'sparse_segment_sqrt_n')


def _rows_of_segments(data, segment_ids, num_segments):
    """How many rows each segment has, at least 1, shaped to divide the sums."""
    ones = creation.ones(arrays.shape(segment_ids), dtype=data.dtype)
    rows = unsorted_segment_sum(ones, segment_ids, num_segments)
    rest = data.shape.ndims - segment_ids.shape.ndims
    return math.maximum(arrays.reshape(rows, [num_segments] + [1] * rest), 1)


def unsorted_segment_mean(data, segment_ids, num_segments, name=None):
    with name_scope(name, 'UnsortedSegmentMean'):
        data = convert(data)
        segment_ids = convert(segment_ids)
        rows = _rows_of_segments(data, segment_ids, num_segments)
        return unsorted_segment_sum(data, segment_ids, num_segments) / rows


def unsorted_segment_sqrt_n(data, segment_ids, num_segments, name=None):
    with name_scope(name, 'UnsortedSegmentSqrtN'):
        data = convert(data)
        segment_ids = convert(segment_ids)
        rows = _rows_of_segments(data, segment_ids, num_segments)
        return unsorted_segment_sum(data, segment_ids, num_segments) / math.sqrt(rows)


__all__ = [
    'segment_max',
    'segment_mean',
    'segment_min',
    'segment_prod',
    'segment_sum',
    'sparse_segment_mean',
    'sparse_segment_sqrt_n',
    'sparse_segment_sum',
    'unsorted_segment_max',
    'unsorted_segment_mean',
    'unsorted_segment_min',
    'unsorted_segment_prod',
    'unsorted_segment_sqrt_n',
    'unsorted_segment_sum',
]
