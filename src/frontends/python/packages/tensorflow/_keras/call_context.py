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
        """Notes a call of LAYER; gives what `leave` takes."""
        before = (self.layer, self.inputs, self.in_call, self.training)
        self.layer, self.inputs, self.in_call, self.training = layer, inputs, True, training
        return before

    def leave(self, before):
        self.layer, self.inputs, self.in_call, self.training = before


call_context = CallContext()
on_reset(call_context.reset)
