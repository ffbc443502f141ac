"""Tensors made from a shape or a range: zeros, ones, one-hot, placeholders."""

import functools
import operator

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall, outputs_made, tensor_made
from .._constant import constant
from .._convert import convert, is_dense
from .._eager.mode import refuse_eager
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._op_functions import unary_op
from .._shapes import Dimension, TensorShape, shape_attribute
from .._state import current
from .._tensor import Tensor
from . import math
from .arrays import matrix_diag, reshape, shape, size, stack
from .math import cast

_zeros_like = unary_op('ZerosLike')
_fill = OpCall('Fill')
_range = OpCall('Range')
_lin_space = OpCall('LinSpace')
_one_hot = OpCall('OneHot')
_placeholder_with_default = OpCall('PlaceholderWithDefault')


def _filled(value, shape, dtype, name, default):
    graph = current.graph
    if name is None and (dtype is dtypes.float32 or dtype is dtypes.float64) and _are_few(shape) and graph is not None:
        if not graph._is_eager and not graph._finalized and shape and min(shape) > 0:
            # What the constant comes to: its name is the scope that it would stand in.
            code = _engine.filled_constant(dtype._code, value, ','.join(map(str, shape)), default)
            return tensor_made(code) if code >= 0 else _engine.failed()
    dtype = dtypes.as_dtype(dtype).base_dtype
    if name is None and _are_few(shape):
        # One constant, whose name is the scope that it would stand in.
        return constant(bool(value) if dtype.is_bool else value, dtype, list(shape), name=default)
    with name_scope(name, default, [shape]) as scope:
        value = bool(value) if dtype.is_bool else value
        if not isinstance(shape, Tensor):
            small = _small_size(shape)
            if small is not None:
                return constant(value, dtype, small, name=scope)
            try:
                shape = convert(TensorShape(shape), dtypes.int32)
            except (TypeError, ValueError):
                shape = convert(shape, dtypes.int32, None)
        if not shape._shape_tuple():
            shape = reshape(shape, [-1])
        return fill(shape, constant(value, dtype), name=scope)


def _are_few(shape):
    """Whether SHAPE is a list of Python ints whose product is below 1000."""
    if type(shape) is not list and type(shape) is not tuple:
        return False
    size = 1
    for dim in shape:
        if type(dim) is not int:
            return False
        size *= dim
    return size < 1000


def _small_size(shape):
    """SHAPE as a list of ints if it is known and has fewer than 1000 elements, else None."""
    if _are_few(shape):
        return list(shape)
    if isinstance(shape, TensorShape):
        shape = shape.dims
        if shape is None:
            return None
    if isinstance(shape, (int, Dimension, str)):
        # A constant needs a list; numpy's product does not: TensorFlow fails here and then fills.
        return None
    dims = []
    try:
        items = list(shape)
    except TypeError:
        return None
    for dim in items:
        if isinstance(dim, Dimension):
            dim = dim.value
        if dim is None:
            return None
        dims.append(dim)
    if any(is_dense(dim) for dim in dims):
        # TensorFlow multiplies the sizes and asks whether the product is below 1000; that a tensor
        # cannot answer, but the two ops stay in the graph and count for later seeds.
        math.less(functools.reduce(operator.mul, dims), 1000)
        return None
    dims = [int(dim) for dim in dims]
    return dims if functools.reduce(operator.mul, dims, 1) < 1000 else None


def zeros(shape, dtype=dtypes.float32, name=None):
    return _filled(0, shape, dtype, name, 'zeros')


def ones(shape, dtype=dtypes.float32, name=None):
    return _filled(1, shape, dtype, name, 'ones')


def zeros_like(tensor, dtype=None, name=None, optimize=True):
    if name is None and dtype is None and optimize and type(tensor) is Tensor:
        if tensor.graph is get_default_graph():
            graph = tensor.graph
            if not graph._finalized:
                code = _engine.zeros_of_shape(tensor._id, 'zeros_like')
                if code >= 0:
                    return tensor_made(code)
                if code == -1:
                    _engine.failed()
    with name_scope(name, 'zeros_like', [tensor]) as scope:
        tensor = convert(tensor, name='tensor')
        base = tensor.dtype.base_dtype
        wanted = base if dtype is None else dtypes.as_dtype(dtype).base_dtype
        if optimize and tensor.shape.is_fully_defined():
            return zeros(tensor.shape, dtype=wanted, name=scope)
        if wanted is not base:
            return zeros(shape(tensor), dtype=wanted, name=scope)
        return _zeros_like(tensor, name=scope)


def ones_like(tensor, dtype=None, name=None, optimize=True):
    with name_scope(name, 'ones_like', [tensor]) as scope:
        tensor = convert(tensor, name='tensor')
        dims = shape(tensor)
        wanted = tensor.dtype if dtype is None else dtype
        result = ones(dims, dtype=wanted, name=scope)
        result.set_shape(tensor.shape)
        return result


def fill(dims, value, name=None):
    return _fill(dims, value, name=name)


