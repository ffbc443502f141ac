"""Sums, means, extremes and their kin over axes; products of matrices."""

from _gradient_runtime import on_reset

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall, tensor_made
from .._constant import integers
from .._convert import convert
from .._eager.tensor import EagerTensor
from .._name_scope import either, name_scope
from .._op_arguments import snapshot_of
from .._state import current
from .._tensor import Tensor
from . import arrays, creation, math

_matmul = OpCall('MatMul')
_batch_matmul = OpCall('BatchMatMulV2')
_cumsum = OpCall('Cumsum')
_cumprod = OpCall('Cumprod')
_argmax = OpCall('ArgMax')
_argmin = OpCall('ArgMin')


#: The engine's numbers for the product of two matrices by what is transposed and the type, in this run.
_kinds = {}
on_reset(_kinds.clear)


def _axes(tensor, axis):
    """AXIS as given; for None a constant of all axes, or a Range when TENSOR is not a Tensor (a
    Variable is not) or has an unknown rank."""
    if axis is not None:
        return axis
    if isinstance(tensor, Tensor):
        rank = tensor._rank()
        if rank is not None:
            return integers(range(rank))
    return creation.range_(0, arrays.rank(tensor))


def scalar_if_all(keepdims, axis, output):
    if not keepdims and axis is None and output._rank() is None:
        output.set_shape(())
    return output


def _reduction(op_type, name):
    call = OpCall(op_type)

    def reduce(
        input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
    ):
        if axis is None and name is None and reduction_indices is None and keep_dims is None:
            if type(input_tensor) in _TENSORS and call.allows(input_tensor._info):
                made = _reduced_whole(call, input_tensor, bool(keepdims))
                if made is not None:
                    return made
        axis = either('axis', axis, 'reduction_indices', reduction_indices)
        keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
        axes = _axes(input_tensor, axis)
        result = call(input_tensor, axes, name=name, keepDims=keepdims)
        return scalar_if_all(keepdims, axis, result)

    reduce.__name__ = reduce.__qualname__ = name
    return reduce


def _reduced_whole(call, tensor, keepdims):
    """TENSOR reduced over all of its axes: the constant and the node in one engine call. None where the
    rank is not known, or the graph is another than the current one."""
    graph = current.eager if type(tensor) is EagerTensor else tensor.graph
    if graph is not current.graph or graph._captures is not None or graph._finalized:
        return None
    number = _engine.kind_of(call.type, {'keepDims': keepdims})
    code = _engine.reduce_whole(number, tensor._id)
    if code >= 0:
        return tensor_made(code)
    return None if code == _UNKNOWN_RANK else _engine.failed()


_TENSORS = (Tensor, EagerTensor)

#: What the engine's reduceWhole says besides −1.
_UNKNOWN_RANK = -2

reduce_sum = _reduction('Sum', 'reduce_sum')
reduce_mean = _reduction('Mean', 'reduce_mean')
reduce_prod = _reduction('Prod', 'reduce_prod')
reduce_max = _reduction('Max', 'reduce_max')
reduce_min = _reduction('Min', 'reduce_min')
reduce_all = _reduction('All', 'reduce_all')
reduce_any = _reduction('Any', 'reduce_any')


def reduce_logsumexp(
    input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None
):
    axis = either('axis', axis, 'reduction_indices', reduction_indices)
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    input_tensor = convert(input_tensor)
    with name_scope(name, 'ReduceLogSumExp', [input_tensor]):
        largest = reduce_max(input_tensor, axis=axis, keepdims=True)
        finite = arrays.where(math.is_finite(largest), largest, creation.zeros_like(largest))
        shift = arrays.stop_gradient(finite)
        shifted = math.exp(math.subtract(input_tensor, shift))
        result = math.log(reduce_sum(shifted, axis, keepdims=keepdims))
        if not keepdims:
            shift = arrays.reshape(shift, arrays.shape(result))
        return scalar_if_all(keepdims, axis, math.add(result, shift))


def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
    with name_scope(name if name else 'reduce_variance'):
        means = reduce_mean(input_tensor, axis=axis, keepdims=True)
        return reduce_mean(math.square(input_tensor - means), axis=axis, keepdims=keepdims)


def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
    with name_scope(name if name else 'reduce_std'):
        return math.sqrt(reduce_variance(input_tensor, axis=axis, keepdims=keepdims))


def count_nonzero(
    input_tensor=None,
    axis=None,
    keepdims=None,
    dtype=dtypes.int64,
    name=None,
    reduction_indices=None,
    keep_dims=None,
    input=None,
):
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    input = either('input', input, 'input_tensor', input_tensor)
    axis = either('axis', axis, 'reduction_indices', reduction_indices)
    with name_scope(name, 'count_nonzero', [input]):
        input = convert(input, name='input')
        zero = creation.zeros([], dtype=input.dtype)
        ones = math.cast(math.not_equal(input, zero), dtypes.int64)
        return math.cast(reduce_sum(ones, axis=axis, keepdims=keepdims), dtype)


def _arg(call, name):
    def arg(input, axis=None, name=None, dimension=None, output_type=dtypes.int64):
        axis = either('axis', axis, 'dimension', dimension)
        kind = dtypes.as_dtype(output_type).name
        return call(input, 0 if axis is None else axis, name=name, outputType=kind)

    arg.__name__ = name
    return arg


