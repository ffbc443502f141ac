"""tf.constant: Python numbers, nested lists and arrays as Const nodes, with TensorFlow's type inference."""

import numbers
from array import array

import numpy as _np
from numpy._brain_float import bfloat16 as _brain_float

from . import _engine
from ._arrays import heap_elements, is_of_floats
from ._dtypes import as_dtype, bfloat16, bool_, code_of, float32, int32, int64, string
from ._eager.tensor import EagerTensor
from ._graph import get_default_graph
from ._graph_scopes import is_op_name, known_names
from ._shapes import Dimension
from ._state import current
from ._strings import number_of
from ._tensor import Tensor

INT32_MAX = 2**31 - 1
INT32_MIN = -(2**31)
_REAL = (numbers.Real, _np.integer, _np.floating)
_INTEGRAL = (numbers.Integral, _np.integer, Dimension)
PLAIN = {float, int, bool}
_TEXTS = (str, bytes)
_SEQUENCES = (list, tuple)
#: Up to here every integer is a double.
_EXACT = 2**53 - 1


def constant(value, dtype=None, shape=None, name='Const', verify_shape=False):
    return constant_node(value, dtype, shape, name or 'Const', verify_shape)


def constant_node(value, dtype=None, shape=None, name='Const', verify_shape=False):
    """The Tensor of a new Const node that holds VALUE."""
    graph = current.graph or get_default_graph()
    if graph._is_eager:
        return _eager_constant(value, dtype, shape, name, verify_shape)
    if graph._finalized:
        graph._check_not_finalized()
    if name not in known_names and not is_op_name(name):
        raise ValueError("'%s' is not a valid node name" % name)
    if dtype is not None:
        dtype = as_dtype(dtype).base_dtype
    kind = type(value)
    if shape is None and kind in PLAIN:
        dtype = _type_of_number(value, kind, dtype)
        if kind is int and not -_EXACT <= value <= _EXACT:
            value = _large(dtype, value)
        code = _engine.scalar_constant(code_of(dtype), value, name)
    elif shape is None and kind in _TEXTS and dtype in (None, string):
        code = _engine.scalar_constant(string._code, number_of(value), name)
    elif shape is None and is_int32_vector(value, kind, dtype):
        # Shapes, axes and slices: most constants of a graph.
        code = _engine.vector_constant(int32._code, ','.join(map(str, value)), name)
    elif shape is None and dtype is None and is_of_floats(value, kind):
        if type(value[0]) is float:
            dims = str(len(value))
            elements = array('d', value)
        else:
            dims = '%d,%d' % (len(value), len(value[0]))
            elements = array('d', [item for row in value for item in row])
        code = _engine.heap_constant(float32._code, 'd', elements.buffer_info()[0], dims, name)
    else:
        code = None
        if kind in PLAIN and not verify_shape:
            code = _filled_constant(value, kind, dtype, shape, name)
        if code is None:
            code = _array_constant(value, dtype, shape, name, verify_shape)
    if code < 0:
        _engine.failed()
    number = code >> 10
    tensor = graph._tensors[number] = Tensor(graph, number, code & 63)
    return tensor


def _filled_constant(value, kind, dtype, shape, name):
    """A constant whose elements are all the number VALUE; None where that is not plain."""
    if type(shape) is not list and type(shape) is not tuple:
        return None
    for dim in shape:
        if type(dim) is not int or dim < 1:
            return None
    dtype = _type_of_number(value, kind, dtype)
    if dtype.is_integer and not dtype.is_bool and not dtype.min <= value <= dtype.max:
        return None
    return _engine.filled_constant(code_of(dtype), value, ','.join(map(str, shape)), name)


def _large(dtype, value):
    """A Python int as numpy 1.18 stores it: it wraps in a narrow type, and must fit the machine's."""
    if not dtype.is_integer:
        return float(value)
    if not -(2**63) <= value < (2**64 if dtype.is_unsigned and dtype.size > 2 else 2**63):
        raise OverflowError('Python int too large to convert to C long')
    if dtype.size == 8:
        if not -_EXACT <= value <= _EXACT:
            raise NotImplementedError(
                '%s values outside ±(2^53 - 1) are not evaluated by this engine: %d' % (dtype.name, value)
            )
        return value
    return (value - dtype.min) % 2 ** (8 * dtype.size) + dtype.min


def _eager_constant(value, dtype, shape, name, verify_shape):
    """As `constant_node`; what is no tensor to be is refused in the words of eager execution."""
    if type(value) is EagerTensor and shape is None:
        if dtype is not None and as_dtype(dtype) is not value.dtype:
            raise TypeError(
                'Expected tensor with type %r not %r' % (as_dtype(dtype), value.dtype)
            )
        return value
    if dtype is not None:
        dtype = as_dtype(dtype).base_dtype
    kind = type(value)
    if shape is None and kind is float and dtype in (None, float32):
        code = _engine.scalar_constant(float32._code, value, '')
    elif shape is None and kind is int and dtype in (None, int32) and INT32_MIN <= value <= INT32_MAX:
        code = _engine.scalar_constant(int32._code, value, '')
    elif value is None:
        raise ValueError(
            'Attempt to convert a value (None) with an unsupported type (%s) to a Tensor.' % kind
        )
    else:
        code = _refused_eagerly(value, kind, dtype, shape, name, verify_shape)
    if code < 0:
        _engine.failed()
    return EagerTensor(code >> 10, code & 63)


