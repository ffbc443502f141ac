"""Texts cut into pieces and put together: tf.string_split, tf.strings.split, tf.reduce_join."""

import re

import numpy as np

from .. import _dtypes as dtypes
from .._constant import constant
from .._convert import convert
from .._name_scope import either, name_scope
from . import arrays
from .creation import range_
from .sparse import SparseTensor
from .string_hosts import TextOp, as_bytes, filled, shape_error

_split = TextOp('StringSplit')
_split_v2 = TextOp('StringSplitV2')
_reduce_join = TextOp('ReduceJoin')


def _sparse_rows(rows):
    """(indices, values, dense shape) of lists of texts."""
    places = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    indices = np.array(places, dtype=np.int64).reshape((len(places), 2))
    values = filled((len(places),), dtypes.string, (text for row in rows for text in row))
    widest = max((len(row) for row in rows), default=0)
    return [indices, values, np.array([len(rows), widest], dtype=np.int64)]


def _split_outputs(op):
    def outputs(tensors):
        source = tensors[0].shape
        if source.ndims not in (None, 1):
            words = 'Shape must be rank 1 but is rank %d' % source.ndims
            shape_error(op, words, *[tensor.shape for tensor in tensors])
        return [(dtypes.int64, [None, 2]), (dtypes.string, [None]), (dtypes.int64, [2])]

    return outputs


def string_split(
    source=None, sep=None, skip_empty=True, delimiter=None, result_type='SparseTensor', input=None,
    name=None,
):  # fmt: skip
    """Each text of the vector SOURCE cut at every character of SEP, as rows of a SparseTensor."""
    _refuse_ragged('tf.string_split', result_type)
    delimiter = either('sep', sep, 'delimiter', delimiter)
    source = either('input', input, 'source', source)
    with name_scope(name, 'StringSplit', [source]):
        delimiter = convert(' ' if delimiter is None else delimiter, dtypes.string)
        source = convert(source, dtypes.string)

        def cut(text, marks):
            if not marks:
                parts = [text[i : i + 1] for i in range(len(text))]
            else:
                parts = re.split(b'[' + re.escape(marks) + b']', text)
            return [part for part in parts if part] if skip_empty else parts

        def kernel(texts, marks):
            (mark,) = marks.ravel().tolist()
            return _sparse_rows([cut(as_bytes(text), as_bytes(mark)) for text in texts.tolist()])

        return SparseTensor(*_split([source, delimiter], _split_outputs(_split), kernel))


def strings_split(
    input=None, sep=None, maxsplit=-1, result_type='SparseTensor', source=None, name=None
):
    """Each text of the vector INPUT cut at SEP (any white space without one), as Python's split."""
    _refuse_ragged('tf.strings.split', result_type)
    input = either('input', input, 'source', source)
    with name_scope(name, 'StringSplit', [input]):
        sep = convert('' if sep is None else sep, dtypes.string)
        input = convert(input, dtypes.string)

        def kernel(texts, marks):
            (mark,) = marks.ravel().tolist()
            return _sparse_rows(
                [as_bytes(text).split(as_bytes(mark) or None, maxsplit) for text in texts.tolist()]
            )

        return SparseTensor(*_split_v2([input, sep], _split_outputs(_split_v2), kernel))


def _refuse_ragged(function, result_type):
    if result_type == 'RaggedTensor':
        raise NotImplementedError(
            "%s with result_type='RaggedTensor' is not evaluated by this engine" % function
        )
    if result_type != 'SparseTensor':
        raise ValueError('result_type must be "RaggedTensor" or "SparseTensor".')


# -- joining a tensor's own elements ------------------------------------------------------------


def reduce_join(
    inputs,
    axis=None,
    keep_dims=None,
    separator='',
    name=None,
    reduction_indices=None,
    keepdims=None,
):
    """The texts along AXIS as one; of several axes the first one named varies fastest."""
    keep = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    axis = either('axis', axis, 'reduction_indices', reduction_indices)
    separator = as_bytes(separator)
    with name_scope(None, 'ReduceJoin', [inputs, axis]):
        inputs = convert(inputs)
        rank = inputs.shape.ndims
        if axis is None and rank is not None:
            axis = constant(list(range(rank - 1, -1, -1)), dtype=dtypes.int32)
        elif axis is None:
            axis = range_(arrays.rank(inputs) - 1, -1, -1)

        def outputs(tensors):
            return [(dtypes.string, _joined_shape(tensors, keep))]

        def kernel(texts, axes):
            axes = [int(one) % max(texts.ndim, 1) for one in axes.ravel().tolist()]
            kept = [one for one in range(texts.ndim) if one not in axes]
            dims = [texts.shape[one] for one in kept]
            if not axes:
                return [texts]
            order = kept + axes[::-1]
            rows = texts.transpose(order).reshape((int(np.prod(dims)), -1)).tolist()
            joined = (separator.join(map(as_bytes, row)) for row in rows)
            if keep:
                dims = [texts.shape[one] if one in kept else 1 for one in range(texts.ndim)]
            return [filled(tuple(dims), dtypes.string, joined)]

        return _reduce_join([inputs, axis], outputs, kernel, name)[0]


def _joined_shape(tensors, keep):
    shape = tensors[0].shape
    known = arrays.constant_value(tensors[1])
    if shape.ndims is None or known is None:
        return None
    axes = known if isinstance(known, list) else [known]
    for axis in axes:
        if not -shape.ndims <= axis < shape.ndims:
            words = 'Invalid reduction dimension %d for input with %d dimensions.'
            shape_error(
                _reduce_join, words % (axis, shape.ndims), shape, tensors[1].shape, computed=axes
            )
    axes = [axis % shape.ndims for axis in axes]
    dims = shape.as_list()
    if keep:
        return [1 if i in axes else dim for i, dim in enumerate(dims)]
    return [dim for i, dim in enumerate(dims) if i not in axes]
