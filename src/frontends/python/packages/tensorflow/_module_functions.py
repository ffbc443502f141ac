"""Small functions of TensorFlow's own modules that the `tf` namespace does not have."""

import collections
import json

import numpy as np

from . import _engine, _errors
from ._control_scope import InitScope
from ._convert import convert
from ._graph import get_default_graph
from ._indexed_slices import convert_all_or_slices, convert_or_slices
from ._shapes import Dimension, TensorShape, as_shape
from ._tensor import Tensor
from ._variable import Variable as VariableV1


def init_scope():
    """TensorFlow's ops.init_scope(): outside of every control dependency of the current graph."""
    return InitScope(get_default_graph())


# -- framework.ops -----------------------------------------------------------------------------------

IndexedSlicesValue = collections.namedtuple('IndexedSlicesValue', ['values', 'indices', 'dense_shape'])


def get_name_scope():
    return get_default_graph().get_name_scope()


def get_all_collection_keys():
    return get_default_graph().get_all_collection_keys()


def executing_eagerly_outside_functions():
    return False


def has_default_graph():
    return True


def inside_function():
    return get_default_graph().building_function


def internal_convert_to_tensor(
    value, dtype=None, name=None, as_ref=False, preferred_dtype=None, ctx=None, accept_symbolic_tensors=True
):
    return convert(value, dtype, name, preferred_dtype, as_ref)


def internal_convert_to_tensor_or_indexed_slices(value, dtype=None, name=None, as_ref=False):
    return convert_or_slices(value, dtype, name)


def convert_n_to_tensor(values, dtype=None, name=None, preferred_dtype=None):
    return [
        convert(value, dtype, None if name is None else '%s_%d' % (name, i), preferred_dtype)
        for i, value in enumerate(values)
    ]


def convert_n_to_tensor_or_indexed_slices(values, dtype=None, name=None):
    if dtype is None and name is None:
        return convert_all_or_slices(values)
    return [
        convert_or_slices(value, dtype, None if name is None else '%s_%d' % (name, i))
        for i, value in enumerate(values)
    ]


def name_from_scope_name(name):
    return name[:-1] if name and name[-1] == '/' else name


def strip_name_scope(name, export_scope):
    if not export_scope:
        return name
    scope = export_scope.rstrip('/') + '/'
    for prefix in ('^', 'loc:@', ''):
        if name.startswith(prefix + scope):
            return prefix + name[len(prefix + scope) :]
    return name


def prepend_name_scope(name, import_scope):
    if not import_scope:
        return name
    for prefix in ('^', 'loc:@', ''):
        if name.startswith(prefix):
            return prefix + import_scope.rstrip('/') + '/' + name[len(prefix) :]


# -- framework.tensor_shape, tensor_util ---------------------------------------------------------------


def dimension_at_index(shape, index):
    return Dimension(None) if shape.ndims is None else shape.dims[index]


def scalar():
    return TensorShape([])


def vector(length):
    return TensorShape([length])


def matrix(rows, cols):
    return TensorShape([rows, cols])


def constant_value(tensor, partial=False):
    """The array that TENSOR is known to be while the graph is built, or None."""
    if not isinstance(tensor, Tensor):
        return tensor if isinstance(tensor, np.ndarray) else None
    text = tensor.graph._within(_engine.known_value, tensor._id)
    if not text:
        return None
    known = json.loads(text)
    numbers = [float(one) if isinstance(one, str) else one for one in known['numbers']]
    return np.array(numbers, dtype=tensor.dtype.as_numpy_dtype).reshape(known['dims'])


def constant_value_as_shape(tensor):
    """The shape that the vector TENSOR is known to be; of an unknown one only the rank."""
    value = constant_value(tensor)
    if value is not None:
        return TensorShape([None if dim < 0 else int(dim) for dim in value.ravel().tolist()])
    length = tensor.shape[0].value if tensor.shape.ndims else None
    return TensorShape(None if length is None else [None] * length)


def shape_tensor(shape):
    dims = as_shape(shape).as_list() if not isinstance(shape, Tensor) else shape
    return convert(dims, None, 'shape')


def is_tensor(x):
    return hasattr(x, 'graph') and hasattr(x, 'dtype') and hasattr(x, 'op')


# -- framework.errors ----------------------------------------------------------------------------------

ERROR_CODES = {'OK': 0}
for _class, _code in _errors.CODES.items():
    _words = ''.join('_' + c if c.isupper() else c for c in _class.removesuffix('Error'))
    ERROR_CODES[_words.strip('_').upper()] = _code


def exception_type_from_error_code(error_code):
    for name, code in _errors.CODES.items():
        if code == error_code:
            return getattr(_errors, name)
    raise KeyError(error_code)


def error_code_from_exception_type(cls):
    for name, code in _errors.CODES.items():
        if getattr(_errors, name) is cls:
            return code
    raise KeyError(cls)


# -- client.device_lib ---------------------------------------------------------------------------------


def list_local_devices(session_config=None):
    from ._devices import SessionDevices

    devices = SessionDevices(session_config).listed()
    for device in devices:
        # The local names leave the job out.
        device.name = '/' + device.name.partition('/task:0/')[2]
    return devices


# -- ops.variables -------------------------------------------------------------------------------------


class _MakesResources(type):
    def __call__(
        cls,
        initial_value=None,
        trainable=None,
        validate_shape=True,
        caching_device=None,
        name=None,
        variable_def=None,
        dtype=None,
        import_scope=None,
        constraint=None,
        synchronization=None,
        aggregation=None,
        shape=None,
    ):
        return VariableV1(
            initial_value,
            trainable,
            validate_shape=validate_shape,
            caching_device=caching_device,
            name=name,
            dtype=dtype,
            constraint=constraint,
            use_resource=True,
            shape=shape,
        )

    def __instancecheck__(cls, instance):
        return isinstance(instance, VariableV1)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, VariableV1)


class Variable(metaclass=_MakesResources):
    """TensorFlow 1.15's own code calls the second version of the class by this name: what it makes is
    always a resource variable; tf.Variable is VariableV1."""


# -- ops.array_ops, ops.state_ops ----------------------------------------------------------------------


def variable_op_v2(shape, dtype, name='Variable', container='', shared_name=''):
    from ._dtypes import as_dtype
    from ._ops.state import variable_op

    return variable_op(shape, as_dtype(dtype), name)


def switch(data, pred, dtype=None, name=None):
    from ._ops.conditionals import switch as switch_of

    if name is not None:
        raise NotImplementedError('control_flow_ops.switch with a name is not evaluated by this engine')
    return switch_of(data, pred)


def __getattr__(name):
    """`float32_ref` and its kin: the types of variables' own outputs."""
    from ._dtypes import as_dtype

    if not name.endswith('_ref'):
        raise AttributeError(name)
    return as_dtype(name.removesuffix('_ref'))._as_ref