def _refused_eagerly(value, kind, dtype, shape, name, verify_shape):
    try:
        if shape is None and kind in PLAIN:
            dtype = _type_of_number(value, kind, dtype)
            return _engine.scalar_constant(code_of(dtype), value, '')
        if shape is None and kind in _TEXTS and dtype in (None, string):
            return _engine.scalar_constant(string._code, number_of(value), '')
        if shape is None and is_int32_vector(value, kind, dtype):
            return _engine.vector_constant(int32._code, ','.join(map(str, value)), '')
        return _array_constant(value, dtype, shape, name, verify_shape)
    except TypeError as error:
        if dtype is None or not str(error).startswith('Expected '):
            raise
        spelled = {'float32': 'float', 'float64': 'double'}.get(dtype.name, dtype.name)
        raise TypeError(
            'Cannot convert %r to EagerTensor of dtype %s' % (value, spelled)
        ) from None
    except ValueError as error:
        if 'dense tensor' not in str(error) and 'sequence' not in str(error):
            raise
        raise ValueError("Can't convert non-rectangular Python sequence to Tensor.") from None


def integers(numbers, name='Const'):
    """The Tensor of a new int32 vector: axes, shapes."""
    graph = get_default_graph()
    graph._check_not_finalized()
    code = _engine.vector_constant(int32._code, ','.join(map(str, numbers)), name)
    if code < 0:
        _engine.failed()
    if graph._is_eager:
        return EagerTensor(code >> 10, code & 63)
    number = code >> 10
    tensor = graph._tensors[number] = Tensor(graph, number, code & 63)
    return tensor


def is_int32_vector(value, kind, dtype):
    """Whether VALUE is a short list of Python ints that becomes an int32 vector."""
    if kind is not list and kind is not tuple or not 0 < len(value) < 32:
        return False
    if dtype is not None and dtype is not int32:
        return False
    for item in value:
        if type(item) is not int or not INT32_MIN <= item <= INT32_MAX:
            return False
    return True


def _type_of_number(value, kind, dtype):
    """The element type of a Python number, which must be acceptable as DTYPE if that is given."""
    if dtype is None:
        if kind is float:
            return float32
        if kind is bool:
            return bool_
        return int32 if INT32_MIN <= value <= INT32_MAX else int64
    if kind is float and dtype.is_floating or kind is int and not dtype.is_bool and dtype is not string:
        return dtype
    if not _accepts(dtype, value):
        raise _expected(dtype, value)
    return dtype


def _accepts(dtype, value):
    if dtype.is_bool:
        return isinstance(value, bool)
    if dtype is string:
        return isinstance(value, _TEXTS)
    if dtype.is_integer:
        return isinstance(value, _INTEGRAL)
    return isinstance(value, _REAL)


def _expected(dtype, value):
    return TypeError(
        "Expected %s, got %s of type '%s' instead."
        % (dtype.name, repr(value), type(value).__name__)
    )


def _array_constant(value, dtype, shape, name, verify_shape):
    dtype, dims, layout, address, keep = elements_of(value, dtype, shape)
    if shape is not None:
        shape = [int(dim) for dim in shape]
        if verify_shape and tuple(shape) != tuple(dims):
            raise TypeError("Expected Tensor's shape: %s, got %s." % (tuple(shape), tuple(dims)))
        layout, address, keep = _fill(shape, dims, layout, address, keep)
        dims = shape
    text = ','.join(map(str, dims))
    return _engine.heap_constant(code_of(dtype), layout, address, text, name)


