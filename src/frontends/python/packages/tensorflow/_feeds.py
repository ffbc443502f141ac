"""What is fed in a run: checks with TensorFlow's words, elements handed to the engine."""

import numpy as _np

from . import _engine
from ._arrays import heap_elements, text_array
from ._dtypes import code_of
from ._indexed_slices import IndexedSlices
from ._ops.sparse import SparseTensor
from ._tensor import Tensor

_PLAIN = (float, int, bool)


def feed_all(session, graph, feed_dict):
    """Feeds FEED_DICT for the next run of SESSION (its number); nothing is fed when one is wrong.

    Returns {tensor: what was fed}: a run that fetches a fed tensor hands back the fed array itself.
    """
    if not isinstance(feed_dict, dict):
        raise TypeError('The feed_dict must be a dictionary, got %s' % type(feed_dict))
    fed = {}
    try:
        for key, value in _flat_items(feed_dict):
            for tensor, part in _parts(graph, key, value):
                fed[tensor] = _feed(session, tensor, part, key, value)
    except BaseException:
        _engine.drop_feeds()
        raise
    return fed


def fed_array(tensor, value):
    """The array that VALUE, as it was fed for TENSOR, is: an array without dimensions for a number."""
    return _fed_items(tensor.dtype, value)


def _fed_items(dtype, value):
    if type(value) is bytes:
        return text_array(value)
    return _np.asarray(value, dtype=dtype.as_numpy_dtype)


def _flat_items(feed_dict):
    """A tuple of keys takes a tuple of values."""
    for key, value in feed_dict.items():
        if not isinstance(key, (tuple, list)):
            yield key, value
            continue
        from ._ops.control import flatten

        keys = flatten(key)
        values = flatten(value)
        if len(keys) != len(values):
            raise ValueError(
                'Could not flatten dictionary. Key had %d elements, but value had %d elements. Key: '
                '%s, value: %s.' % (len(keys), len(values), keys, values)
            )
        yield from zip(keys, values)


def _parts(graph, key, value):
    """(tensor, value) for a key; IndexedSlices and SparseTensors are fed by their parts."""
    if isinstance(key, IndexedSlices):
        parts = [key.values, key.indices]
        if key.dense_shape is not None:
            parts.append(key.dense_shape)
        return list(zip(parts, value))
    if isinstance(key, SparseTensor):
        parts = [key.indices, key.values, key.dense_shape]
        return list(zip(parts, value))
    if isinstance(key, Tensor) and key.graph is graph:
        return [(key, value)]
    try:
        return [(graph.as_graph_element(key, allow_operation=False), value)]
    except Exception as error:
        raise TypeError('Cannot interpret feed_dict key as Tensor: ' + str(error.args[0])) from None


def _feed(session, tensor, value, key, whole):
    if not _engine.is_feedable(tensor._id):
        raise ValueError('Tensor %s may not be fed.' % tensor)
    kind = type(value)
    dtype = tensor.dtype
    code = code_of(dtype)
    static = _engine.tensor_shape(tensor._id)
    if kind in _PLAIN and static in ('', '*') and (kind is not int or _fits(dtype, value)):
        if dtype.is_integer and kind is float:
            value = int(value)
        _engine.check(_engine.feed_scalar(session, tensor._id, code, value))
        return value
    if isinstance(value, Tensor):
        raise TypeError(
            'The value of a feed cannot be a tf.Tensor object. Acceptable feed values include Python '
            'scalars, strings, lists, numpy ndarrays, or TensorHandles. For reference, the tensor '
            'object was %s which was passed to the feed with key %s.' % (whole, key)
        )
    if isinstance(value, int) and not _fits(dtype, value):
        raise TypeError(
            'Type of feed value %s with type %s is not compatible with Tensor type %s. Try explicitly '
            'setting the type of the feed tensor to a larger type (e.g. int64).'
            % (value, type(value), dtype.as_numpy_dtype)
        )
    items = _fed_items(dtype, value)
    if not _accepts(static, items.shape):
        raise ValueError(
            'Cannot feed value of shape %r for Tensor %r, which has shape %r'
            % (items.shape, tensor.name, str(tensor.shape))
        )
    layout, address, keep = heap_elements(items)
    dims = ','.join(map(str, items.shape))
    _engine.check(_engine.feed(session, tensor._id, layout, code, dims, address))
    del keep
    return items


def _accepts(static, dims):
    """Whether a value of shape DIMS may be fed where the engine knows the shape STATIC (`2,?`)."""
    if static == '*':
        return True
    wanted = static.split(',') if static else []
    return len(wanted) == len(dims) and all(
        want == '?' or int(want) == dim for want, dim in zip(wanted, dims)
    )


def _fits(dtype, value):
    """Whether the Python int VALUE survives the element type."""
    if dtype.is_bool:
        return value in (0, 1)
    if dtype.is_integer:
        return dtype.min <= value <= dtype.max
    if dtype.name.startswith('float32'):
        return abs(value) <= 2**24 or _np.float32(value) == value
    return True
