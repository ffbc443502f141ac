"""What a layer tells about its calls: inputs, outputs and shapes of the nodes it has made."""

from .. import _nest


class NodeQueries:
    """The part of Layer that looks things up in `_inbound_nodes`."""

    @property
    def inbound_nodes(self):
        return self._inbound_nodes

    @property
    def outbound_nodes(self):
        return self._outbound_nodes

    def _at(self, node_index, attribute, what):
        if not self._inbound_nodes:
            raise RuntimeError(
                'The layer has never been called and thus has no defined ' + what + '.'
            )
        if node_index >= len(self._inbound_nodes):
            raise ValueError(
                'Asked to get %s at node %s, but the layer has only %d inbound nodes.'
                % (what, node_index, len(self._inbound_nodes))
            )
        values = getattr(self._inbound_nodes[node_index], attribute)
        return values[0] if isinstance(values, list) and len(values) == 1 else values

    def get_input_at(self, node_index):
        return self._at(node_index, 'input_tensors', 'input')

    def get_output_at(self, node_index):
        return self._at(node_index, 'output_tensors', 'output')

    def get_input_shape_at(self, node_index):
        return self._at(node_index, 'input_shapes', 'input shape')

    def get_output_shape_at(self, node_index):
        return self._at(node_index, 'output_shapes', 'output shape')

    @property
    def input(self):
        if not self._inbound_nodes:
            raise AttributeError('Layer ' + self.name + ' is not connected, no input to return.')
        return self.get_input_at(0)

    @property
    def output(self):
        if not self._inbound_nodes:
            raise AttributeError('Layer ' + self.name + ' has no inbound nodes.')
        return self.get_output_at(0)

    def _only_shape(self, attribute, what, start):
        if not self._inbound_nodes:
            raise AttributeError(
                'The layer has never been called and thus has no defined %s shape.' % what
            )
        if len({str(getattr(node, attribute)) for node in self._inbound_nodes}) == 1:
            return getattr(self._inbound_nodes[0], attribute)
        raise AttributeError(
            start + ' has multiple inbound nodes, with different %s shapes. Hence the notion of "%s '
            'shape" is ill-defined for the layer. Use `get_%s_shape_at(node_index)` instead.'
            % (what, what, what)
        )

    @property
    def input_shape(self):
        return self._only_shape('input_shapes', 'input', 'The layer "' + str(self.name))

    @property
    def output_shape(self):
        return self._only_shape('output_shapes', 'output', 'The layer "%s"' % self.name)

    def _masks_of(self, tensors):
        if isinstance(tensors, list):
            return [getattr(tensor, '_keras_mask', None) for tensor in tensors]
        return getattr(tensors, '_keras_mask', None)

    def get_input_mask_at(self, node_index):
        return self._masks_of(self.get_input_at(node_index))

    def get_output_mask_at(self, node_index):
        return self._masks_of(self.get_output_at(node_index))

    @property
    def input_mask(self):
        return self._masks_of(self.input)

    @property
    def output_mask(self):
        return self._masks_of(self.output)


def reaches(inputs, target):
    """Whether the op TARGET is computed from one of the tensors INPUTS, or has to wait for one."""
    wanted = {id(item) for item in _nest.flatten(inputs)}
    target = target if hasattr(target, 'control_inputs') else target.op
    seen = {target._id}
    waiting = [target]
    while waiting:
        op = waiting.pop()
        before = list(op.control_inputs)
        for tensor in op.inputs:
            if id(tensor) in wanted:
                return True
            before.append(tensor.op)
        for one in before:
            if one._id not in seen:
                seen.add(one._id)
                waiting.append(one)
    return False


def reachable(inputs, target):
    """As `reaches`; a tensor that is itself among INPUTS is reached."""
    return any(target is item for item in _nest.flatten(inputs)) or reaches(inputs, target)