def elements_of(value, dtype=None, shape=None):
    """(dtype, dims, layout, address, owner) of VALUE's elements in the heap, while `owner` lives."""
    if type(value) not in _SEQUENCES and _is_array_like(value):
        items = _np.asarray(value)
        if dtype is not None:
            items = items.astype(dtype.as_numpy_dtype)
        else:
            dtype = as_dtype(items.dtype)
        return (dtype, *_dims_and_heap(items))
    if value is None:
        raise ValueError('None values not supported.')
    if shape is not None and 0 in [int(dim) for dim in shape]:
        return dtype or float32, [int(dim) for dim in shape], 'd', 0, None
    flat = []
    dims = _flatten(value, flat)
    types = set(map(type, flat))
    if types and types <= set(_TEXTS) and dims is not None and dtype in (None, string):
        return string, dims, *_dims_and_heap(_np.array(flat, dtype=object))[1:]
    if not types <= PLAIN:
        if any(isinstance(item, _np.ndarray) for item in flat):
            return _stacked(value, dtype)
        _check_elements(value, flat, dtype)
        if _brain_float in types and dtype is None:
            dtype = _type_with_brain_floats(value, types)
        flat = [int(item) if isinstance(item, Dimension) else _plain(item) for item in flat]
        types = set(map(type, flat))
    if dims is None:
        raise _not_dense(value, dtype)
    if dtype is None:
        dtype = _common_type(flat, types)
    elif dtype is string or not (types <= PLAIN and (dtype.is_floating or types <= {bool if dtype.is_bool else int})):
        for item in flat:
            if not _accepts(dtype, item):
                raise _expected(dtype, item)
    if int in types and any(not -_EXACT <= item <= _EXACT for item in flat):
        flat = [_large(dtype, item) if type(item) is int else item for item in flat]
    elements = array('d', flat)
    return dtype, dims, 'd', elements.buffer_info()[0], elements


def _dims_and_heap(items):
    layout, address, keep = heap_elements(items)
    return list(items.shape), layout, address, keep


def _is_array_like(value):
    if isinstance(value, (_np.ndarray, _np.generic)):
        return True
    return not isinstance(value, Tensor) and callable(getattr(value, '__array__', None))


def _flatten(value, flat):
    """Append the elements of nested lists to FLAT; their dimensions, None when they are ragged."""
    if not isinstance(value, (list, tuple)):
        flat.append(value)
        return []
    if not value:
        return [0]
    for item in value:
        if isinstance(item, (list, tuple)):
            break
    else:
        flat.extend(value)
        return [len(value)]
    inner = [_flatten(item, flat) for item in value]
    first = inner[0]
    for dims in inner:
        if dims is None or dims != first:
            return None
    return [len(value), *first]


def _wanted_dims(value):
    if not isinstance(value, (list, tuple)):
        return []
    return [len(value), *_wanted_dims(value[0])] if value else [0]


def _not_dense(value, dtype):
    if dtype is not None:
        return ValueError('setting an array element with a sequence.')
    return ValueError(
        'Argument must be a dense tensor: %s - got shape %s, but wanted %s.'
        % (value, [len(value)], _wanted_dims(value))
    )


def _plain(item):
    if type(item) is _brain_float:
        return float(item)
    return item.item() if isinstance(item, _np.generic) else item


def _type_with_brain_floats(value, types):
    """The element type of a list with numpy's bfloat16 in it: beside Python's floats it is float32."""
    if types == {_brain_float}:
        return bfloat16
    if types == {_brain_float, float}:
        return float32
    raise _not_convertible(value)


def _check_elements(value, flat, dtype):
    """Say what cannot be an element: with DTYPE its words, without it those of the proto."""
    for item in flat:
        if isinstance(item, Tensor):
            if dtype is None:
                raise TypeError('List of Tensors when single Tensor expected')
            raise _expected(dtype, item)
        if dtype is not None:
            if not _accepts(dtype, item):
                raise _expected(dtype, item)
        elif isinstance(item, complex):
            raise NotImplementedError('A tensor of complex numbers is not evaluated by this engine')
        elif not isinstance(item, (*_REAL, _np.generic, Dimension)) or (
            isinstance(item, Dimension) and item.value is None
        ):
            raise _not_convertible(value)


def _not_convertible(value):
    return TypeError(
        'Failed to convert object of type %s to Tensor. Contents: %s. Consider casting '
        'elements to a supported type.' % (type(value), value)
    )


def _common_type(flat, types):
    if float in types or not flat:
        return float32
    if types == {bool}:
        return bool_
    return int32 if all(INT32_MIN <= item <= INT32_MAX for item in flat) else int64


def _stacked(value, dtype):
    """Nested lists with arrays in them, stacked by numpy."""
    items = _np.array(value)
    if dtype is None:
        dtype = as_dtype(items.dtype)
        if dtype.name == 'float64':
            dtype = float32
        elif dtype is int64 and (items == items.astype(_np.int32)).all():
            dtype = int32
    items = items.astype(dtype.as_numpy_dtype)
    return (dtype, *_dims_and_heap(items))


def _fill(shape, dims, layout, address, keep):
    """Elements for SHAPE from fewer: the last one is repeated."""
    have = _size(dims)
    want = _size(shape)
    if have > want:
        raise ValueError(
            'Too many elements provided. Needed at most %d, but received %d' % (want, have)
        )
    if have == want:
        return layout, address, keep
    if not isinstance(keep, array):
        items = keep.reshape(-1).tolist() if hasattr(keep, 'reshape') else []
        keep = array('d', [float(item) for item in items])
    filled = array('d', keep)
    filled.extend(array('d', [keep[-1] if len(keep) else 0.0]) * (want - have))
    return 'd', filled.buffer_info()[0], filled


def _size(dims):
    size = 1
    for dim in dims:
        size *= dim
    return size
