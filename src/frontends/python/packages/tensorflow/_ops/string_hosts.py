"""How an op on texts is made: its inputs are converted as TensorFlow declares them, its values computed here."""

import numpy as np

from .._apply import OpCall
from .._errors import InvalidArgumentError
from .._graph import get_default_graph
from .._graph_elements import graph_of_inputs
from .._host_calls import host_op
from .._name_scope import name_scope
from . import texts


def refuse(message):
    """The error of a kernel."""
    raise InvalidArgumentError(None, None, message)


class TextOp:
    """Makes nodes of one type: `TextOp('StringLower')(values, outputs, kernel, name)`."""

    def __init__(self, op_type):
        self.type = op_type
        self._call = OpCall(op_type)

    def __call__(self, values, outputs, kernel, name=None):
        """The outputs of a new node. OUTPUTS(tensors) gives (dtype, shape) of each, KERNEL(arrays) their values."""
        flat = []
        for value in values:
            flat.extend(value if isinstance(value, (list, tuple)) else [value])
        graph = graph_of_inputs(flat) or get_default_graph()
        return graph._within(self._make, values, outputs, kernel, name).outputs

    def operation(self, values, outputs, kernel, name=None):
        """As a call, in the current graph; the Operation itself."""
        return self._make(values, lambda tensors: outputs, kernel, name)

    def _make(self, values, outputs, kernel, name):
        if self._call._inputs is None:
            self._call._declare()
        with name_scope(name, self.type) as scope:
            tensors = self._call._convert_inputs(values)

            def run(*arrays):
                return kernel(*[texts.as_array(array) for array in arrays])

            return host_op(self.type, tensors, outputs(tensors), run, name=scope)

    def elementwise(self, value, dtype, function, name=None):
        """The one output: FUNCTION of every element of VALUE, as DTYPE in the shape of VALUE."""

        def outputs(tensors):
            return [(dtype, tensors[0].shape)]

        def kernel(array):
            return [filled(array.shape, dtype, map(function, array.ravel().tolist()))]

        return self([value], outputs, kernel, name)[0]


def filled(dims, dtype, items):
    """An array of DIMS and DTYPE with ITEMS in order."""
    made = np.empty(dims, dtype=dtype.as_numpy_dtype)
    flat = made.reshape(-1)
    for place, item in enumerate(items):
        flat[place] = item
    return made


def as_bytes(text):
    return text.encode('utf-8') if isinstance(text, str) else text


def shape_text(shape):
    """`[2,?]`"""
    if shape.ndims is None:
        return '?'
    return '[%s]' % ','.join('?' if dim is None else str(dim) for dim in shape.as_list())


def shape_error(op, message, *shapes, computed=None):
    """What shape inference says of a node of OP, whose scope is the one that is open; COMPUTED is the value
    that it had of the last input."""
    known = ', '.join(map(shape_text, shapes))
    if computed is not None:
        value = '<%s>' % ' '.join(map(str, computed))
        known += ' and with computed input tensors: input[%d] = %s' % (len(shapes) - 1, value)
    raise ValueError(
        "%s for '%s' (op: '%s') with input shapes: %s."
        % (message, get_default_graph()._scope, op.type, known)
    )
