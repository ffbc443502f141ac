"""BeamSearchDecoder: a decoder that keeps the best few sequences of every example at each step
(contrib/seq2seq/python/ops/beam_search_decoder.py)."""

import collections

from .. import _nest
from .._convert import convert
from .._dtypes import bool_, int32, int64
from .._name_scope import name_scope
from .._ops import arrays, creation, math, reductions
from .._ops.conditionals import cond
from .._ops.embeddings import embedding_lookup
from .._ops.tensor_arrays import TensorArray
from .._rnn.base import check_is_cell
from .._shapes import TensorShape, as_shape
from .._tensor import Tensor
from .beam_step import (
    BeamSearchDecoderOutput,
    BeamSearchDecoderState,
    attention_probs,
    beam_search_step,
)
from .beam_tensors import array_of_found_beams, check_rank_is_known, gather_tree
from .decoding import Decoder, output_size_of


class FinalBeamSearchDecoderOutput(
    collections.namedtuple(
        'FinalBeamDecoderOutput', ('predicted_ids', 'beam_search_decoder_output')
    )
):
    """Whole sequences of ids, and what the steps gave out."""


class BeamSearchDecoder(Decoder):
    """CELL from START_TOKENS [batch] to END_TOKEN, with BEAM_WIDTH sequences per example."""

    def __init__(
        self,
        cell,
        embedding,
        start_tokens,
        end_token,
        initial_state,
        beam_width,
        output_layer=None,
        length_penalty_weight=0.0,
        coverage_penalty_weight=0.0,
        reorder_tensor_arrays=True,
    ):
        check_is_cell('cell', cell)
        # Layers of tf.layers and of tf.keras are both taken here, unlike by BasicDecoder.
        if output_layer is not None and not hasattr(output_layer, 'compute_output_shape'):
            raise TypeError('output_layer must be a Layer, received: %s' % type(output_layer))
        self._cell = cell
        self._output_layer = output_layer
        self._reorder_tensor_arrays = reorder_tensor_arrays
        self._beam_width = beam_width
        self._length_penalty_weight = length_penalty_weight
        self._coverage_penalty_weight = coverage_penalty_weight
        if callable(embedding):
            self._embedding_fn = embedding
        else:
            self._embedding_fn = lambda ids: embedding_lookup(embedding, ids)
        self._start_tokens = convert(start_tokens, int32, 'start_tokens')
        if self._start_tokens.shape.ndims != 1:
            raise ValueError('start_tokens must be a vector')
        self._end_token = convert(end_token, int32, 'end_token')
        if self._end_token.shape.ndims != 0:
            raise ValueError('end_token must be a scalar')
        self._batch_size = arrays.size(start_tokens)
        self._initial_cell_state = _nest.map_structure(
            self._split_state, initial_state, cell.state_size
        )
        self._start_tokens = arrays.tile(
            arrays.expand_dims(self._start_tokens, 1), [1, beam_width]
        )
        self._start_inputs = self._embedding_fn(self._start_tokens)
        self._finished = creation.one_hot(
            creation.zeros([self._batch_size], dtype=int32),
            depth=beam_width,
            on_value=False,
            off_value=True,
            dtype=bool_,
        )

    batch_size = property(lambda self: self._batch_size)
    tracks_own_finished = property(lambda self: True)

    def _state_dtype(self):
        return _nest.flatten(self._initial_cell_state)[0].dtype

    @property
    def output_size(self):
        return BeamSearchDecoderOutput(*[TensorShape([self._beam_width])] * 3)

    @property
    def output_dtype(self):
        dtype = self._state_dtype()
        size = output_size_of(self._cell, self._output_layer)
        return BeamSearchDecoderOutput(
            scores=_nest.map_structure(lambda _: dtype, size), predicted_ids=int32, parent_ids=int32
        )

    def initialize(self, name=None):
        dtype = self._state_dtype()
        log_probs = creation.one_hot(
            creation.zeros([self._batch_size], dtype=int32),
            depth=self._beam_width,
            on_value=convert(0.0, dtype),
            off_value=convert(float('-inf'), dtype),
            dtype=dtype,
        )
        attended = attention_probs(self._initial_cell_state, self._coverage_penalty_weight)
        state = BeamSearchDecoderState(
            cell_state=self._initial_cell_state,
            log_probs=log_probs,
            finished=self._finished,
            lengths=creation.zeros([self._batch_size, self._beam_width], dtype=int64),
            accumulated_attention_probs=() if attended is None else attended,
        )
        return self._finished, self._start_inputs, state

    def finalize(self, outputs, final_state, sequence_lengths):
        longest = math.cast(reductions.reduce_max(final_state.lengths, axis=1), int32)
        ids = gather_tree(
            outputs.predicted_ids,
            outputs.parent_ids,
            max_sequence_lengths=longest,
            end_token=self._end_token,
        )
        if self._reorder_tensor_arrays:
            cell_state = _nest.map_structure(
                lambda t: array_of_found_beams(
                    t,
                    outputs.parent_ids,
                    final_state.lengths,
                    self._batch_size,
                    self._beam_width,
                ),
                final_state.cell_state,
            )
            final_state = final_state._replace(cell_state=cell_state)
        made = FinalBeamSearchDecoderOutput(
            beam_search_decoder_output=outputs, predicted_ids=ids
        )
        return made, final_state

    # -- [batch, beam, …] and [batch · beam, …] ------------------------------------------------

    def _merge(self, t, size):
        static = _static(size)
        shape = arrays.shape(t)
        batch = arrays.constant_value(self._batch_size)
        merged = arrays.reshape(
            t, arrays.concat(([self._batch_size * self._beam_width], shape[2:]), 0)
        )
        rows = None if batch is None else batch * self._beam_width
        merged.set_shape(TensorShape([rows]).concatenate(static))
        return merged

    def _split(self, t, size):
        static = _static(size)
        shape = arrays.shape(t)
        split = arrays.reshape(
            t, arrays.concat(([self._batch_size, self._beam_width], shape[1:]), 0)
        )
        batch = arrays.constant_value(self._batch_size)
        wanted = TensorShape([batch, self._beam_width]).concatenate(static)
        if not split.shape.is_compatible_with(wanted):
            raise ValueError(
                'Unexpected behavior when reshaping between beam width and batch size.  The reshaped '
                'tensor has shape: %s.  We expected it to have shape (batch_size, beam_width, depth) '
                '== %s.  Perhaps you forgot to create a zero_state with '
                'batch_size=encoder_batch_size * beam_width?' % (split.shape, wanted)
            )
        split.set_shape(wanted)
        return split

    def _split_state(self, t, size):
        if isinstance(t, TensorArray):
            return t
        check_rank_is_known(t)
        return self._split(t, size) if t.shape.ndims >= 1 else t

    def _merge_state(self, t, size):
        if isinstance(t, TensorArray):
            return t
        check_rank_is_known(t)
        return self._merge(t, size) if t.shape.ndims >= 2 else t

    def step(self, time, inputs, state, name=None):
        sizes = self._cell.state_size
        with name_scope(name, 'BeamSearchDecoderStep', _nest.flatten((time, inputs, state))):
            inputs = _nest.map_structure(lambda x: self._merge(x, x.shape[2:]), inputs)
            cell_state = _nest.map_structure(self._merge_state, state.cell_state, sizes)
            outputs, new = self._cell(inputs, cell_state)
            outputs = _nest.map_structure(lambda x: self._split(x, x.shape[1:]), outputs)
            new = _nest.map_structure(self._split_state, new, sizes)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            made, new_state = beam_search_step(
                time=time,
                logits=outputs,
                next_cell_state=new,
                beam_state=state,
                batch_size=self._batch_size,
                beam_width=self._beam_width,
                end_token=self._end_token,
                length_penalty_weight=self._length_penalty_weight,
                coverage_penalty_weight=self._coverage_penalty_weight,
            )
            finished = new_state.finished
            following = cond(
                reductions.reduce_all(finished),
                lambda: self._start_inputs,
                lambda: self._embedding_fn(made.predicted_ids),
            )
        return made, new_state, following, finished


def _static(size):
    return as_shape(arrays.constant_value(size)) if isinstance(size, Tensor) else TensorShape(size)
