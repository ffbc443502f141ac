"""Input: a placeholder that layers know, as the beginning of a functional model (engine/input_layer.py)."""

from .._shapes import TensorShape
from .._tensor import Tensor
from . import backend_values as K
from . import settings
from .base_layer import Layer
from .graph_state import get_uid
from .history import Node, note_history


class InputLayer(Layer):
    def __init__(
        self,
        input_shape=None,
        batch_size=None,
        dtype=None,
        input_tensor=None,
        sparse=False,
        name=None,
        ragged=False,
        **kwargs,
    ):
        if 'batch_input_shape' in kwargs:
            batch_input_shape = kwargs.pop('batch_input_shape')
            if input_shape and batch_input_shape:
                raise ValueError(
                    'Only provide the input_shape OR batch_input_shape argument to InputLayer, not both '
                    'at the same time.'
                )
            batch_size, input_shape = batch_input_shape[0], batch_input_shape[1:]
        if kwargs:
            raise ValueError('Unrecognized keyword arguments:', kwargs.keys())
        if not name:
            name = 'input_' + str(get_uid('input'))
        if not dtype:
            dtype = settings.floatx() if input_tensor is None else K.dtype(input_tensor)
        elif input_tensor is not None and input_tensor.dtype != dtype:
            raise ValueError(
                '`input_tensor.dtype` differs from `dtype`: %s vs. %s' % (input_tensor.dtype, dtype)
            )
        super().__init__(dtype=dtype, name=name)
        self.built = True
        self.sparse = sparse
        self.ragged = ragged
        self.batch_size = batch_size
        self.supports_masking = True
        if isinstance(input_shape, TensorShape):
            input_shape = tuple(input_shape.as_list())
        elif isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.is_placeholder = input_tensor is None
        if input_tensor is None:
            shape = None if input_shape is None else (batch_size, *input_shape)
            input_tensor = K.placeholder(
                shape=shape, dtype=dtype, name=self.name, sparse=sparse, ragged=ragged
            )
            self._batch_input_shape = shape
        else:
            if not isinstance(input_tensor, Tensor):
                raise TypeError('Input(tensor=…) takes a Tensor, not %s' % type(input_tensor))
            self._batch_input_shape = tuple(input_tensor.shape.as_list())
        note_history(input_tensor, self, 0, 0)
        input_tensor._keras_mask = None
        Node(
            self,
            inbound_layers=[],
            node_indices=[],
            tensor_indices=[],
            input_tensors=[input_tensor],
            output_tensors=[input_tensor],
        )

    def get_config(self):
        return {
            'batch_input_shape': self._batch_input_shape,
            'dtype': self.dtype,
            'sparse': self.sparse,
            'ragged': self.ragged,
            'name': self.name,
        }


def Input(
    shape=None,
    batch_size=None,
    name=None,
    dtype=None,
    sparse=False,
    tensor=None,
    ragged=False,
    **kwargs,
):
    """A tensor to build a model from; SHAPE without the dimension of samples."""
    if sparse and ragged:
        raise ValueError('Cannot set both sparse and ragged to True in a Keras input.')
    config = dict(name=name, dtype=dtype, sparse=sparse, ragged=ragged, input_tensor=tensor)
    batch_shape = kwargs.pop('batch_input_shape', kwargs.pop('batch_shape', None))
    if shape and batch_shape:
        raise ValueError(
            'Only provide the `shape` OR `batch_input_shape` argument to Input, not both at the same '
            'time.'
        )
    if batch_shape:
        shape = batch_shape[1:]
        config['batch_input_shape'] = batch_shape
    else:
        config.update(batch_size=batch_size, input_shape=shape)
    if kwargs:
        raise ValueError('Unrecognized keyword arguments:', kwargs.keys())
    if shape is None and tensor is None:
        raise ValueError(
            'Please provide to Input either a `shape` or a `tensor` argument. Note that `shape` does not '
            'include the batch dimension.'
        )
    outputs = InputLayer(**config)._inbound_nodes[0].output_tensors
    return outputs[0] if len(outputs) == 1 else outputs


def source_inputs(tensor, layer=None, node_index=None):
    """The input tensors that TENSOR is computed from."""
    if not hasattr(tensor, '_keras_history'):
        return tensor
    if layer is None or node_index:
        layer, node_index, _ = tensor._keras_history
    if not layer._inbound_nodes:
        return [tensor]
    node = layer._inbound_nodes[node_index]
    inbound = node.iterate_inbound()
    if not node.inbound_layers:
        return list(node.input_tensors)
    found = {}
    for layer, index, _, before in inbound:
        for source in source_inputs(before, layer, index):
            found.setdefault(id(source), source)
    return list(found.values())


def input_shape_and_dtype(layer):
    """(shape, dtype) that the first layer of LAYER declares; Nones where it declares none."""
    while getattr(layer, '_is_graph_network', False) or type(layer).__name__ == 'Sequential':
        if not layer.layers:
            raise ValueError('An empty Model cannot be used as a Layer.')
        layer = layer.layers[0]
    if hasattr(layer, '_batch_input_shape'):
        return layer._batch_input_shape, layer.dtype
    return None, None


def static_batch_size(layer):
    shape, _ = input_shape_and_dtype(layer)
    if shape is None:
        return None
    return getattr(shape[0], 'value', shape[0])
