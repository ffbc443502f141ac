"""What a call of a layer leaves behind: the node, the history of its tensors, their masks."""

from .. import _nest
from .._ops import arrays
from .._tensor import Tensor
from .defaults import is_default
from .graph_state import scope
from .history import Node, note_history


class LayerResults:
    """The part of Layer that notes calls and hands on masks."""

    def _connect(self, inputs, outputs, args, kwargs):
        """Notes the call as a node; an output that is an input gets a tensor of its own."""
        given = {id(item) for item in _nest.flatten(inputs)}
        flat = []
        for item in _nest.flatten(outputs):
            if id(item) in given:
                with scope(self.name):
                    item = arrays.identity(item)
            flat.append(item)
        outputs = _nest.pack_sequence_as(outputs, flat)
        arguments = {**dict(zip(self._call_fn_args[1:], args)), **kwargs}
        self._add_inbound_node(inputs, outputs, arguments)
        return inputs, outputs

    def _add_inbound_node(self, input_tensors, output_tensors, arguments=None):
        def part(name):
            return _nest.map_structure(
                lambda tensor: getattr(tensor._keras_history, name), input_tensors
            )

        Node(
            self,
            inbound_layers=part('layer'),
            node_indices=part('node_index'),
            tensor_indices=part('tensor_index'),
            input_tensors=input_tensors,
            output_tensors=output_tensors,
            arguments=arguments,
        )
        for i, tensor in enumerate(_nest.flatten(output_tensors)):
            note_history(tensor, self, len(self._inbound_nodes) - 1, i)

    # -- masks ---------------------------------------------------------------------------------

    def _input_masks(self, inputs, flat, args, kwargs):
        """The masks of INPUTS, whose leaves are FLAT."""
        if args or kwargs:
            is_given, mask = self._given('mask', args, kwargs)
            if is_given:
                return mask
        if getattr(self, 'compute_mask', None) is None:
            return None
        if all([getattr(item, '_keras_mask', None) is None for item in flat]):
            return None
        return _nest.map_structure(lambda item: getattr(item, '_keras_mask', None), inputs)

    def _set_mask_metadata(self, inputs, outputs, previous):
        flat = [outputs] if type(outputs) is Tensor else _nest.flatten(outputs)
        masks = [getattr(item, '_keras_mask', None) for item in flat]
        if not getattr(self, '_compute_output_and_mask_jointly', False) and any(
            [mask is None for mask in masks]
        ):
            masks = [None] * len(flat)
            if self.supports_masking or not is_default(self.compute_mask):
                computed = self.compute_mask(inputs, previous)
                masks = masks if computed is None else _nest.flatten(computed)
        for item, mask in zip(flat, masks):
            if isinstance(item, Tensor):
                item._keras_mask = mask
                if mask is not None:
                    mask._keras_history_checked = True
