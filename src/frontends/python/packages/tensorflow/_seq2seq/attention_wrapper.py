"""A cell that is given, besides its inputs, what one or several attentions found in their memories
(contrib/seq2seq/python/ops/attention_wrapper.py)."""

import collections

from .. import _nest
from .._control_scope import ControlDependencies
from .._layers.core import Dense
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, creation, reductions
from .._ops.checks import assert_equal
from .._ops.tensor_arrays import TensorArray
from .._rnn.base import RNNCell, check_is_cell, zeros_of
from .._shapes import TensorShape
from .._tensor import Tensor
from .attentions import AttentionMechanism
from .same_shape import with_same_shape


class AttentionWrapperState(
    collections.namedtuple(
        'AttentionWrapperState',
        ('cell_state', 'attention', 'time', 'alignments', 'alignment_history', 'attention_state'),
    )
):
    """The state of an AttentionWrapper."""

    def clone(self, **kwargs):
        """This state with other parts, whose tensors must have the shapes of the old ones."""

        def checked(old, new):
            if isinstance(old, Tensor) and isinstance(new, Tensor):
                return with_same_shape(old, new)
            return new

        return _nest.map_structure(checked, self, super()._replace(**kwargs))


def _compute_attention(mechanism, cell_output, state, layer):
    alignments, next_state = mechanism(cell_output, state=state)
    context = reductions.matmul(arrays.expand_dims(alignments, 1), mechanism.values)
    context = arrays.squeeze(context, [1])
    if layer is not None:
        context = layer(arrays.concat([cell_output, context], 1))
    return context, alignments, next_state


def _mechanisms(given):
    """(GIVEN as a tuple, whether there are several); TypeError for what is no attention."""
    if isinstance(given, (list, tuple)):
        for one in given:
            if not isinstance(one, AttentionMechanism):
                raise TypeError(
                    'attention_mechanism must contain only instances of AttentionMechanism, saw type: '
                    '%s' % type(one).__name__
                )
        return given, True
    if not isinstance(given, AttentionMechanism):
        raise TypeError(
            'attention_mechanism must be an AttentionMechanism or list of multiple AttentionMechanism '
            'instances, saw type: %s' % type(given).__name__
        )
    return (given,), False


