"""tf.contrib.framework: the global step under its older address, smart_cond."""

from .._missing import getter
from ._arg_scope import add_arg_scope, arg_scope, current_arg_scope, has_arg_scope
from .._ops.conditionals import smart_cond, smart_constant_value
from .._training.global_step import (
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)

__getattr__ = getter('tf.contrib.framework')
