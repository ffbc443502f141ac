"""tf.custom_gradient in graph mode: IdentityN nodes whose gradient is the function's own."""

import functools
import inspect

from . import _engine
from ._collections import get_collection, global_variables, local_variables
from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._ops import arrays
from ._ops.control import flatten
from ._registered_gradients import RegisterGradient, unique_number

_VARIABLE_OPS = ('VariableV2', 'VarHandleOp')


def custom_gradient(f):
    """`f(*x)` returns `(y, grad_fn)`; grad_fn(*grad_ys) gives the gradients of the x."""

    @functools.wraps(f)
    def decorated(*args, **kwargs):
        if get_default_graph()._is_eager:
            from ._eager.custom import call_eagerly

            return call_eagerly(f, args, kwargs)
        return _in_graph(f, args, kwargs)

    return decorated


def _in_graph(f, args, kwargs):
    if kwargs:
        raise ValueError(
            'The custom_gradient decorator currently supports keywords arguments only when eager '
            'execution is enabled.'
        )
    name = 'CustomGradient-%s' % unique_number()
    args = [convert(x) for x in args]
    before = set(global_variables() + local_variables())
    result, grad_fn = f(*args)
    for variable in set(global_variables() + local_variables()) - before:
        if not _is_resource(variable):
            raise TypeError(
                'All variables used by a function wrapped with @custom_gradient must be '
                '`ResourceVariable`s. Ensure that no `variable_scope` is created with '
                '`use_resource=False`.'
            )
    variables = _variables_between(args, result)
    _check_signature(grad_fn, variables)
    outputs = flatten(result)
    count = len(outputs)

    @RegisterGradient(name)
    def gradient(op, *result_grads):
        result_grads = result_grads[:count]
        if variables:
            input_grads, variable_grads = grad_fn(*result_grads, variables=variables)
            if len(variable_grads) != len(variables):
                raise ValueError(
                    'Must return gradient for each variable from @custom_gradient grad_fn.'
                )
        else:
            input_grads, variable_grads = grad_fn(*result_grads), []
        return [None] * count + flatten(input_grads) + list(variable_grads)

    with get_default_graph().gradient_override_map({'IdentityN': name}):
        identities = arrays.identity_n([*outputs, *args, *variables])
    return _packed(result, identities[:count])


def _is_resource(variable):
    return variable.op.type == 'VarHandleOp'


def _check_signature(grad_fn, variables):
    signature = inspect.getfullargspec(grad_fn)
    takes_variables = 'variables' in signature.args or signature.varkw
    if variables and not takes_variables:
        raise TypeError(
            'If using @custom_gradient with a function that uses variables, then grad_fn must accept '
            "a keyword argument 'variables'."
        )
    if takes_variables and not variables:
        raise TypeError(
            'If using @custom_gradient with a function that uses variables, the enclosing variable '
            'scope must have use_resource=True.'
        )


def _variables_between(inputs, result):
    """Trainable variables that RESULT is differentiably computed from without passing INPUTS."""
    seeds = [arrays.identity(output) for output in flatten(result)]
    stops = {id(tensor) for tensor in inputs}
    waiting = [tensor.op for tensor in seeds]
    seen = set()
    names = []
    for op in waiting:
        if op._id in seen:
            continue
        seen.add(op._id)
        if op.type in _VARIABLE_OPS:
            names.append(op.name)
        if not _engine.is_differentiable(op._gradient_type() or op.type):
            continue
        waiting += [tensor.op for tensor in op.inputs if id(tensor) not in stops]
    found = []
    for name in names:
        candidates = get_collection(GraphKeys.GLOBAL_VARIABLES, scope='%s:0' % name)
        if not candidates:
            raise ValueError('Unsuccessful at finding variable %s.' % name)
        found += [variable for variable in candidates if variable.trainable][:1]
    return found


def _packed(structure, flat):
    """FLAT in the nesting of STRUCTURE."""
    items = iter(flat)

    def pack(part):
        if isinstance(part, (list, tuple)):
            packed = [pack(item) for item in part]
            return type(part)(*packed) if hasattr(part, '_fields') else type(part)(packed)
        if isinstance(part, dict):
            made = {key: pack(part[key]) for key in sorted(part)}
            return type(part)((key, made[key]) for key in part)
        return next(items)

    return pack(structure)
