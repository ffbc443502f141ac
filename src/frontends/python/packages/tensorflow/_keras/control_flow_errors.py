"""What a layer is told whose `call` uses Python control flow over tensors."""


def control_flow_error(layer, error):
    """The exception to raise for ERROR: TensorFlow's where the layer is one of its own, which was given what it cannot
    unpack (engine/base_layer.py); a user's layer would be rewritten by autograph."""
    if type(layer).call.__module__.startswith('tensorflow.'):
        return TypeError(
            'You are attempting to use Python control flow in a layer that was not declared to be '
            'dynamic. Pass `dynamic=True` to the class constructor.\nEncountered error:\n'
            '"""\n%s\n"""' % error
        )
    return NotImplementedError(
        'Python control flow over tensors in the `call` of layer %s is not evaluated by this '
        'engine, which does not rewrite it as autograph does; tf.cond and tf.while_loop are. %s'
        % (layer.name, error)
    )
