"""What a value is, and what is known of it while building: is_tensor, get_static_value, ensure_shape."""

import numpy as np

from .._apply import OpCall
from .._convert import convert, is_dense
from .._indexed_slices import IndexedSlices
from .._shapes import Dimension, as_shape
from . import arrays, reductions

_ensure_shape = OpCall('EnsureShape')


def is_tensor(x):
    from .sparse import SparseTensor

    return is_dense(x) or isinstance(x, (IndexedSlices, SparseTensor))


def get_static_value(tensor, partial=False):
    """The value of TENSOR as an array where it is known while building, else None."""
    if partial:
        raise NotImplementedError(
            'tf.get_static_value with partial=True is not evaluated by this engine'
        )
    if not hasattr(tensor, 'graph'):
        raise TypeError('tensor is not a Tensor')
    known = arrays.constant_value(tensor)
    if known is None:
        return None
    kind = tensor.dtype.base_dtype.as_numpy_dtype
    return np.array(known, dtype=kind) if isinstance(known, list) else np.dtype(kind).type(known)


def dimension_value(dimension):
    return dimension.value if isinstance(dimension, Dimension) else dimension


def dimension_at_index(shape, index):
    return Dimension(None) if shape.ndims is None else shape.dims[index]


def ensure_shape(x, shape, name=None):
    """X, with the static SHAPE; a run fails where it has another."""
    shape = as_shape(shape)
    dims = None if shape.ndims is None else tuple(shape.as_list())
    x = convert(x, name='input')
    return _ensure_shape(x, name=name, shape=dims, inputName=_name_in_run(x))


def _name_in_run(tensor):
    """What the kernels call TENSOR: a fed one stands behind an argument of the run."""
    op = tensor.op
    if op.type == 'Placeholder':
        return f'_arg_{op.name}_0_0'
    return op.name if tensor.value_index == 0 else tensor.name


def arg_max(input, dimension, output_type=None, name=None):
    return _arg(reductions.argmax, input, dimension, output_type, name)


def arg_min(input, dimension, output_type=None, name=None):
    return _arg(reductions.argmin, input, dimension, output_type, name)


def _arg(function, input, dimension, output_type, name):
    options = {} if output_type is None else {'output_type': output_type}
    return function(input, dimension, name=name, **options)


__all__ = [
    'arg_max',
    'arg_min',
    'dimension_at_index',
    'dimension_value',
    'ensure_shape',
    'get_static_value',
    'is_tensor',
]
