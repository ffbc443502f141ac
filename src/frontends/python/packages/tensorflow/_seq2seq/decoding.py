"""A decoder of cells in a loop over the steps of a run: BasicDecoder, dynamic_decode (decoder.py, basic_decoder.py)."""

import abc
import collections

from .. import _nest
from .._constant import constant
from .._convert import convert
from .._dtypes import int32
from .._layer import Layer
from .._name_scope import name_scope
from .._ops import arrays, creation, math, reductions
from .._ops.loops import while_loop
from .._ops.tensor_arrays import TensorArray
from .._rnn.base import check_is_cell, zeros_of
from .._rnn.looped import _swap_batch_and_time
from .._rnn.sequences import cache_beside_cell
from .._shapes import TensorShape
from .._variable_scope import variable_scope
from .helpers import Helper

BasicDecoderOutput = collections.namedtuple('BasicDecoderOutput', ('rnn_output', 'sample_id'))


class Decoder(abc.ABC):
    """Subclasses have batch_size, output_size, output_dtype, initialize and step."""

    @property
    def batch_size(self):
        raise NotImplementedError

    @property
    def output_size(self):
        raise NotImplementedError

    @property
    def output_dtype(self):
        raise NotImplementedError

    @abc.abstractmethod
    def initialize(self, name=None):
        """(finished, first inputs, first state)"""

    @abc.abstractmethod
    def step(self, time, inputs, state, name=None):
        """(outputs, next state, next inputs, finished)"""

    def finalize(self, outputs, final_state, sequence_lengths):
        raise NotImplementedError

    @property
    def tracks_own_finished(self):
        return False


def check_output_layer(layer):
    """TypeError where the LAYER on top of the cells of a BasicDecoder is none of tf.layers."""
    if layer is None:
        return
    if not isinstance(layer, Layer):
        raise TypeError('output_layer must be a Layer, received: %s' % type(layer))
    if not hasattr(layer, 'compute_output_shape'):
        raise NotImplementedError(
            'tf.contrib.seq2seq.BasicDecoder with an output_layer that has no compute_output_shape is '
            'not evaluated by this engine'
        )


def output_size_of(cell, layer):
    """The sizes of what LAYER makes of the outputs of CELL."""
    size = cell.output_size
    if layer is None:
        return size
    shape = _nest.map_structure(lambda s: TensorShape([None]).concatenate(s), size)
    return _nest.map_structure(lambda s: s[1:], layer.compute_output_shape(shape))


class BasicDecoder(Decoder):
    """CELL with the inputs of HELPER; OUTPUT_LAYER makes the outputs of the cell's."""

    def __init__(self, cell, helper, initial_state, output_layer=None):
        check_is_cell('cell', cell)
        if not isinstance(helper, Helper):
            raise TypeError('helper must be a Helper, received: %s' % type(helper))
        check_output_layer(output_layer)
        self._cell = cell
        self._helper = helper
        self._initial_state = initial_state
        self._output_layer = output_layer

    batch_size = property(lambda self: self._helper.batch_size)

    def _rnn_output_size(self):
        return output_size_of(self._cell, self._output_layer)

    @property
    def output_size(self):
        return BasicDecoderOutput(self._rnn_output_size(), self._helper.sample_ids_shape)

    @property
    def output_dtype(self):
        dtype = _nest.flatten(self._initial_state)[0].dtype
        return BasicDecoderOutput(
            _nest.map_structure(lambda _: dtype, self._rnn_output_size()),
            self._helper.sample_ids_dtype,
        )

    def initialize(self, name=None):
        return self._helper.initialize() + (self._initial_state,)

    def step(self, time, inputs, state, name=None):
        with name_scope(name, 'BasicDecoderStep', [time, inputs]):
            outputs, cell_state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            ids = self._helper.sample(time=time, outputs=outputs, state=cell_state)
            finished, following, state = self._helper.next_inputs(
                time=time, outputs=outputs, state=cell_state, sample_ids=ids
            )
        return BasicDecoderOutput(outputs, ids), state, following, finished


