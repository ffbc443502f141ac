"""tf.custom_gradient under eager execution: the tapes that record get the function's own gradient."""

import inspect

from .._convert import convert
from .._graph import get_default_graph
from .._nest import flatten, pack_sequence_as
from .._ops import arrays
from .._registered_gradients import RegisterGradient, forget, unique_number
from .tape import GradientTape, recording


class _Held:
    """A registered gradient function, until no tape may ask for it any more."""

    def __init__(self, name):
        self._name = name

    def __del__(self):
        forget(self._name)


def call_eagerly(f, args, kwargs):
    """What F(*args) returns as y, differentiated as its grad_fn says."""
    with GradientTape() as tape:
        result, grad_fn = f(*args, **kwargs)
    inputs = [*args, *kwargs.values()]
    variables = [
        variable
        for variable in tape.watched_variables()
        if all(variable is not item for item in inputs)
    ]
    signature = inspect.getfullargspec(grad_fn)
    if variables and 'variables' not in signature.args and not signature.varkw:
        raise TypeError(
            'If using @custom_gradient with a function that uses variables, then grad_fn must accept '
            "a keyword argument 'variables'."
        )
    flat = flatten(result)
    tapes = recording()
    if not tapes:
        return pack_sequence_as(result, [arrays.identity(item) for item in flat])
    count = len(flat)
    tensors = [convert(item) for item in (*args, *variables)]
    name = 'CustomGradient-%s' % unique_number()

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
        grads = flatten(input_grads)
        if len(grads) != len(args):
            raise ValueError(
                'custom_gradient function expected to return',
                len(args),
                'gradients but returned',
                len(grads),
                'instead.',
            )
        return [None] * count + grads + list(variable_grads)

    held = _Held(name)
    for tape in tapes:
        tape.names.append(held)
    with get_default_graph().gradient_override_map({'IdentityN': name}):
        identities = arrays.identity_n([*flat, *tensors])
    return pack_sequence_as(result, identities[:count])
