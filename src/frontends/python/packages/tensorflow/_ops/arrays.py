"""Shapes, joining and cutting: the ops on the form of tensors."""

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall, tensor_made
from .._constant import constant, integers, is_int32_vector
from .._convert import convert
from .._graph_scopes import is_op_name, known_names
from .._name_scope import either, name_scope
from .._op_functions import unary_op
from .._shapes import Dimension
from .._state import current
from .._tensor import Tensor

_identity = unary_op('Identity')
_shape = OpCall('Shape')
_size = OpCall('Size')
_rank = unary_op('Rank')
_reshape = OpCall('Reshape')
_expand_dims = OpCall('ExpandDims')
_squeeze = OpCall('Squeeze')
_transpose = OpCall('Transpose')
_concat = OpCall('ConcatV2')
_pack = OpCall('Pack')
_along_first_axis = _engine.fixed_kind('Pack', {'axis': 0})
_unpack = OpCall('Unpack')
_split = OpCall('Split')
_split_kinds = _engine.kinds_of_run()  # by how many parts
_split_v = OpCall('SplitV')
_range = OpCall('Range')
_tile = OpCall('Tile')
_pad = OpCall('Pad')
_pad_v2 = OpCall('PadV2')
_mirror_pad = OpCall('MirrorPad')
_select = OpCall('Select')
_where = OpCall('Where')
_broadcast_to = OpCall('BroadcastTo')
_reverse = OpCall('ReverseV2')
_unique = OpCall('Unique')
_invert_permutation = unary_op('InvertPermutation')
_stop_gradient = unary_op('StopGradient')
_prevent_gradient = OpCall('PreventGradient')
_check_numerics = OpCall('CheckNumerics')
_identity_n = OpCall('IdentityN')
_shape_n = OpCall('ShapeN')
_matrix_diag = unary_op('MatrixDiag')
_matrix_diag_part = unary_op('MatrixDiagPart')
_diag = unary_op('Diag')
_diag_part = unary_op('DiagPart')


def identity(input, name=None):
    return _identity(input, name=name)


def identity_n(input, name=None):
    return _identity_n(input, name=name)


def stop_gradient(input, name=None):
    return _stop_gradient(input, name=name)


def prevent_gradient(input, message='', name=None):
    return _prevent_gradient(input, name=name, message=message)


def check_numerics(tensor, message, name=None):
    return _check_numerics(tensor, name=name, message=message)


def constant_value(tensor):
    """The value of TENSOR as nested lists or a number if it is known while building, else None."""
    import json

    text = tensor.graph._within(_engine.known_value, tensor._id)
    if not text:
        return None
    known = json.loads(text)
    numbers = [float(n) if isinstance(n, str) else n for n in known['numbers']]

    def nest(dims, start):
        if not dims:
            return numbers[start]
        step = 1
        for dim in dims[1:]:
            step *= dim
        return [nest(dims[1:], start + i * step) for i in range(dims[0])]

    return nest(known['dims'], 0)


# -- shapes ------------------------------------------------------------------------------------


def _alone(name, default, input):
    """What the op of a wrapper may be called that has nothing to convert of INPUT: the scope that it would
    stand in, alone, is the node's name. None where the scope has to be entered."""
    if type(input) is not Tensor or input.graph is not current.graph:
        return None
    if name is None:
        return default
    return name if type(name) is str and name[:1].isalnum() and is_op_name(name) else None


def shape(input, name=None, out_type=dtypes.int32):
    own = _alone(name, 'Shape', input)
    if own is not None and out_type is dtypes.int32:
        static = input._shape_as_list()
        if static is not None and None not in static:
            return integers(static, own)
    with name_scope(name, 'Shape', [input]) as scope:
        input = convert(input)
        static = input.shape
        if static.is_fully_defined():
            if out_type is dtypes.int32:
                return integers(static.as_list(), scope)
            return constant(static.as_list(), out_type, name=scope)
        return _shape(input, name=scope, outType=dtypes.as_dtype(out_type).name)


def shape_n(input, out_type=dtypes.int32, name=None):
    return _shape_n(input, name=name, outType=dtypes.as_dtype(out_type).name)