def _zeros(decoder):
    """What a finished sequence gives out."""

    return _nest.map_structure(
        lambda size, dtype: zeros_of(size, decoder.batch_size, dtype),
        decoder.output_size,
        decoder.output_dtype,
    )


def _array_of(decoder, size, dtype):
    """An array that grows by one output of SIZE at each step."""
    shape = None
    if isinstance(size, TensorShape) and size.ndims != 0:
        batch = arrays.constant_value(convert(decoder.batch_size, name='batch_size'))
        shape = TensorShape([batch]).concatenate(size)
    return TensorArray(dtype=dtype, size=0, dynamic_size=True, element_shape=shape)


def dynamic_decode(
    decoder,
    output_time_major=False,
    impute_finished=False,
    maximum_iterations=None,
    parallel_iterations=32,
    swap_memory=False,
    scope=None,
    **kwargs,
):
    """(outputs, last state, lengths): steps of DECODER until every sequence has ended.

    With IMPUTE_FINISHED a sequence that has ended gives zeros and keeps its state.
    """
    if not isinstance(decoder, Decoder):
        raise TypeError('Expected decoder to be type Decoder, but saw: %s' % type(decoder))
    with variable_scope(scope, 'decoder') as varscope:
        cache_beside_cell(varscope)
        if maximum_iterations is not None:
            maximum_iterations = convert(maximum_iterations, int32, 'maximum_iterations')
            if maximum_iterations.shape.ndims != 0:
                raise ValueError('maximum_iterations must be a scalar')
        finished, inputs, state = decoder.initialize()
        zero_outputs = _zeros(decoder)
        if maximum_iterations is not None:
            finished = math.logical_or(finished, 0 >= maximum_iterations)
        lengths = creation.zeros_like(finished, dtype=int32)
        time = constant(0, dtype=int32)
        written = _nest.map_structure(
            lambda size, dtype: _array_of(decoder, size, dtype),
            decoder.output_size,
            decoder.output_dtype,
        )

        def condition(_time, _written, _state, _inputs, finished, _lengths):
            return math.logical_not(reductions.reduce_all(finished))

        def body(time, written, state, inputs, finished, lengths):
            outputs, new_state, following, ended = decoder.step(time, inputs, state)
            if not decoder.tracks_own_finished:
                ended = math.logical_or(ended, finished)
            new_lengths = arrays.where(
                math.logical_not(finished),
                creation.fill(arrays.shape(lengths), time + 1),
                lengths,
            )
            _nest.assert_same_structure(state, new_state)
            _nest.assert_same_structure(written, outputs)
            _nest.assert_same_structure(inputs, following)
            if impute_finished:
                outputs = _nest.map_structure(
                    lambda out, zero: arrays.where(finished, zero, out), outputs, zero_outputs
                )
                new_state = _nest.map_structure(
                    lambda new, old: _kept(finished, new, old), new_state, state
                )
            written = _nest.map_structure(
                lambda array, out: array.write(time, out), written, outputs
            )
            return time + 1, written, new_state, following, ended, new_lengths

        result = while_loop(
            condition,
            body,
            loop_vars=(time, written, state, inputs, finished, lengths),
            parallel_iterations=parallel_iterations,
            maximum_iterations=maximum_iterations,
            swap_memory=swap_memory,
        )
        _, written, state, _, _, lengths = result
        outputs = _nest.map_structure(lambda array: array.stack(), written)
        try:
            outputs, state = decoder.finalize(outputs, state, lengths)
        except NotImplementedError:
            pass
        if not output_time_major:
            outputs = _nest.map_structure(_swap_batch_and_time, outputs)
    return outputs, state, lengths


def _kept(finished, new, old):
    """NEW, or OLD where the sequence has ended; arrays and scalars belong to no sequence."""
    if isinstance(old, TensorArray):
        return new
    new.set_shape(old.shape)
    return new if new.shape.ndims == 0 else arrays.where(finished, old, new)
