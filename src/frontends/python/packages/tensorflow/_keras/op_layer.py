"""TensorFlowOpLayer: a plain op between layers of a functional model, made a layer of its own."""

from .. import _engine
from .._apply import outputs_made
from .._convert import convert
from .._control_scope import InitScope
from .._graph import get_default_graph
from _gradient_runtime import here
from . import backend_values as K
from .base_layer import Layer
from .history import uses_keras_history


class TensorFlowOpLayer(Layer):
    """Makes its op again for other inputs; what else went into the op is kept as CONSTANTS."""

    def __init__(self, op, name, constants=None, trainable=True, dtype=None):
        super().__init__(
            name='tf_op_layer_' + name, trainable=trainable, dtype=dtype, autocast=False
        )
        self._op = op
        self.constants = constants or {}
        self.built = True

    def call(self, inputs):
        inputs = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
        for index, constant in sorted(self.constants.items()):
            inputs.insert(index, constant)
        ids = ','.join(str(convert(item)._id) for item in inputs)
        graph = get_default_graph()
        code = graph._within(_engine.copy_node, self._op._id, ids, self._op.name, here())
        return outputs_made(_engine.check(code))

    def get_config(self):
        raise NotImplementedError(
            'The config of a TensorFlow op in a model of tf.keras is not evaluated by this engine; a '
            'Lambda layer around the op can be cloned'
        )


def make_op_layers(tensors, processed=None, created=None):
    processed = set() if processed is None else processed
    created = [] if created is None else created
    for tensor in tensors:
        if getattr(tensor, '_keras_history', None) is not None:
            continue
        op = tensor.op
        if op in processed:
            continue
        constants = {}
        layer_inputs = []
        for i, op_input in enumerate(op.inputs):
            if uses_keras_history(op_input):
                layer_inputs.append(op_input)
            else:
                with InitScope(get_default_graph()):
                    constants[i] = K.function([], op_input)([])
        make_op_layers(layer_inputs, processed, created)
        layer = TensorFlowOpLayer(op, name=op.name, constants=constants)
        created.append(layer)
        layer._add_inbound_node(layer_inputs, op.outputs)
        processed.add(op)
    return created
