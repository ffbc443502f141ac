"""Slot variables: made beside their variable, named `w/Adam`, initialized from a value or a shape."""

import contextlib

from .. import _dtypes as dtypes
from .. import _engine
from .._graph import get_default_graph
from .._graph_scopes import check_scope_name, known_names
from .._initializers import Zeros
from .._placement import colocate_with
from .._resource_variable import is_resource_variable
from .._state import current
from .._variable import Variable, is_made_as_it_stands
from .._variable_scope import _scope_store, get_variable, variable_scope
from .._variable_store import value_told


_ZEROS = Zeros()


def _beside(primary, wanted):
    return colocate_with(primary) if wanted else contextlib.nullcontext()


def _slot_variable(primary, value, shape, dtype, validate_shape):
    return get_variable(
        '',
        initializer=value,
        trainable=False,
        shape=shape if callable(value) else None,
        dtype=dtype,
        validate_shape=validate_shape,
        use_resource=is_resource_variable(primary),
    )


def _name_of(primary):
    """The name that the names of slots begin with: eager variables may have the same."""
    return primary.op.name if getattr(primary, '_in_graph_mode', True) else primary.name.split(':')[0]


def create_slot(primary, value, name, colocate_with_primary=True):
    """A variable that starts as the tensor VALUE."""
    with variable_scope(None, _name_of(primary) + '/' + name), _beside(primary, colocate_with_primary):
        return _slot_variable(primary, value, None, None, value.shape.is_fully_defined())


def _in_own_scope(name, value, beside):
    """As `with variable_scope(None, NAME), colocate_with(BESIDE): get_variable('', …, trainable=False)` of the
    FromInitializer VALUE; None, and nothing made, where scopes or graph have a say in it."""
    graph = get_default_graph()
    store = _scope_store()
    outer = store.current
    if name[-1:] == '/' or not outer._asks_for_nothing() or not is_made_as_it_stands(graph):
        return None
    if name not in known_names:
        check_scope_name(graph, name)
    full = outer._name + '/' + name if outer._name else name
    full += store.ending(full)
    if full + '/' in store.variables or full + '//part_0' in store.variables:
        return None
    _engine.unique_name(name, True)  # the name scope, in which nothing is made
    store.open(full)
    store.close_below(full)
    return store.variables.new_at_once(graph, full + '/', value, False, beside)


def create_slot_with_initializer(
    primary, initializer, shape, dtype, name, colocate_with_primary=True
):
    own_name = _name_of(primary) + '/' + name
    if type(primary) is Variable and primary.graph is current.graph:
        value = value_told(shape, dtype, initializer)
        if value is not None:
            beside = primary._variable if colocate_with_primary else None
            made = _in_own_scope(own_name, value, beside)
            if made is not None:
                return made
    with variable_scope(None, own_name), _beside(primary, colocate_with_primary):
        return _slot_variable(primary, initializer, shape, dtype, shape.is_fully_defined())


def create_zeros_slot(primary, name, dtype=None, colocate_with_primary=True):
    if type(primary) is Variable and primary.graph is current.graph and dtype is None and colocate_with_primary:
        # The shape of a reference variable is told once and for all when it is known in full.
        value = primary._zeros
        if value is None and primary.shape.is_fully_defined():
            value = primary._zeros = value_told(primary.shape, primary.dtype, _ZEROS)
        made = value and _in_own_scope(primary.op.name + '/' + name, value, primary._variable)
        if made is not None:
            return made
    shape = primary.shape
    if not shape.is_fully_defined():
        raise NotImplementedError(
            'A slot of a variable whose shape is not fully known is not evaluated by this engine'
        )
    dtype = primary.dtype if dtype is None else dtypes.as_dtype(dtype)
    return create_slot_with_initializer(
        primary, _ZEROS, shape, dtype, name, colocate_with_primary
    )
