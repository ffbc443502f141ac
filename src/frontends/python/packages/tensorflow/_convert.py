"""convert_to_tensor: what stands for a tensor, and with which words it does not."""

from ._constant import constant_node
from ._dtypes import as_dtype
from ._eager.tensor import EagerTensor
from ._graph import get_default_graph
from ._graph_scopes import GraphScope
from ._shapes import Dimension, TensorShape
from ._tensor import Tensor

_PLAIN = {float, int, bool}


def convert_to_tensor(value, dtype=None, name=None, preferred_dtype=None, dtype_hint=None):
    return convert(value, dtype, name, dtype_hint if dtype_hint is not None else preferred_dtype)


def convert(value, dtype=None, name=None, preferred=None, as_ref=False):
    """VALUE as a Tensor. NAME is for the Const that it may become; PREFERRED is a dtype to try first."""
    if dtype is not None:
        dtype = as_dtype(dtype)
    if isinstance(value, Tensor):
        if type(value) is EagerTensor and not get_default_graph()._is_eager:
            value = _captured(value)
        if dtype is not None and not dtype.is_compatible_with(value.dtype):
            raise ValueError(
                'Tensor conversion requested dtype %s for Tensor with dtype %s: %r'
                % (dtype.name, value.dtype.name, value)
            )
        return value
    if type(value) in _PLAIN:
        return _convert_plain(value, dtype, name, preferred)
    conversion = _conversion_of(value)
    if dtype is None and preferred is not None:
        preferred = as_dtype(preferred)
        try:
            tensor = conversion(value, preferred, name, as_ref)
        except (TypeError, ValueError):
            pass
        else:
            if tensor.dtype.base_dtype is not preferred.base_dtype:
                raise TypeError(
                    'convert_to_tensor did not convert to the preferred dtype: %s vs %s '
                    % (tensor.dtype.base_dtype, preferred.base_dtype)
                )
            return tensor
    return conversion(value, dtype, name, as_ref)


def _captured(value):
    """What stands for an eager tensor in the graph of a function."""
    graph = get_default_graph()
    if graph._captures is None:
        raise RuntimeError('Attempting to capture an EagerTensor without building a function.')
    return graph.captured(value)


def _convert_plain(value, dtype, name, preferred):
    if dtype is None and preferred is not None:
        try:
            return constant_node(value, preferred, None, name or 'Const')
        except (TypeError, ValueError):
            pass
    return constant_node(value, dtype, None, name or 'Const')


def convert_all(values, dtype=None, name=None, preferred=None, as_ref=False):
    """Each of VALUES as a Tensor; constants are called NAME_0, NAME_1, …"""
    return [
        convert(value, dtype, None if name is None else '%s_%d' % (name, i), preferred, as_ref)
        for i, value in enumerate(values)
    ]


def _conversion_of(value):
    if isinstance(value, (list, tuple)):
        return _convert_sequence
    own = getattr(type(value), '_convert_to_tensor', None)
    if own is not None:
        return own
    if isinstance(value, TensorShape):
        return _convert_shape
    if isinstance(value, Dimension):
        return _convert_dimension
    return _convert_constant


def _convert_constant(value, dtype, name, as_ref):
    return constant_node(value, dtype, None, name or 'Const')


def _convert_shape(shape, dtype, name, as_ref):
    if not shape.is_fully_defined():
        raise ValueError('Cannot convert a partially known TensorShape to a Tensor: %s' % shape)
    return _shape_constant(shape.as_list(), dtype, name, 'TensorShape', shape.as_list())


def _convert_dimension(dimension, dtype, name, as_ref):
    if dimension.value is None:
        raise ValueError('Cannot convert an unknown Dimension to a Tensor: %s' % dimension)
    return _shape_constant(dimension.value, dtype, name, 'Dimension', [dimension.value])


def _shape_constant(value, dtype, name, what, dims):
    if dtype is None:
        dtype = 'int32'
        if any(dim >= 2**31 for dim in dims):
            dtype = 'int64'
    elif as_dtype(dtype).name not in ('int32', 'int64'):
        raise TypeError('Cannot convert a %s to dtype: %s' % (what, as_dtype(dtype)))
    return constant_node(value, dtype, None, name or 'shape_as_tensor')


def _convert_sequence(values, dtype, name, as_ref):
    """A list with tensors in it is packed; any other is a constant."""
    inferred = _tensor_type_within(values)
    if inferred is None:
        return constant_node(values, dtype, None, name or 'Const')
    if dtype is not None and as_dtype(dtype).base_dtype is not inferred:
        values = _cast_within(values, as_dtype(dtype))
        inferred = as_dtype(dtype).base_dtype
    return _pack(values, inferred, name or 'packed')


def is_dense(value):
    """A Tensor or a Variable."""
    return isinstance(value, Tensor) or hasattr(type(value), '_is_variable')


def _tensor_type_within(values):
    for value in values:
        if isinstance(value, (list, tuple)):
            found = _tensor_type_within(value)
            if found is not None:
                return found
        elif type(value) not in _PLAIN and is_dense(value):
            return value.dtype.base_dtype
    return None


def _cast_within(values, dtype):
    def cast_one(value):
        if isinstance(value, (list, tuple)):
            return [cast_one(item) for item in value]
        if is_dense(value) and value.dtype.base_dtype is not dtype.base_dtype:
            from ._ops.math import cast

            return cast(value, dtype)
        return value

    return cast_one(values)


def _pack(values, dtype, name):
    """Nested lists with tensors in them as one tensor: Pack nodes, as TensorFlow nests them."""
    from ._ops.arrays import pack

    graph = get_default_graph()
    with GraphScope(graph, name) as scope:
        must_pack = False
        elements = []
        for i, value in enumerate(values):
            if is_dense(value):
                if value.dtype.base_dtype is not dtype:
                    raise TypeError(
                        'Cannot convert a list containing a tensor of dtype %s to %s (Tensor is: %r)'
                        % (value.dtype, dtype, value)
                    )
                must_pack = True
            elif isinstance(value, (list, tuple)):
                value = _pack(value, dtype, str(i))
                must_pack = must_pack or is_dense(value)
            elements.append(value)
        if not must_pack:
            return elements
        tensors = [
            value if is_dense(value) else constant_node(value, dtype, None, str(i))
            for i, value in enumerate(elements)
        ]
        return pack(tensors, name=scope)
