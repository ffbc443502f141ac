"""One optimizer op in its two forms: on references (ApplyAdam) and on handles (ResourceApplyAdam)."""

from .. import _engine
from .._apply import OpCall
from .._ops.math import cast
from .._resource_variable import is_resource_variable
from .._tensor import Tensor
from .._variable import Variable


class UpdateCall:
    """`UpdateCall('ApplyAdam')(var, m, v, ...)` makes the node that suits VAR; gives its Operation. The inputs
    after VAR whose indices are in CASTS are taken in the type of VAR."""

    def __init__(self, op_type, casts=()):
        self._by_reference = OpCall(op_type)
        self._by_handle = OpCall('Resource' + op_type)
        self._casts = frozenset(casts)

    def __call__(self, var, *inputs, **attributes):
        if self._casts:
            dtype = var.dtype.base_dtype
            inputs = [cast(one, dtype) if i in self._casts else one for i, one in enumerate(inputs)]
        if not is_resource_variable(var):
            return self._by_reference(var, *inputs, **attributes).op
        return self._by_handle(var, *inputs, **attributes)

    def in_own_scope(self, graph, name, var, inputs, attributes):
        """What a call inside `name_scope(NAME), colocate_with(VAR)` comes to where all are of one type; None,
        and nothing made, where they are not."""
        info = var._variable._info & ~1
        ids = [str(var._variable._id)]
        unused = 0
        for i, one in enumerate(inputs):
            if type(one) is Variable:
                # A cast of a variable enters a scope, though there is nothing to make in it.
                is_cast = i in self._casts
                unused += is_cast
                one = one._snapshot if is_cast else one._variable
            if type(one) is not Tensor or one.graph is not graph or one._info & ~1 != info:
                return None
            ids.append(str(one._id))
        if not self._by_reference.allows(info):
            return None
        kind = _engine.kind_of(self._by_reference.type, attributes)
        code = _engine.node_in_scope(kind, name, ','.join(ids), unused)
        return graph._operation(_engine.check(code) >> 10)


def one_node(declare):
    """A decorator of an `_apply_dense` that makes one node: DECLARE gives the UpdateCall, its inputs after
    the variable and its attributes, and makes nothing."""

    def _apply_dense(self, grad, var):
        call, inputs, attributes = declare(self, grad, var)
        return call(var, *inputs, **attributes)

    _apply_dense.declare = declare
    return _apply_dense
