"""tf.contrib.framework: arg scopes, variables by scope and name, the global step under its older address."""

from importlib import import_module

from .._missing import getter
from ._arg_scope import add_arg_scope, arg_scope, current_arg_scope, has_arg_scope
from ._variables import *  # noqa: F403
from .._ops.conditionals import smart_cond, smart_constant_value
from .._ops.checks import assert_same_float_dtype, assert_scalar
from .._ops.tensor_kinds import is_tensor
from .._ops.counting import argsort, sort
from .._py_func import py_func
from .._training.global_step import (
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

_missing_name = getter('tf.contrib.framework')


def __getattr__(name):
    # TensorFlow's own module, which is made when somebody asks for it.
    if name == 'nest':
        return import_module('tensorflow.python.util.nest')
    return _missing_name(name)
