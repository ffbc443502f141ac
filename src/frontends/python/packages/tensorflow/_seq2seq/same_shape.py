"""A tensor that must have another one's shape (contrib/framework/python/framework/tensor_util.py)."""

from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, control, math, reductions
from .._tensor import Tensor


def with_same_shape(expected, tensor):
    """TENSOR, behind an assertion where the shapes are not known; ValueError where they differ."""
    scope = '%s/' % tensor.op.name
    with name_scope(scope, values=[expected, tensor]):
        static = expected.shape
        shape = static.as_list()
        if not static.is_fully_defined():
            shape = arrays.shape(expected, name='expected_shape')
        return _with_shape(shape, tensor, scope)


def _with_shape(shape, tensor, scope):
    is_tensor = isinstance(shape, Tensor)
    if is_tensor or not tensor.shape.is_fully_defined():
        with name_scope(scope, values=[tensor]):
            if not is_tensor and not shape:
                return arrays.reshape(tensor, [])
            check = _assert_shape(shape, tensor)
            with ControlDependencies(get_default_graph(), [check]):
                result = arrays.identity(tensor)
            if not is_tensor:
                result.set_shape(shape)
            return result
    if not tensor.shape.is_compatible_with(shape):
        if not shape and tensor.shape.is_compatible_with([1]):
            with name_scope(scope, values=[tensor]):
                return arrays.reshape(tensor, [])
        raise ValueError(
            'Invalid shape for tensor %s, expected [%s], got %s.'
            % (tensor.name, ' '.join(map(str, shape)), tensor.shape)
        )
    return tensor


def _assert_shape(shape, tensor):
    with name_scope('assert_shape', values=[tensor]) as scope:
        actual_shape = arrays.shape(tensor, name='actual')
        with name_scope('is_shape', values=[tensor]) as inner:
            size = arrays.size(shape)
            with name_scope('is_rank', values=[tensor]) as rank_scope:
                expected = convert(size, name='expected')
                is_rank = math.equal(expected, arrays.rank(tensor, name='actual'), name=rank_scope)
            with name_scope('shape_tensor_equal', values=[shape, actual_shape]) as equal_scope:
                is_any = math.equal(shape, -1)
                is_same = math.equal(shape, actual_shape, 'equal')
                either = math.logical_or(is_any, is_same, name='exclude_partial_shape')
                is_equal = reductions.reduce_all(either, name=equal_scope)
            is_shape = math.logical_and(is_rank, is_equal, name=inner)
        words = ['Wrong shape for %s [expected] [actual].' % tensor.name, shape, actual_shape]
        return control.assert_that(is_shape, words, name=scope)