def _as_tuple(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _layers(cell, mechanisms, size, layer):
    """(the layers on top of cell and context or None, the size of all attentions together)"""
    if size is not None and layer is not None:
        raise ValueError('Only one of attention_layer_size and attention_layer should be set')
    if size is not None:
        sizes = _as_tuple(size)
        if len(sizes) != len(mechanisms):
            raise ValueError(
                'If provided, attention_layer_size must contain exactly one integer per '
                'attention_mechanism, saw: %d vs %d' % (len(sizes), len(mechanisms))
            )
        layers = [
            Dense(units, name='attention_layer', use_bias=False, dtype=mechanism.dtype)
            for units, mechanism in zip(sizes, mechanisms)
        ]
        return tuple(layers), sum(sizes)
    widths = [mechanism.values.shape[-1].value for mechanism in mechanisms]
    if layer is None:
        return None, sum(widths)
    layers = _as_tuple(layer)
    if len(layers) != len(mechanisms):
        raise ValueError(
            'If provided, attention_layer must contain exactly one layer per attention_mechanism, '
            'saw: %d vs %d' % (len(layers), len(mechanisms))
        )
    sizes = [
        layer.compute_output_shape([None, cell.output_size + width])[-1]
        for layer, width in zip(layers, widths)
    ]
    return layers, sum([getattr(size, 'value', size) for size in sizes])


class AttentionWrapper(RNNCell):
    """CELL with attention: its inputs are joined with the attention of the step before, its output is
    the query, and the attention of this step is the output (OUTPUT_ATTENTION) or the cell's output is."""

    def __init__(
        self,
        cell,
        attention_mechanism,
        attention_layer_size=None,
        alignment_history=False,
        cell_input_fn=None,
        output_attention=True,
        initial_cell_state=None,
        name=None,
        attention_layer=None,
        attention_fn=None,
        dtype=None,
    ):
        super().__init__(name=name, dtype=dtype)
        check_is_cell('cell', cell)
        mechanisms, self._is_multi = _mechanisms(attention_mechanism)
        if cell_input_fn is None:
            cell_input_fn = _joined
        elif not callable(cell_input_fn):
            raise TypeError(
                'cell_input_fn must be callable, saw type: %s' % type(cell_input_fn).__name__
            )
        self._attention_layers, self._attention_layer_size = _layers(
            cell, mechanisms, attention_layer_size, attention_layer
        )
        self._attention_fn = _compute_attention if attention_fn is None else attention_fn
        self._cell = cell
        self._attention_mechanisms = mechanisms
        self._cell_input_fn = cell_input_fn
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        self._initial_cell_state = None
        with name_scope(name, 'AttentionWrapperInit'):
            if initial_cell_state is None:
                return
            last = _nest.flatten(initial_cell_state)[-1]
            words = (
                'When constructing AttentionWrapper %s: Non-matching batch sizes between the memory '
                '(encoder output) and initial_cell_state.  Are you using the BeamSearchDecoder?  You '
                'may need to tile your initial state via the tf.contrib.seq2seq.tile_batch function '
                'with argument multiple=beam_width.' % self._base_name
            )
            size = last.shape[0].value or arrays.shape(last)[0]
            with self._behind_checks(size, words):
                self._initial_cell_state = _nest.map_structure(
                    lambda s: arrays.identity(s, name='check_initial_cell_state'),
                    initial_cell_state,
                )

    def _behind_checks(self, batch_size, message):
        """A scope that stands behind: BATCH_SIZE is that of every memory."""
        checks = [
            assert_equal(batch_size, mechanism.batch_size, message=message)
            for mechanism in self._attention_mechanisms
        ]
        return ControlDependencies(get_default_graph(), checks)

    def _item_or_tuple(self, items):
        items = tuple(items)
        return items if self._is_multi else items[0]

    @property
    def output_size(self):
        return self._attention_layer_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        def of_each(size):
            return self._item_or_tuple([size(each) for each in self._attention_mechanisms])

        return AttentionWrapperState(
            cell_state=self._cell.state_size,
            time=TensorShape([]),
            attention=self._attention_layer_size,
            alignments=of_each(lambda each: each.alignments_size),
            attention_state=of_each(lambda each: each.state_size),
            alignment_history=of_each(
                lambda each: each.alignments_size if self._alignment_history else ()
            ),
        )

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                cell_state = self._cell.get_initial_state(batch_size=batch_size, dtype=dtype)
            words = (
                'When calling zero_state of AttentionWrapper %s: Non-matching batch sizes between the '
                'memory (encoder output) and the requested batch size.  Are you using the '
                'BeamSearchDecoder?  If so, make sure your encoder output has been tiled to beam_width '
                'via tf.contrib.seq2seq.tile_batch, and the batch_size= argument passed to zero_state '
                'is batch_size * beam_width.' % self._base_name
            )
            with self._behind_checks(batch_size, words):
                cell_state = _nest.map_structure(
                    lambda s: arrays.identity(s, name='checked_cell_state'), cell_state
                )
            mechanisms = self._attention_mechanisms
            alignments = [each.initial_alignments(batch_size, dtype) for each in mechanisms]
            return AttentionWrapperState(
                cell_state=cell_state,
                time=creation.zeros([], dtype=int32),
                attention=zeros_of(self._attention_layer_size, batch_size, dtype),
                alignments=self._item_or_tuple(alignments),
                attention_state=self._item_or_tuple(
                    [each.initial_state(batch_size, dtype) for each in mechanisms]
                ),
                alignment_history=self._item_or_tuple(
                    [self._empty_history(each, dtype) for each in alignments]
                ),
            )

    def _empty_history(self, alignments, dtype):
        if not self._alignment_history:
            return ()
        return TensorArray(dtype, size=0, dynamic_size=True, element_shape=alignments.shape)

    def call(self, inputs, state):
        if not isinstance(state, AttentionWrapperState):
            raise TypeError(
                'Expected state to be instance of AttentionWrapperState. Received type %s instead.'
                % type(state)
            )
        cell_inputs = self._cell_input_fn(inputs, state.attention)
        cell_output, cell_state = self._cell(cell_inputs, state.cell_state)
        words = (
            'When applying AttentionWrapper %s: Non-matching batch sizes between the memory (encoder '
            'output) and the query (decoder output).  Are you using the BeamSearchDecoder?  You may '
            'need to tile your memory input via the tf.contrib.seq2seq.tile_batch function with '
            'argument multiple=beam_width.' % self.name
        )
        batch_size = cell_output.shape[0].value or arrays.shape(cell_output)[0]
        with self._behind_checks(batch_size, words):
            cell_output = arrays.identity(cell_output, name='checked_cell_output')
        found = []
        for i, mechanism in enumerate(self._attention_mechanisms):
            old, history = state.attention_state, state.alignment_history
            if self._is_multi:
                old, history = old[i], history[i]
            layer = self._attention_layers[i] if self._attention_layers else None
            attention, alignments, new = self._attention_fn(mechanism, cell_output, old, layer)
            if self._alignment_history:
                history = history.write(state.time, alignments)
            found.append((attention, alignments, new, history if self._alignment_history else ()))
        attentions, alignments, states, histories = zip(*found)
        attention = arrays.concat(list(attentions), 1)
        next_state = AttentionWrapperState(
            time=state.time + 1,
            cell_state=cell_state,
            attention=attention,
            attention_state=self._item_or_tuple(states),
            alignments=self._item_or_tuple(alignments),
            alignment_history=self._item_or_tuple(histories),
        )
        return (attention if self._output_attention else cell_output), next_state


def _joined(inputs, attention):
    return arrays.concat([inputs, attention], -1)
