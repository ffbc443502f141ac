"""What is known while a layer is called: the outermost inputs, whether layers inside train."""

from _gradient_runtime import on_reset


class CallContext:
    """One for the program: calls of layers nest, and each restores what it found."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.layer = None
        self.inputs = None
        self.in_call = False
        self.training = None

    def enter(self, layer, inputs, training):
        return _Entered(self, layer, inputs, training)


class _Entered:
    def __init__(self, context, layer, inputs, training):
        self._context = context
        self._now = (layer, inputs, True, training)

    def _set(self, state):
        at = self._context
        at.layer, at.inputs, at.in_call, at.training = state

    def __enter__(self):
        at = self._context
        self._before = (at.layer, at.inputs, at.in_call, at.training)
        self._set(self._now)

    def __exit__(self, *error):
        self._set(self._before)
        return False


call_context = CallContext()
on_reset(call_context.reset)