argmax = _arg(_argmax, 'argmax')
argmin = _arg(_argmin, 'argmin')


def _cumulative(call, default):
    def cumulative(x, axis=0, exclusive=False, reverse=False, name=None):
        with name_scope(name, default, [x]) as scope:
            x = convert(x, name='x')
            return call(x, axis, name=scope, exclusive=bool(exclusive), reverse=bool(reverse))

    cumulative.__name__ = default.lower()
    return cumulative


cumsum = _cumulative(_cumsum, 'Cumsum')
cumprod = _cumulative(_cumprod, 'Cumprod')


def matmul(
    a,
    b,
    transpose_a=False,
    transpose_b=False,
    adjoint_a=False,
    adjoint_b=False,
    a_is_sparse=False,
    b_is_sparse=False,
    name=None,
):
    """Products of matrices; with more than two dimensions, of the last two."""
    if name is None and not (transpose_a and adjoint_a or transpose_b and adjoint_b):
        x = a if type(a) is Tensor else snapshot_of(a)
        y = b if type(b) is Tensor else snapshot_of(b)
        if type(x) is Tensor and type(y) is Tensor and x._info | 1 == y._info | 1:
            left = bool(transpose_a or adjoint_a)
            right = bool(transpose_b or adjoint_b)
            graph = current.graph
            number = _kinds.get((left, right, x._info))
            if number is None:
                if _matmul.allows(x._info):
                    attributes = {'transposeA': left, 'transposeB': right}
                    _kinds[left, right, x._info] = _engine.kind_of('MatMul', attributes)
            elif x.graph is graph and y.graph is graph and not graph._finalized:
                # What the rest comes to where nothing is converted: the scope is the node's name.
                code = _engine.product_of_matrices(number, x._id, y._id)
                if code >= 0:
                    return tensor_made(code)
                if code == -1:
                    _engine.failed()
    with name_scope(name, 'MatMul', [a, b]) as scope:
        for side, transpose, adjoint in (('a', transpose_a, adjoint_a), ('b', transpose_b, adjoint_b)):
            if transpose and adjoint:
                raise ValueError(f'Only one of transpose_{side} and adjoint_{side} can be True.')
        a = convert(a, name='a')
        b = convert(b, name='b')
        left = bool(transpose_a or adjoint_a)
        right = bool(transpose_b or adjoint_b)
        ranks = a._rank(), b._rank()
        if None in ranks or max(ranks) > 2:
            return _batch_matmul(a, b, name=scope, adjX=left, adjY=right)
        return _matmul(a, b, name=scope, transposeA=left, transposeB=right)


def matvec(a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None):
    with name_scope(name, 'MatVec', [a, b]):
        product = matmul(a, arrays.expand_dims(b, axis=-1), transpose_a, False, adjoint_a)
        return arrays.squeeze(product, axis=-1)


def trace(x, name=None):
    with name_scope(name, 'Trace', [x]) as scope:
        return reduce_sum(arrays.matrix_diag_part(convert(x, name='x')), [-1], name=scope)


def norm(tensor, ord='euclidean', axis=None, keepdims=None, name=None, keep_dims=None):
    keepdims = bool(either('keepdims', keepdims, 'keep_dims', keep_dims))
    of_matrix = isinstance(axis, (tuple, list)) and len(axis) == 2
    infinity = float('inf')
    if of_matrix:
        axis = tuple(axis)
        if not all(isinstance(a, int) for a in axis) or axis[0] == axis[1]:
            raise ValueError("'axis' must be None, an integer, or a tuple of 2 unique integers")
        allowed = ['euclidean', 'fro', 1, 2, infinity]
        if ord not in allowed:
            raise ValueError("'ord' must be a supported matrix norm in %s, got %s" % (allowed, ord))
        if ord == 2:
            raise NotImplementedError('tf.norm(ord=2) of a matrix is not evaluated by this engine')
    else:
        if not (isinstance(axis, int) or axis is None):
            raise ValueError("'axis' must be None, an integer, or a tuple of 2 unique integers")
        if ord != 'euclidean' and (isinstance(ord, str) or ord <= 0):
            raise ValueError("'ord' must be a supported vector norm, got %s" % ord)
        if axis is not None:
            axis = (axis,)
    with name_scope(name, 'norm', [tensor]):
        tensor = convert(tensor)
        if ord in ('fro', 'euclidean', 2):
            result = math.sqrt(reduce_sum(tensor * tensor, axis, keepdims=True))
        else:
            result = math.abs(tensor)
            if ord == 1:
                result = reduce_sum(result, None if axis is None else axis[0], keepdims=True)
                if of_matrix:
                    result = reduce_max(result, axis[-1], keepdims=True)
            elif ord == infinity:
                if of_matrix:
                    result = reduce_sum(result, axis[1], keepdims=True)
                result = reduce_max(result, None if axis is None else axis[0], keepdims=True)
            else:
                powers = reduce_sum(math.pow(result, ord), axis, keepdims=True)
                result = math.pow(powers, 1.0 / ord)
        return result if keepdims else arrays.squeeze(result, axis)
