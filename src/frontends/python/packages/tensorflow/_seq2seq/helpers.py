"""What a decoder is given at each step: contrib.seq2seq's helpers, after contrib/seq2seq/python/ops/helper.py."""

import abc

from .. import _dtypes as dtypes
from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, creation, math, random, reductions
from .._ops.conditionals import cond
from .._ops.embeddings import embedding_lookup
from .._ops.tensor_arrays import TensorArray
from .._rnn.looped import _swap_batch_and_time
from .._shapes import TensorShape
from .._tensor import Tensor


def _drawn(sample_n, sample_shape):
    """SAMPLE_N(how many) in the shape that is asked for."""
    with name_scope(None, 'call_sampler', [sample_shape]):
        sample_shape = convert(sample_shape, dtypes.int32, 'sample_shape')
        pad = math.cast(math.equal(arrays.rank(sample_shape), 0), dtypes.int32)
        sample_shape = arrays.reshape(
            sample_shape,
            arrays.pad(arrays.shape(sample_shape), paddings=[[pad, 0]], constant_values=1),
        )
        samples = sample_n(reductions.reduce_prod(sample_shape))
        inner = arrays.shape(samples)[1:]
        return arrays.reshape(samples, arrays.concat([sample_shape, inner], 0))


def categorical_sample(logits, dtype=dtypes.int32, sample_shape=(), seed=None):
    """Classes drawn with the probabilities softmax(LOGITS)."""
    logits = convert(logits, name='logits')
    classes = arrays.shape(logits)[-1]
    batch = arrays.shape(logits)[:-1]

    def draw(count):
        matrix = logits if logits.shape.ndims == 2 else arrays.reshape(logits, [-1, classes])
        kind = dtypes.int64 if logits.dtype.size > 4 else dtypes.int32
        drawn = random.multinomial(matrix, count, seed=seed, output_dtype=kind)
        drawn = arrays.reshape(arrays.transpose(drawn), arrays.concat([[count], batch], 0))
        return math.cast(drawn, dtype)

    return _drawn(draw, sample_shape)


class Helper(abc.ABC):
    """Subclasses say what the first input is, which ids an output means and what comes next."""

    @property
    @abc.abstractmethod
    def batch_size(self):
        raise NotImplementedError('batch_size has not been implemented')

    @property
    @abc.abstractmethod
    def sample_ids_shape(self):
        raise NotImplementedError('sample_ids_shape has not been implemented')

    @property
    @abc.abstractmethod
    def sample_ids_dtype(self):
        raise NotImplementedError('sample_ids_dtype has not been implemented')

    @abc.abstractmethod
    def initialize(self, name=None):
        """(finished, first inputs)"""

    @abc.abstractmethod
    def sample(self, time, outputs, state, name=None):
        """Ids of the outputs."""

    @abc.abstractmethod
    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        """(finished, next inputs, next state)"""


class _IdHelper(Helper):
    """A helper of a known batch whose ids are int32 numbers."""

    _batch_size = None
    batch_size = property(lambda self: self._batch_size)
    sample_ids_shape = property(lambda self: TensorShape([]))
    sample_ids_dtype = property(lambda self: dtypes.int32)


class CustomHelper(Helper):
    """A helper made of three functions."""

    def __init__(
        self,
        initialize_fn,
        sample_fn,
        next_inputs_fn,
        sample_ids_shape=None,
        sample_ids_dtype=None,
    ):
        self._initialize_fn = initialize_fn
        self._sample_fn = sample_fn
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = None
        self._sample_ids_shape = TensorShape(sample_ids_shape or [])
        self._sample_ids_dtype = sample_ids_dtype or dtypes.int32

    @property
    def batch_size(self):
        if self._batch_size is None:
            raise ValueError('batch_size accessed before initialize was called')
        return self._batch_size

    sample_ids_shape = property(lambda self: self._sample_ids_shape)
    sample_ids_dtype = property(lambda self: self._sample_ids_dtype)

    def initialize(self, name=None):
        with name_scope(name, '%sInitialize' % type(self).__name__):
            finished, inputs = self._initialize_fn()
            if self._batch_size is None:
                self._batch_size = arrays.size(finished)
        return finished, inputs

    def sample(self, time, outputs, state, name=None):
        with name_scope(name, '%sSample' % type(self).__name__, [time]):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with name_scope(name, '%sNextInputs' % type(self).__name__, [time]):
            return self._next_inputs_fn(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids
            )


def _as_array(inputs):
    """Time-major INPUTS as an array of steps."""
    return TensorArray(
        dtype=inputs.dtype, size=arrays.shape(inputs)[0], element_shape=inputs.shape[1:]
    ).unstack(inputs)


