"""tf.tensordot: both tensors transposed and reshaped to one matrix product."""

from .. import _dtypes as dtypes
from .._convert import convert
from .._name_scope import name_scope
from . import arrays, creation, rearranging, reductions


def tensordot(a, b, axes, name=None):
    with name_scope(name, 'Tensordot', [a, b, axes]) as scope:
        a = convert(a, name='a')
        b = convert(b, name='b')
        a_axes, b_axes = _contracted(a, axes)
        left, left_dims, left_known = _as_matrix(a, a_axes, False)
        right, right_dims, right_known = _as_matrix(b, b_axes, True)
        product = reductions.matmul(left, right)
        if isinstance(left_dims, list) and isinstance(right_dims, list):
            return arrays.reshape(product, left_dims + right_dims, name=scope)
        left_dims = convert(left_dims, dtypes.int32)
        right_dims = convert(right_dims, dtypes.int32)
        result = arrays.reshape(product, arrays.concat([left_dims, right_dims], 0), name=scope)
        if left_known is not None and right_known is not None:
            result.set_shape(left_known + right_known)
        return result


def _contracted(a, axes):
    rank = a.shape.ndims
    if isinstance(axes, int):
        if axes < 0:
            raise ValueError("'axes' must be at least 0.")
        if rank is None:
            found = arrays.rank(a)
            return (
                creation.range_(found - axes, found, dtype=dtypes.int32),
                creation.range_(axes, dtype=dtypes.int32),
            )
        if axes > rank:
            raise ValueError(
                "'axes' must not be larger than the number of dimensions of tensor %s." % a
            )
        return list(range(rank - axes, rank)), list(range(axes))
    if not isinstance(axes, (list, tuple)):
        axes = convert(axes, dtypes.int32, 'axes')
        return axes[0], axes[1]
    if len(axes) != 2:
        raise ValueError("'axes' must be an integer or have length 2.")
    left, right = axes
    if isinstance(left, int) and isinstance(right, int):
        left, right = [left], [right]
    if len(left) != len(right):
        raise ValueError(
            "Different number of contraction axes 'a' and 'b', %s != %s." % (len(left), len(right))
        )
    return left, right


def _as_matrix(a, axes, is_flipped):
    """(the matrix, its free dimensions, those of them that are known)"""
    are_known = isinstance(axes, (list, tuple))
    if are_known and a.shape.ndims is not None:
        dims = a.shape.as_list()
        axes = [axis if axis >= 0 else axis + len(dims) for axis in axes]
        free = [axis for axis in range(len(dims)) if axis not in axes]
        known = [dims[axis] for axis in free]
        if a.shape.is_fully_defined():
            free_size = inner_size = 1
            for axis in free:
                free_size *= dims[axis]
            for axis in axes:
                inner_size *= dims[axis]
            order = list(axes) + free if is_flipped else free + list(axes)
            shape = [inner_size, free_size] if is_flipped else [free_size, inner_size]
            return arrays.reshape(arrays.transpose(a, order), shape), known, known
        axes = convert(axes, dtypes.int32, 'axes')
        free = convert(free, dtypes.int32, 'free')
        shape = arrays.shape(a)
    else:
        known = None
        shape = arrays.shape(a)
        rank = arrays.rank(a)
        axes = convert(axes, dtypes.int32, 'axes')
        axes = arrays.where(axes >= 0, axes, axes + rank)
        free, _ = rearranging.setdiff1d(creation.range_(rank), axes)
    return _turned(a, shape, free, axes, is_flipped, known)


def _turned(a, shape, free, axes, is_flipped, known):
    from .gathering import gather

    free_dims = gather(shape, free)
    inner_dims = gather(shape, axes)
    free_size = reductions.reduce_prod(free_dims)
    inner_size = reductions.reduce_prod(inner_dims)
    parts = [axes, free] if is_flipped else [free, axes]
    order = arrays.concat(parts, 0)
    sizes = [inner_size, free_size] if is_flipped else [free_size, inner_size]
    shape = arrays.stack(sizes)
    matrix = arrays.reshape(arrays.transpose(a, order), shape)
    return matrix, free_dims, known
