"""One optimizer op in its two forms: on references (ApplyAdam) and on handles (ResourceApplyAdam)."""

from .._apply import OpCall
from .._resource_variable import is_resource_variable


class UpdateCall:
    """`UpdateCall('ApplyAdam')(var, m, v, ...)` makes the node that suits VAR; gives its Operation."""

    def __init__(self, op_type):
        self._by_reference = OpCall(op_type)
        self._by_handle = OpCall('Resource' + op_type)

    def __call__(self, var, *inputs, **attributes):
        if not is_resource_variable(var):
            return self._by_reference(var, *inputs, **attributes).op
        return self._by_handle(var, *inputs, **attributes)
