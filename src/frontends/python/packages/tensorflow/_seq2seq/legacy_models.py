"""The old sequence models: an encoder and a decoder of cells, written out step by step."""

import copy

from .. import _nest
from .._dtypes import float32
from .._ops import arrays
from .._ops.conditionals import cond
from .._ops.embeddings import embedding_lookup
from .._rnn.base import RNNCell
from .._rnn.projections import EmbeddingWrapper, OutputProjectionWrapper
from .._rnn.unrolled import static_rnn
from .._variable_scope import get_variable, get_variable_scope, variable_scope
from .legacy_decoders import (
    check_projection,
    embedded_best,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    rnn_decoder,
)


def _as_given_or_fed_back(feed_previous, decode, count, structure):
    """DECODE(True) where the tensor FEED_PREVIOUS is true, else DECODE(False), as COUNT outputs and a
    state like STRUCTURE()."""

    def branch(is_fed_back):
        with variable_scope(get_variable_scope(), reuse=None if is_fed_back else True):
            outputs, state = decode(is_fed_back)
            return outputs + (_nest.flatten(state) if _nest.is_sequence(state) else [state])

    both = cond(feed_previous, lambda: branch(True), lambda: branch(False))
    states = both[count:]
    like = structure()
    state = _nest.pack_sequence_as(like, states) if _nest.is_sequence(like) else states[0]
    return both[:count], state


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=float32, scope=None):
    """An encoder and a decoder of equal cells with weights of their own."""
    with variable_scope(scope or 'basic_rnn_seq2seq'):
        _, state = static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(
    encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=float32, scope=None
):
    """One cell both encodes and decodes."""
    with variable_scope('combined_tied_rnn_seq2seq'):
        scope = scope or 'tied_rnn_seq2seq'
        _, state = static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        get_variable_scope().reuse_variables()
        return rnn_decoder(
            decoder_inputs, state, cell, loop_function=loop_function, scope=scope
        )


def embedding_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """Encoder and decoder of ids, each with a table of rows."""
    with variable_scope(scope or 'embedding_rnn_seq2seq') as scope:
        if dtype is not None:
            scope.set_dtype(dtype)
        else:
            dtype = scope.dtype
        encoder = EmbeddingWrapper(
            copy.deepcopy(cell),
            embedding_classes=num_encoder_symbols,
            embedding_size=embedding_size,
        )
        _, encoder_state = static_rnn(encoder, encoder_inputs, dtype=dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decode(is_fed_back, **options):
            return embedding_rnn_decoder(
                decoder_inputs,
                encoder_state,
                cell,
                num_decoder_symbols,
                embedding_size,
                output_projection=output_projection,
                feed_previous=is_fed_back,
                **options,
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous)
        return _as_given_or_fed_back(
            feed_previous,
            lambda is_fed_back: decode(is_fed_back, update_embedding_for_previous=False),
            len(decoder_inputs),
            lambda: encoder_state,
        )


def embedding_tied_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_symbols,
    embedding_size,
    num_decoder_symbols=None,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """One cell and one table of rows both encode and decode."""
    with variable_scope(scope or 'embedding_tied_rnn_seq2seq', dtype=dtype) as scope:
        dtype = scope.dtype
        if output_projection is not None:
            check_projection(output_projection, num_symbols, dtype)
        embedding = get_variable('embedding', [num_symbols, embedding_size], dtype=dtype)
        sources = [embedding_lookup(embedding, ids) for ids in encoder_inputs]
        targets = [embedding_lookup(embedding, ids) for ids in decoder_inputs]
        if output_projection is None:
            own = num_symbols if num_decoder_symbols is None else num_decoder_symbols
            cell = OutputProjectionWrapper(cell, own)

        def decode(is_fed_back, update_embedding):
            loop_function = None
            if is_fed_back:
                loop_function = embedded_best(embedding, output_projection, update_embedding)
            return tied_rnn_seq2seq(
                sources, targets, cell, loop_function=loop_function, dtype=dtype
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous, True)

        def zero_state():
            batch = encoder_inputs[0].shape[0]
            for ids in encoder_inputs[1:]:
                batch.merge_with(ids.shape[0])
            size = batch.value
            if size is None:
                size = arrays.shape(encoder_inputs[0])[0]
            return cell.zero_state(size, dtype)

        return _as_given_or_fed_back(
            feed_previous,
            lambda is_fed_back: decode(is_fed_back, False),
            len(decoder_inputs),
            zero_state,
        )


def embedding_attention_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    num_heads=1,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """Encoder and decoder of ids; the decoder reads the outputs of the encoder."""
    with variable_scope(scope or 'embedding_attention_seq2seq', dtype=dtype) as scope:
        dtype = scope.dtype
        encoder = EmbeddingWrapper(
            copy.deepcopy(cell),
            embedding_classes=num_encoder_symbols,
            embedding_size=embedding_size,
        )
        outputs, encoder_state = static_rnn(encoder, encoder_inputs, dtype=dtype)
        tops = [arrays.reshape(output, [-1, 1, cell.output_size]) for output in outputs]
        attention_states = arrays.concat(tops, 1)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(is_fed_back, **options):
            return embedding_attention_decoder(
                decoder_inputs,
                encoder_state,
                attention_states,
                cell,
                num_decoder_symbols,
                embedding_size,
                num_heads=num_heads,
                output_size=output_size,
                output_projection=output_projection,
                feed_previous=is_fed_back,
                initial_state_attention=initial_state_attention,
                **options,
            )

        if isinstance(feed_previous, bool):
            return decode(feed_previous)
        return _as_given_or_fed_back(
            feed_previous,
            lambda is_fed_back: decode(is_fed_back, update_embedding_for_previous=False),
            len(decoder_inputs),
            lambda: encoder_state,
        )


def one2many_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs_dict,
    enc_cell,
    dec_cells_dict,
    num_encoder_symbols,
    num_decoder_symbols_dict,
    embedding_size,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """One encoder of ids and several decoders: dicts of outputs and of states by the decoders' names."""
    if not isinstance(enc_cell, RNNCell):
        raise TypeError('enc_cell is not an RNNCell: %s' % type(enc_cell))
    if set(dec_cells_dict) != set(decoder_inputs_dict):
        raise ValueError('keys of dec_cells_dict != keys of decodre_inputs_dict')
    for cell in dec_cells_dict.values():
        if not isinstance(cell, RNNCell):
            raise TypeError('dec_cell is not an RNNCell: %s' % type(cell))
    outputs, states = {}, {}
    with variable_scope(scope or 'one2many_rnn_seq2seq', dtype=dtype) as scope:
        encoder = EmbeddingWrapper(
            enc_cell, embedding_classes=num_encoder_symbols, embedding_size=embedding_size
        )
        _, encoder_state = static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        for name, inputs in decoder_inputs_dict.items():
            symbols = num_decoder_symbols_dict[name]
            with variable_scope('one2many_decoder_' + str(name)):
                cell = OutputProjectionWrapper(dec_cells_dict[name], symbols)

                def decode(is_fed_back, inputs=inputs, cell=cell, symbols=symbols):
                    return embedding_rnn_decoder(
                        inputs,
                        encoder_state,
                        cell,
                        symbols,
                        embedding_size,
                        feed_previous=is_fed_back,
                    )

                if isinstance(feed_previous, bool):
                    outputs[name], states[name] = decode(feed_previous)
                else:
                    outputs[name], states[name] = _as_given_or_fed_back(
                        feed_previous, decode, len(inputs), lambda: encoder_state
                    )
    return outputs, states
