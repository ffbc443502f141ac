"""Operation: one node of the graph as Python sees it."""

import json

from . import _engine
from ._state import current


class NodeDef:
    """The part of a NodeDef that error handlers read."""

    def __init__(self, name, op, inputs, device):
        self.name = name
        self.op = op
        self.input = inputs
        self.device = device

    def __repr__(self):
        lines = ['name: "%s"' % self.name, 'op: "%s"' % self.op]
        lines += ['input: "%s"' % name for name in self.input]
        if self.device:
            lines.append('device: "%s"' % self.device)
        return '\n'.join(lines) + '\n'


class Operation:
    """Made when somebody asks for it; the engine holds the node itself."""

    __slots__ = ('graph', '_id', '_name', '_outputs', '__dict__', '__weakref__')
    #: What the device functions have said so far, while they are being asked.
    _new_device = None

    def __init__(self, graph, number):
        self.graph = graph
        self._id = number
        self._name = None
        self._outputs = None

    def _ask(self, question):
        graph = self.graph
        return question(self._id) if current.graph is graph else graph._within(question, self._id)

    @property
    def name(self):
        if self._name is None:
            self._name = self._ask(_engine.node_name)
        return self._name

    @property
    def type(self):
        return self._ask(_engine.node_type)

    @property
    def outputs(self):
        if self._outputs is None:
            graph, first = self.graph, self._id
            infos = _engine.ids(self._ask(_engine.output_types))
            self._outputs = [graph._tensor(first + i, info) for i, info in enumerate(infos)]
        return list(self._outputs)

    @property
    def inputs(self):
        return [self.graph._tensor(i) for i in _engine.ids(self._ask(_engine.node_inputs))]

    @property
    def control_inputs(self):
        return [self.graph._operation(i) for i in _engine.ids(self._ask(_engine.node_control_inputs))]

    @property
    def node_def(self):
        inputs = [t.op.name if t.value_index == 0 else t.name for t in self.inputs]
        inputs += ['^' + op.name for op in self.control_inputs]
        return NodeDef(self.name, self.type, inputs, self.device)

    @property
    def traceback(self):
        return []

    def values(self):
        return tuple(self.outputs)

    @property
    def device(self):
        return self._ask(_engine.node_device) if self._new_device is None else self._new_device

    def _set_device(self, device):
        text = device.to_string() if hasattr(device, 'to_string') else device
        self.graph._within(_engine.set_node_device, self._id, text)

    def _class(self):
        text = self._ask(_engine.node_groups)
        return text.encode().split(b',') if text else []

    def colocation_groups(self):
        return self._class() or [('loc:@' + self.name).encode()]

    def _gradient_type(self):
        """The name that gradient_override_map gave this op's gradient, '' when none did."""
        return self._ask(_engine.gradient_type)

    def get_attr(self, name):
        """An attribute by TensorFlow's name; the element types of inputs and outputs by their letter."""
        attributes = json.loads(self._ask(_engine.node_attributes))
        camel = name[0].lower() + ''.join(part.title() for part in name.split('_'))[1:]
        for key in (name, camel, camel[0].lower() + name[1:]):
            if key in attributes:
                value = attributes[key]
                if key in ('dtype', 'dstT', 'outType', 'outputType'):
                    from ._dtypes import as_dtype

                    return as_dtype(value)
                return value.encode() if isinstance(value, str) else value
        if name == '_class' and self._class():
            return self._class()
        if name == '_gradient_op_type' and self._gradient_type():
            return self._gradient_type().encode()
        if name == 'value' and self.type == 'Const':
            raise NotImplementedError('The value of a Const as a TensorProto is not evaluated here')
        if name == 'T':
            tensors = self.inputs or self.outputs
            if tensors:
                return tensors[0].dtype.base_dtype
        raise ValueError("Operation '%s' has no attr named '%s'." % (self.name, name))

    def run(self, feed_dict=None, session=None):
        from ._session import run_in_default_session

        run_in_default_session(self, feed_dict, self.graph, session)

    def __str__(self):
        return str(self.node_def)

    def __repr__(self):
        return "<tf.Operation '%s' type=%s>" % (self.name, self.type)