class TrainingHelper(_IdHelper):
    """Reads the inputs that are given, whatever the outputs are."""

    def __init__(self, inputs, sequence_length, time_major=False, name=None):
        with name_scope(name, 'TrainingHelper', [inputs, sequence_length]):
            inputs = convert(inputs, name='inputs')
            self._inputs = inputs
            if not time_major:
                inputs = _swap_batch_and_time(inputs)
            self._steps = _as_array(inputs)
            self._sequence_length = convert(sequence_length, name='sequence_length')
            if self._sequence_length.shape.ndims != 1:
                raise ValueError(
                    'Expected sequence_length to be a vector, but received shape: %s'
                    % self._sequence_length.shape
                )
            self._zero_inputs = creation.zeros_like(inputs[0, :])
            self._batch_size = arrays.size(sequence_length)

    inputs = property(lambda self: self._inputs)
    sequence_length = property(lambda self: self._sequence_length)

    def initialize(self, name=None):
        with name_scope(name, 'TrainingHelperInitialize'):
            finished = math.equal(0, self._sequence_length)
            return finished, self._read(finished, 0)

    def _read(self, finished, time):
        return cond(
            reductions.reduce_all(finished),
            lambda: self._zero_inputs,
            lambda: self._steps.read(time),
        )

    def sample(self, time, outputs, name=None, **unused_options):
        with name_scope(name, 'TrainingHelperSample', [time, outputs]):
            return math.cast(reductions.argmax(outputs, axis=-1), dtypes.int32)

    def next_inputs(self, time, outputs, state, name=None, **unused_options):
        with name_scope(name, 'TrainingHelperNextInputs', [time, outputs]):
            following = time + 1
            finished = following >= self._sequence_length
            return finished, self._read(finished, following), state


class GreedyEmbeddingHelper(_IdHelper):
    """The next input is the row of the largest output's id, until END_TOKEN."""

    def __init__(self, embedding, start_tokens, end_token):
        if callable(embedding):
            self._embedding_fn = embedding
        else:
            self._embedding_fn = lambda ids: embedding_lookup(embedding, ids)
        self._start_tokens = convert(start_tokens, dtypes.int32, 'start_tokens')
        self._end_token = convert(end_token, dtypes.int32, 'end_token')
        if self._start_tokens.shape.ndims != 1:
            raise ValueError('start_tokens must be a vector')
        self._batch_size = arrays.size(start_tokens)
        if self._end_token.shape.ndims != 0:
            raise ValueError('end_token must be a scalar')
        self._start_inputs = self._embedding_fn(self._start_tokens)

    def initialize(self, name=None):
        return arrays.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        _check_tensor(outputs)
        return reductions.argmax(outputs, axis=-1, output_type=dtypes.int32)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        finished = math.equal(sample_ids, self._end_token)
        following = cond(
            reductions.reduce_all(finished),
            lambda: self._start_inputs,
            lambda: self._embedding_fn(sample_ids),
        )
        return finished, following, state


def _check_tensor(outputs):
    if not isinstance(outputs, Tensor):
        raise TypeError('Expected outputs to be a single Tensor, got: %s' % type(outputs))


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """As GreedyEmbeddingHelper, with ids drawn by the probabilities of the outputs."""

    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        super().__init__(embedding, start_tokens, end_token)
        self._softmax_temperature = softmax_temperature
        self._seed = seed

    def sample(self, time, outputs, state, name=None):
        _check_tensor(outputs)
        if self._softmax_temperature is not None:
            outputs = outputs / self._softmax_temperature
        return categorical_sample(logits=outputs, seed=self._seed)


class InferenceHelper(Helper):
    """What SAMPLE_FN makes of an output is the next input, until END_FN says so."""

    def __init__(
        self, sample_fn, sample_shape, sample_dtype, start_inputs, end_fn, next_inputs_fn=None
    ):
        self._sample_fn = sample_fn
        self._end_fn = end_fn
        self._sample_shape = TensorShape(sample_shape)
        self._sample_dtype = sample_dtype
        self._next_inputs_fn = next_inputs_fn
        self._batch_size = arrays.shape(start_inputs)[0]
        self._start_inputs = convert(start_inputs, name='start_inputs')

    batch_size = property(lambda self: self._batch_size)
    sample_ids_shape = property(lambda self: self._sample_shape)
    sample_ids_dtype = property(lambda self: self._sample_dtype)

    def initialize(self, name=None):
        return arrays.tile([False], [self._batch_size]), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._sample_fn(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        following = sample_ids
        if self._next_inputs_fn is not None:
            following = self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), following, state
