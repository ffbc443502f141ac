"""What a layer knows of the arguments of its function `call`."""

import inspect

from _gradient_runtime import on_reset

#: By function: to inspect one costs as much as a layer.
_known = {}
on_reset(_known.clear)


def arguments_of(call):
    """Attributes of a layer whose `call` is the bound method CALL."""
    function = getattr(call, '__func__', call)
    found = _known.get(function)
    if found is None:
        spec = inspect.getfullargspec(call)
        names = spec.args[1:] if spec.args[:1] == ['self'] else spec.args
        found = _known[function] = {
            '_call_fn_args': names,
            '_expects_training_arg': 'training' in names or spec.varkw is not None,
            '_expects_mask_arg': 'mask' in names or spec.varkw is not None,
        }
    return found