def range_(start, limit=None, delta=1, dtype=None, name='range'):
    if limit is None:
        start, limit = 0, start
    with name_scope(name, 'Range', [start, limit, delta]) as scope:
        start = convert(start, dtype, 'start')
        limit = convert(limit, dtype, 'limit')
        delta = convert(delta, dtype, 'delta')
        if dtype is None:
            order = ['int32', 'int64', 'float32', 'float64']
            names = [item.dtype.base_dtype.name for item in (start, limit, delta)]
            wanted = max(names, key=order.index)
            start, limit, delta = (cast(item, wanted) for item in (start, limit, delta))
        return _range(start, limit, delta, name=scope)


def lin_space(start, stop, num, name=None):
    return _lin_space(start, stop, num, name=name)


def eye(num_rows, num_columns=None, batch_shape=None, dtype=dtypes.float32, name=None):
    from .arrays import concat
    from .math import minimum
    from .matrices import matrix_set_diag

    with name_scope(name, default_name='eye', values=[num_rows, num_columns, batch_shape]):
        is_square = num_columns is None
        batch = [] if batch_shape is None else batch_shape
        num_columns = num_rows if num_columns is None else num_columns
        if isinstance(num_rows, Tensor) or isinstance(num_columns, Tensor):
            size = minimum(num_rows, num_columns)
        else:
            is_square = num_rows == num_columns
            size = min(num_rows, num_columns)
        if isinstance(batch, Tensor) or isinstance(size, Tensor):
            batch = convert(batch, dtypes.int32, 'shape')
            diagonal = concat([batch, [size]], axis=0)
            if not is_square:
                shape = concat([batch, [num_rows, num_columns]], axis=0)
        else:
            batch = list(batch)
            diagonal = [*batch, size]
            shape = [*batch, num_rows, num_columns]
        entries = ones(diagonal, dtype=dtype)
        if is_square:
            return matrix_diag(entries)
        return matrix_set_diag(zeros(shape, dtype=dtype), entries)


def one_hot(
    indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None
):
    with name_scope(name, 'one_hot', [indices, depth, on_value, off_value, axis, dtype]) as scope:
        on_type = None if on_value is None else convert(on_value).dtype.base_dtype
        off_type = None if off_value is None else convert(off_value).dtype.base_dtype
        if on_type is not None or off_type is not None:
            if dtype is not None:
                for side, own in (('on_value', on_type), ('off_value', off_type)):
                    if own is not None and own != dtype:
                        raise TypeError(
                            'dtype {0} of {1} does not match dtype parameter {2}'.format(own, side, dtype)
                        )
            else:
                dtype = on_type if on_type is not None else off_type
        elif dtype is None:
            dtype = dtypes.float32
        dtype = dtypes.as_dtype(dtype)
        if on_type is None:
            on_value = convert(bool(1) if dtype.is_bool else 1, dtype, 'on_value')
            on_type = dtype
        if off_type is None:
            off_value = convert(bool(0) if dtype.is_bool else 0, dtype, 'off_value')
            off_type = dtype
        if on_type != off_type:
            raise TypeError(
                'dtype {0} of on_value does not match dtype {1} of off_value'.format(on_type, off_type)
            )
        axis = -1 if axis is None else axis
        return _one_hot(indices, depth, on_value, off_value, name=scope, axis=axis)


def meshgrid(*args, indexing='xy', name='meshgrid'):
    if indexing not in ('xy', 'ij'):
        raise ValueError("indexing parameter must be either 'xy' or 'ij'")
    with name_scope(name, 'meshgrid', args):
        count = len(args)
        ones_before = (1,) * count
        outputs = [
            reshape(stack(x), ones_before[:i] + (-1,) + ones_before[i + 1 :])
            for i, x in enumerate(args)
        ]
        sizes = [size(x) for x in args]
        base = convert(args[0]).dtype.base_dtype
        if indexing == 'xy' and count > 1:
            outputs[0] = reshape(outputs[0], (1, -1) + (1,) * (count - 2))
            outputs[1] = reshape(outputs[1], (-1, 1) + (1,) * (count - 2))
            sizes[0], sizes[1] = sizes[1], sizes[0]
        factor = ones(sizes, base)
        return [x * factor for x in outputs]


_placeholder_kinds = _engine.kinds_of_run()  # by element type and shape


def placeholder(dtype, shape=None, name=None):
    refuse_eager('tf.placeholder() is not compatible with eager execution.')
    graph = get_default_graph()
    graph._check_not_finalized()
    try:
        dtype = dtypes.as_dtype(dtype).base_dtype
    except TypeError:
        raise TypeError("Expected DataType for argument 'dtype' not %r." % (dtype,)) from None
    dtypes.code_of(dtype)
    shape = shape_attribute(shape)
    number = _placeholder_kinds.get((dtype, shape))
    if number is None:
        number = _engine.kind_of('Placeholder', {'dtype': dtype.name, 'shape': shape})
        _placeholder_kinds[dtype, shape] = number
    if name is None:
        return outputs_made(_engine.check(_engine.node(number, '', '')))
    with name_scope(name, 'Placeholder') as scope:
        return outputs_made(_engine.check(_engine.node(number, '', scope)))


def placeholder_with_default(input, shape, name=None):
    return _placeholder_with_default(input, name=name, shape=shape_attribute(shape))
