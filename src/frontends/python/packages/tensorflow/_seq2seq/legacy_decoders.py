"""Decoders of the old sequence models: plain, from ids, with attention; each step has its own nodes."""

from .. import _nest
from .._convert import convert
from .._dtypes import float32
from .._ops import activations, arrays, creation, math, reductions
from .._ops.embeddings import embedding_lookup
from .._ops.windows import conv2d
from .._rnn.linear import Linear
from .._variable_scope import get_variable, get_variable_scope, variable_scope


def embedded_best(embedding, output_projection=None, update_embedding=True):
    """A function of the last output: the row of EMBEDDING that its largest element names."""

    def loop_function(previous, _):
        if output_projection is not None:
            previous = activations.xw_plus_b(previous, *output_projection[:2])
        row = embedding_lookup(embedding, reductions.argmax(previous, 1))
        return row if update_embedding else arrays.stop_gradient(row)

    return loop_function


def check_projection(output_projection, num_symbols, dtype, weights=True):
    """Weights and biases must fit NUM_SYMBOLS; their conversions are nodes."""
    if weights:
        own = convert(output_projection[0], dtype)
        own.shape.assert_is_compatible_with([None, num_symbols])
    own = convert(output_projection[1], dtype)
    own.shape.assert_is_compatible_with([num_symbols])


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    """(outputs, last state) of CELL; with LOOP_FUNCTION every input but the first is made by it."""
    with variable_scope(scope or 'rnn_decoder'):
        state = initial_state
        outputs = []
        previous = None
        for i, given in enumerate(decoder_inputs):
            if loop_function is not None and previous is not None:
                with variable_scope('loop_function', reuse=True):
                    given = loop_function(previous, i)
            if i > 0:
                get_variable_scope().reuse_variables()
            output, state = cell(given, state)
            outputs.append(output)
            if loop_function is not None:
                previous = output
    return outputs, state