def size(input, name=None, out_type=dtypes.int32):
    with name_scope(name, 'Size', [input]) as scope:
        input = convert(input)
        static = input.shape
        if static.is_fully_defined():
            return constant(static.num_elements(), out_type, name=scope)
        if static.dims and any(dim.value == 0 for dim in static.dims):
            return constant(0, out_type, name=scope)
        return _size(input, name=scope, outType=dtypes.as_dtype(out_type).name)


def rank(input, name=None):
    own = _alone(name, 'Rank', input)
    if own is not None:
        static = input._rank()
        if static is not None:
            return constant(static, dtypes.int32, name=own)
    with name_scope(name, 'Rank', [input]) as scope:
        input = convert(input)
        static = input.shape
        if static.ndims is not None:
            return constant(static.ndims, dtypes.int32, name=scope)
        return _rank(input, name=scope)


def reshape(tensor, shape, name=None):
    return _reshape(tensor, shape, name=name)


def expand_dims(input, axis=None, name=None, dim=None):
    axis = either('axis', axis, 'dim', dim)
    if axis is None:
        raise ValueError('Must specify an axis argument to tf.expand_dims()')
    return _expand_dims(input, axis, name=name)


def squeeze(input, axis=None, name=None, squeeze_dims=None):
    axis = either('axis', axis, 'squeeze_dims', squeeze_dims)
    if axis is None:
        axis = []
    elif not isinstance(axis, (list, tuple)):
        axis = [axis]
    return _squeeze(input, name=name, squeezeDims=tuple(int(a) for a in axis))


def transpose(a, perm=None, name='transpose', conjugate=False):
    if name in known_names and type(a) is Tensor and a.graph is current.graph:
        # What the rest comes to where nothing is converted: the scope is the node's name.
        if perm is not None:
            if is_int32_vector(perm, type(perm), None):
                return _transpose(a, perm, name=name)
        else:
            ndims = a._rank()
            if ndims:
                return _transpose(a, list(range(ndims - 1, -1, -1)), name=name)
    with name_scope(name, 'transpose', [a]) as scope:
        if perm is not None:
            return _transpose(a, perm, name=scope)
        a = convert(a, name='a')
        ndims = a._rank()
        if ndims:
            # The engine knows the shape of the result as well as that of the tensor.
            return _transpose(a, [ndims - 1 - i for i in range(ndims)], name=scope)
        ndims = _rank(a)
        perm = ndims - 1 - _range(0, ndims, 1)
        result = _transpose(a, perm, name=scope)
        dims = a.shape.dims
        if dims is not None:
            result.set_shape(dims[::-1])
        return result


def matrix_transpose(a, name='matrix_transpose', conjugate=False):
    with name_scope(name, values=[a]):
        a = convert(a, name='a')
        ndims = a.shape.ndims
        if ndims is None:
            raise NotImplementedError(
                'tf.matrix_transpose of a tensor of unknown rank is not evaluated by this engine'
            )
        if ndims < 2:
            raise ValueError(
                "Argument 'a' should be a (batch) matrix, with rank >= 2.  Found: %s" % a.shape
            )
        perm = [*range(ndims - 2), ndims - 1, ndims - 2]
        return transpose(a, perm=perm)


# -- joining and cutting -----------------------------------------------------------------------


def pack(values, axis=0, name=None):
    return _pack(values, name=name, axis=axis)


def _are_tensors(values):
    """Whether VALUES is a list of tensors of one type."""
    if type(values) is not list or not values or type(values[0]) is not Tensor:
        return False
    info, graph = values[0]._info, values[0].graph
    for value in values:
        if type(value) is not Tensor or value._info != info or value.graph is not graph:
            return False
    return True


def stack(values, axis=0, name='stack'):
    if axis == 0:
        if _are_tensors(values) and name:
            # What the conversion comes to.
            graph = values[0].graph
            if graph is current.graph and not graph._finalized and name in known_names:
                code = _engine.node(_along_first_axis(), ','.join([str(value._id) for value in values]), name)
                return tensor_made(code) if code >= 0 else _engine.failed()
            return _pack(values, axis=0, name=name)
        try:
            return convert(values, name=name)
        except (TypeError, ValueError):
            pass  # Tensors of several types: Pack itself says which.
    dims = convert(values[0], name=name)._shape_tuple()
    if dims is not None and not -len(dims) - 1 <= axis < len(dims) + 1:
        raise ValueError('axis = %d not in [%d, %d)' % (axis, -len(dims) - 1, len(dims) + 1))
    return pack(values, axis=axis, name=name)


