"""Writing variables: assign and its kin. Each takes a Variable or the reference it wraps."""

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall, tensor_made
from .._name_scope import name_scope
from .._op_functions import python_name
from .._shapes import as_shape

_assign = OpCall('Assign')
_assign_add = OpCall('AssignAdd')
_assign_sub = OpCall('AssignSub')
_scatter_update = OpCall('ScatterUpdate')
_scatter_add = OpCall('ScatterAdd')
_scatter_sub = OpCall('ScatterSub')
_scatter_nd_update = OpCall('ScatterNdUpdate')
_is_initialized = OpCall('IsVariableInitialized')
_count_up_to = OpCall('CountUpTo')


def variable_op(shape, dtype, name):
    """The reference tensor of a new VariableV2 node."""
    dims = as_shape(shape).dims
    attributes = {
        'shape': None if dims is None else tuple(dim.value for dim in dims),
        'dtype': dtype.base_dtype.name,
        'container': '',
        'sharedName': '',
    }
    dtypes.code_of(dtype)
    number = _engine.kind_of('VariableV2', attributes)
    with name_scope(name, 'Variable') as scope:
        return tensor_made(_engine.check(_engine.node(number, '', scope)))


def assign(ref, value, validate_shape=None, use_locking=None, name=None):
    if not ref.dtype._is_ref:
        return ref.assign(value, name=name)
    return _assign(
        ref,
        value,
        name=name,
        validateShape=True if validate_shape is None else bool(validate_shape),
        useLocking=True if use_locking is None else bool(use_locking),
    )


def assign_add(ref, value, use_locking=None, name=None):
    if not ref.dtype._is_ref:
        return ref.assign_add(value)
    return _assign_add(ref, value, name=name, useLocking=bool(use_locking))


def assign_sub(ref, value, use_locking=None, name=None):
    if not ref.dtype._is_ref:
        return ref.assign_sub(value)
    return _assign_sub(ref, value, name=name, useLocking=bool(use_locking))


def scatter_update(ref, indices, updates, use_locking=True, name=None):
    if not ref.dtype._is_ref:
        return ref._scatter_rows('update', indices, updates, name)
    return _scatter_update(ref, indices, updates, name=name, useLocking=bool(use_locking))


def scatter_add(ref, indices, updates, use_locking=False, name=None):
    if not ref.dtype._is_ref:
        return ref._scatter_rows('add', indices, updates, name)
    return _scatter_add(ref, indices, updates, name=name, useLocking=bool(use_locking))


def scatter_sub(ref, indices, updates, use_locking=False, name=None):
    if not ref.dtype._is_ref:
        return ref._scatter_rows('sub', indices, updates, name)
    return _scatter_sub(ref, indices, updates, name=name, useLocking=bool(use_locking))


def _row_scatter(op_type):
    call = OpCall(op_type)

    def scatter(ref, indices, updates, use_locking=False, name=None):
        if not ref.dtype._is_ref:
            return ref._scatter_rows(op_type[7:].lower(), indices, updates, name)
        return call(ref, indices, updates, name=name, useLocking=bool(use_locking))

    scatter.__name__ = scatter.__qualname__ = python_name(op_type)
    return scatter


scatter_mul = _row_scatter('ScatterMul')
scatter_div = _row_scatter('ScatterDiv')
scatter_min = _row_scatter('ScatterMin')
scatter_max = _row_scatter('ScatterMax')
scatter_nd_add = _row_scatter('ScatterNdAdd')
scatter_nd_sub = _row_scatter('ScatterNdSub')


def scatter_nd_update(ref, indices, updates, use_locking=True, name=None):
    return _scatter_nd_update(ref, indices, updates, name=name, useLocking=bool(use_locking))


def is_variable_initialized(ref, name=None):
    if not ref.dtype._is_ref:
        return ref.is_initialized(name=name)
    return _is_initialized(ref, name=name)


def count_up_to(ref, limit, name=None):
    if not ref.dtype._is_ref:
        return ref.count_up_to(limit)
    return _count_up_to(ref, name=name, limit=int(limit))
