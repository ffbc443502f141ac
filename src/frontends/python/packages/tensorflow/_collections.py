"""Collections of the default graph, and the ops that initialize its variables."""

from ._graph import GraphKeys, get_default_graph


def get_collection(key, scope=None):
    return get_default_graph().get_collection(key, scope)


def get_collection_ref(key):
    return get_default_graph().get_collection_ref(key)


def add_to_collection(name, value):
    get_default_graph().add_to_collection(name, value)


def add_to_collections(names, value):
    get_default_graph().add_to_collections(names, value)


def _collection(key, name):
    def items(scope=None):
        return get_collection(key, scope)

    items.__name__ = name
    return items


global_variables = _collection(GraphKeys.GLOBAL_VARIABLES, 'global_variables')
local_variables = _collection(GraphKeys.LOCAL_VARIABLES, 'local_variables')
model_variables = _collection(GraphKeys.MODEL_VARIABLES, 'model_variables')
trainable_variables = _collection(GraphKeys.TRAINABLE_VARIABLES, 'trainable_variables')
moving_average_variables = _collection(
    GraphKeys.MOVING_AVERAGE_VARIABLES, 'moving_average_variables'
)


def all_variables():
    return global_variables()


def variables_initializer(var_list, name='init'):
    from ._ops.control import group, no_op

    if var_list:
        return group(*[variable.initializer for variable in var_list], name=name)
    return no_op(name=name)


initialize_variables = variables_initializer


def global_variables_initializer():
    return variables_initializer(global_variables())


def local_variables_initializer():
    return variables_initializer(local_variables())


def initialize_all_variables():
    return global_variables_initializer()


def initialize_local_variables():
    return local_variables_initializer()


def report_uninitialized_variables(var_list=None, name='report_uninitialized_variables'):
    """A vector of the names of those of VAR_LIST (default: all, also local ones) that have no value yet."""
    from ._constant import constant
    from ._dtypes import string
    from ._name_scope import name_scope
    from ._ops import arrays, gathering, math
    from ._ops.state import is_variable_initialized as is_initialized
    from ._placement import device

    if var_list is None:
        var_list = global_variables() + local_variables()
    with name_scope(name):
        have_values = [is_initialized(variable) for variable in var_list]
        with device('/cpu:0'):
            if not var_list:
                return constant([], dtype=string)
            missing = math.logical_not(arrays.stack(have_values))
            names = constant([variable.op.name for variable in var_list])
            return gathering.boolean_mask(names, missing)


def tables_initializer(name='init_all_tables'):
    from ._ops.control import group, no_op

    initializers = get_collection(GraphKeys.TABLE_INITIALIZERS)
    return group(*initializers, name=name) if initializers else no_op(name=name)


def is_variable_initialized(variable):
    from ._ops.state import is_variable_initialized as is_initialized

    return is_initialized(variable)


def assert_variables_initialized(var_list=None):
    """A run of the result fails when one of the variables has no value."""
    from ._ops.arrays import _rank, stack
    from ._placement import colocate_with

    variables = global_variables() + local_variables() if var_list is None else var_list
    if not variables:
        return None
    ranks = []
    for variable in variables:
        with colocate_with(variable.op):
            ranks.append(_rank(variable))
    return ranks[0] if len(ranks) == 1 else stack(ranks)