def unstack(value, num=None, axis=0, name='unstack'):
    if num is None:
        value = convert(value)
        static = value.shape
        if static.ndims is not None:
            if not -static.ndims <= axis < static.ndims:
                raise ValueError('axis = %d not in [%d, %d)' % (axis, -static.ndims, static.ndims))
            num = static.dims[axis].value
    if num is None:
        raise ValueError('Cannot infer num from shape %s' % static)
    return as_list(_unpack(value, name=name, num=int(num), axis=axis))


def as_list(outputs):
    """An op with one output of a list still gives a list."""
    return [outputs] if isinstance(outputs, Tensor) else outputs


def concat(values, axis, name='concat'):
    if not isinstance(values, (list, tuple)):
        values = [values]
    if len(values) == 1:
        with name_scope(name):
            convert(axis, dtypes.int32, 'concat_dim').shape.assert_has_rank(0)
            return identity(values[0], name=name)
    return _concat(values, axis, name=name)


def split(value, num_or_size_splits, axis=0, num=None, name='split'):
    sizes = convert(num_or_size_splits)
    if isinstance(num_or_size_splits, (int, Dimension)):
        count = int(num_or_size_splits)
        number = _split_kinds.get(count)
        if number is None:
            number = _split_kinds[count] = _engine.kind_of('Split', {'numSplit': count})
        return as_list(_split(axis, value, name=name, _kind=number))
    if sizes.shape.ndims == 0:
        raise ValueError(
            'Rank-0 tensors are not supported as the num_or_size_splits argument to split. Argument '
            'provided: %s' % (num_or_size_splits,)
        )
    if num is None:
        dims = sizes._shape_tuple()
        num = dims[0] if dims else None
        if num is None:
            raise ValueError('Cannot infer num from shape %s' % num_or_size_splits)
    return as_list(_split_v(value, sizes, axis, name=name, numSplit=num))


def tile(input, multiples, name=None):
    return _tile(input, multiples, name=name)


def broadcast_to(input, shape, name=None):
    return _broadcast_to(input, shape, name=name)


def pad(tensor, paddings, mode='CONSTANT', name=None, constant_values=0):
    mode = mode.upper()
    if mode == 'CONSTANT':
        if not isinstance(constant_values, Tensor) and constant_values == 0:
            return _pad(tensor, paddings, name=name)
        return _pad_v2(tensor, paddings, constant_values, name=name)
    if mode in ('REFLECT', 'SYMMETRIC'):
        return _mirror_pad(tensor, paddings, name=name, mode=mode)
    raise ValueError('Unknown padding mode: %s' % mode)


def reverse(tensor, axis, name=None):
    return _reverse(tensor, axis, name=name)


def where(condition, x=None, y=None, name=None):
    if x is None and y is None:
        with name_scope(name, 'Where', [condition]) as scope:
            return _where(convert(condition, None, 'condition', dtypes.bool_), name=scope)
    if x is None or y is None:
        raise ValueError('x and y must both be non-None or both be None.')
    return _select(condition, x, y, name=name)


def unique(x, out_idx=dtypes.int32, name=None):
    from collections import namedtuple

    outputs = _unique(x, name=name, outIdx=dtypes.as_dtype(out_idx).name)
    return namedtuple('Unique', ['y', 'idx'])(*outputs)


def invert_permutation(x, name=None):
    return _invert_permutation(x, name=name)


def matrix_diag(diagonal, name='diag'):
    return _matrix_diag(diagonal, name=name)


def matrix_diag_part(input, name='diag_part'):
    return _matrix_diag_part(input, name=name)


def diag(diagonal, name=None):
    return _diag(diagonal, name=name)


def diag_part(input, name=None):
    return _diag_part(input, name=name)