def embedding_rnn_decoder(
    decoder_inputs,
    initial_state,
    cell,
    num_symbols,
    embedding_size,
    output_projection=None,
    feed_previous=False,
    update_embedding_for_previous=True,
    scope=None,
):
    """rnn_decoder of ids; with FEED_PREVIOUS each id but the first is the best of the last output."""
    with variable_scope(scope or 'embedding_rnn_decoder') as scope:
        if output_projection is not None:
            check_projection(output_projection, num_symbols, scope.dtype)
        embedding = get_variable('embedding', [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = embedded_best(
                embedding, output_projection, update_embedding_for_previous
            )
        # One at a time, so that a row is looked up inside the decoder's scope.
        rows = (embedding_lookup(embedding, ids) for ids in decoder_inputs)
        return rnn_decoder(rows, initial_state, cell, loop_function=loop_function)


class _Attention:
    """Weighted means of the states, the weights a softmax of v·tanh(W·state + U·query); one per head."""

    def __init__(self, states, heads, dtype):
        self._length = states.shape[1].value
        if self._length is None:
            self._length = arrays.shape(states)[1]
        self.size = states.shape[2].value
        self._dtype = dtype
        self._hidden = arrays.reshape(states, [-1, self._length, 1, self.size])
        self._features = []
        self._v = []
        for head in range(heads):
            kernel = get_variable(
                'AttnW_%d' % head, [1, 1, self.size, self.size], dtype=dtype
            )
            self._features.append(conv2d(self._hidden, kernel, [1, 1, 1, 1], 'SAME'))
            self._v.append(get_variable('AttnV_%d' % head, [self.size], dtype=dtype))

    def __call__(self, query):
        if _nest.is_sequence(query):
            parts = _nest.flatten(query)
            for part in parts:
                assert not part.shape.ndims or part.shape.ndims == 2
            query = arrays.concat(parts, 1)
        return [self._read(head, query) for head in range(len(self._v))]

    def _read(self, head, query):
        with variable_scope('Attention_%d' % head):
            y = Linear(query, self.size, True)(query)
            y = arrays.reshape(y, [-1, 1, 1, self.size])
            y = math.cast(y, self._dtype)
            scores = reductions.reduce_sum(
                self._v[head] * math.tanh(self._features[head] + y), [2, 3]
            )
            weights = activations.softmax(math.cast(scores, float32))
            weights = math.cast(weights, self._dtype)
            mean = reductions.reduce_sum(
                arrays.reshape(weights, [-1, self._length, 1, 1]) * self._hidden, [1, 2]
            )
            return arrays.reshape(mean, [-1, self.size])


def attention_decoder(
    decoder_inputs,
    initial_state,
    attention_states,
    cell,
    output_size=None,
    num_heads=1,
    loop_function=None,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """(outputs, last state); every step reads ATTENTION_STATES [batch, length, size]."""
    if not decoder_inputs:
        raise ValueError('Must provide at least 1 input to attention decoder.')
    if num_heads < 1:
        raise ValueError('With less than 1 heads, use a non-attention decoder.')
    if attention_states.shape[2].value is None:
        raise ValueError(
            'Shape[2] of attention_states must be known: %s' % attention_states.shape
        )
    if output_size is None:
        output_size = cell.output_size
    with variable_scope(scope or 'attention_decoder', dtype=dtype) as scope:
        dtype = scope.dtype
        batch_size = arrays.shape(decoder_inputs[0])[0]
        attention = _Attention(attention_states, num_heads, dtype)
        state = initial_state
        outputs = []
        previous = None
        shape = arrays.stack([batch_size, attention.size])
        reads = [creation.zeros(shape, dtype=dtype) for _ in range(num_heads)]
        for read in reads:
            read.set_shape([None, attention.size])
        if initial_state_attention:
            reads = attention(initial_state)
        for i, given in enumerate(decoder_inputs):
            if i > 0:
                get_variable_scope().reuse_variables()
            if loop_function is not None and previous is not None:
                with variable_scope('loop_function', reuse=True):
                    given = loop_function(previous, i)
            input_size = given.shape.with_rank(2)[1]
            if input_size.value is None:
                raise ValueError('Could not infer input size from input: %s' % given.name)
            inputs = [math.cast(part, dtype) for part in [given, *reads]]
            x = Linear(inputs, input_size, True)(inputs)
            cell_output, state = cell(x, state)
            if i == 0 and initial_state_attention:
                with variable_scope(get_variable_scope(), reuse=True):
                    reads = attention(state)
            else:
                reads = attention(state)
            with variable_scope('AttnOutputProjection'):
                inputs = [math.cast(cell_output, dtype), *reads]
                output = Linear(inputs, output_size, True)(inputs)
            if loop_function is not None:
                previous = output
            outputs.append(output)
    return outputs, state


def embedding_attention_decoder(
    decoder_inputs,
    initial_state,
    attention_states,
    cell,
    num_symbols,
    embedding_size,
    num_heads=1,
    output_size=None,
    output_projection=None,
    feed_previous=False,
    update_embedding_for_previous=True,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """attention_decoder of ids; with FEED_PREVIOUS each id but the first is the best of the last output."""
    if output_size is None:
        output_size = cell.output_size
    if output_projection is not None:
        check_projection(output_projection, num_symbols, dtype, weights=False)
    with variable_scope(scope or 'embedding_attention_decoder', dtype=dtype):
        embedding = get_variable('embedding', [num_symbols, embedding_size])
        loop_function = None
        if feed_previous:
            loop_function = embedded_best(
                embedding, output_projection, update_embedding_for_previous
            )
        return attention_decoder(
            [embedding_lookup(embedding, ids) for ids in decoder_inputs],
            initial_state,
            attention_states,
            cell,
            output_size=output_size,
            num_heads=num_heads,
            loop_function=loop_function,
            initial_state_attention=initial_state_attention,
        )
