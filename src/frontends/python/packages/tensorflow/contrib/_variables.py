"""Variables of tf.contrib.framework and slim: made with arg scopes, found by scope, suffix and name
(contrib/framework/python/ops/variables.py)."""

import functools
import re

from .._collections import add_to_collection, get_collection
from .._dtypes import float32
from .._graph import GraphKeys
from .._ops.control import group
from .._ops.creation import placeholder
from .._variable import Variable
from .._variable_scope import VariableScope, get_variable, get_variable_scope
from ._arg_scope import add_arg_scope


def _untrained(initial_value, collection, validate_shape, name, use_resource):
    return Variable(
        initial_value,
        trainable=False,
        collections=[collection],
        validate_shape=validate_shape,
        use_resource=use_resource,
        name=name,
    )


def local_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    collection = GraphKeys.LOCAL_VARIABLES
    return _untrained(initial_value, collection, validate_shape, name, use_resource)


def global_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    collection = GraphKeys.GLOBAL_VARIABLES
    return _untrained(initial_value, collection, validate_shape, name, use_resource)


@add_arg_scope
def variable(
    name,
    shape=None,
    dtype=None,
    initializer=None,
    regularizer=None,
    trainable=True,
    collections=None,
    caching_device=None,
    device=None,
    partitioner=None,
    custom_getter=None,
    use_resource=None,
    synchronization=None,
    aggregation=None,
):
    collections = [GraphKeys.GLOBAL_VARIABLES] if collections is None else collections
    make = get_variable
    if custom_getter is not None:
        make = functools.partial(custom_getter, reuse=get_variable_scope().reuse)
    return make(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=list(dict.fromkeys(collections)),
        caching_device=caching_device,
        partitioner=partitioner,
        use_resource=use_resource,
    )


@add_arg_scope
def model_variable(
    name,
    shape=None,
    dtype=float32,
    initializer=None,
    regularizer=None,
    trainable=True,
    collections=None,
    caching_device=None,
    device=None,
    partitioner=None,
    custom_getter=None,
    use_resource=None,
    synchronization=None,
    aggregation=None,
):
    own = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES]
    return variable(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=[*(collections or []), *own],
        caching_device=caching_device,
        device=device,
        partitioner=partitioner,
        custom_getter=custom_getter,
        use_resource=use_resource,
    )


def add_model_variable(var):
    if not any(var is known for known in get_collection(GraphKeys.MODEL_VARIABLES)):
        add_to_collection(GraphKeys.MODEL_VARIABLES, var)


# -- finding -----------------------------------------------------------------------------------


def get_variables(scope=None, suffix=None, collection=GraphKeys.GLOBAL_VARIABLES):
    if isinstance(scope, VariableScope):
        scope = scope.name
    if suffix is not None:
        if ':' not in suffix:
            suffix += ':'
        scope = (scope or '') + '.*' + suffix
    return get_collection(collection, scope)


def get_model_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.MODEL_VARIABLES)


def get_local_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.LOCAL_VARIABLES)


def get_trainable_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, GraphKeys.TRAINABLE_VARIABLES)


def get_variables_by_suffix(suffix, scope=None):
    return get_variables(scope=scope, suffix=suffix)


def get_variables_by_name(given_name, scope=None):
    return get_variables(scope=scope, suffix='/' + given_name + ':|^' + given_name + ':')


def get_unique_variable(var_op_name):
    candidates = get_variables(scope=var_op_name)
    if not candidates:
        raise ValueError("Couldn't find variable %s" % var_op_name)
    for candidate in candidates:
        if candidate.op.name == var_op_name:
            return candidate
    raise ValueError('Variable %s does not uniquely identify a variable' % var_op_name)


def get_variable_full_name(var):
    return var.op.name


def get_variables_to_restore(include=None, exclude=None):
    if include is None:
        included = get_variables()
    else:
        included = _of_scopes(include, 'include')
    excluded = {} if exclude is None else {id(v) for v in _of_scopes(exclude, 'exclude')}
    return [v for v in included if id(v) not in excluded]


def _of_scopes(scopes, what):
    if not isinstance(scopes, (list, tuple)):
        raise TypeError('%s is provided but is not a list or a tuple.' % what)
    return [v for scope in scopes for v in get_variables(scope)]


def filter_variables(var_list, include_patterns=None, exclude_patterns=None, reg_search=True):
    fits = re.search if reg_search else re.match
    kept = list(var_list)
    if include_patterns is not None:
        kept = [v for v in kept if any(fits(pattern, v.name) for pattern in include_patterns)]
    if exclude_patterns is not None:
        kept = [v for v in kept if not any(fits(pattern, v.name) for pattern in exclude_patterns)]
    return kept


# -- giving values -----------------------------------------------------------------------------


def assign_from_values(var_names_to_values):
    """(op, feeds) that give the variables of these names these arrays."""
    feeds = {}
    assignments = []
    for name, value in var_names_to_values.items():
        found = get_collection(GraphKeys.GLOBAL_VARIABLES, name)
        if not found:
            raise ValueError("Variable %s wasn't found" % name)
        if len(found) > 1:
            found = [v for v in found if v.op.name == name]
            if not found:
                raise ValueError("Variable %s doesn't uniquely identify a variable" % name)
        var = found[0]
        given = placeholder(
            dtype=var.dtype.base_dtype,
            shape=var.get_shape(),
            name='placeholder/' + var.op.name,
        )
        assignments.append(var.assign(given))
        feeds[given] = value.reshape(var.get_shape().as_list())
    return group(*assignments), feeds


def assign_from_values_fn(var_names_to_values):
    assign_op, feeds = assign_from_values(var_names_to_values)
    return lambda session: session.run(assign_op, feeds)


def assign_from_checkpoint_fn(
    model_path, var_list, ignore_missing_vars=False, reshape_variables=False
):
    """A function of a session that restores the variables from a checkpoint of this run."""
    from .._training.saving import Saver

    if not var_list:
        raise ValueError('var_list cannot be empty')
    if ignore_missing_vars or reshape_variables:
        raise NotImplementedError(
            'tf.contrib.framework.assign_from_checkpoint_fn with ignore_missing_vars or '
            'reshape_variables is not evaluated by this engine'
        )
    saver = Saver(var_list)
    return lambda session: saver.restore(session, model_path)


__all__ = [
    'add_model_variable',
    'assign_from_checkpoint_fn',
    'assign_from_values',
    'assign_from_values_fn',
    'filter_variables',
    'get_local_variables',
    'get_model_variables',
    'get_trainable_variables',
    'get_unique_variable',
    'get_variable_full_name',
    'get_variables',
    'get_variables_by_name',
    'get_variables_by_suffix',
    'get_variables_to_restore',
    'global_variable',
    'local_variable',
    'model_variable',
    'variable',
]
