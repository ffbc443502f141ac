"""Helpers that now and then feed a decoder its own output in place of the truth (Bengio et al. 2015;
contrib/seq2seq/python/ops/helper.py)."""

from .. import _dtypes as dtypes
from .. import _nest
from .._convert import convert
from .._name_scope import name_scope
from .._ops import arrays, creation, gathering, math, random, reductions
from .._ops.conditionals import cond
from .._ops.embeddings import embedding_lookup
from .._rnn.looped import _swap_batch_and_time
from .helpers import TrainingHelper, _as_array, _drawn, categorical_sample


def bernoulli_sample(probs, dtype=dtypes.int32, sample_shape=(), seed=None):
    """1 with the probability PROBS, else 0."""
    probs = convert(probs, name='probs')
    batch = arrays.shape(probs)

    def draw(count):
        shape = arrays.concat([[count], batch], 0)
        uniform = random.random_uniform(shape, seed=seed, dtype=probs.dtype)
        return math.cast(math.less(uniform, probs), dtype)

    return _drawn(draw, sample_shape)


def _probability(value):
    value = convert(value, name='sampling_probability')
    if value.shape.ndims not in (0, 1):
        raise ValueError(
            'sampling_probability must be either a scalar or a vector. saw shape: %s' % value.shape
        )
    return value


def _mixed(where_sampled, sampled, where_not, others, like):
    """Rows SAMPLED and OTHERS, each at its places of a tensor with the shape of LIKE."""
    shape = arrays.shape(like)
    return gathering.scatter_nd(
        indices=where_sampled, updates=sampled, shape=shape
    ) + gathering.scatter_nd(indices=where_not, updates=others, shape=shape)


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """The next input is, with SAMPLING_PROBABILITY, the row of an id that was drawn."""

    def __init__(
        self,
        inputs,
        sequence_length,
        embedding,
        sampling_probability,
        time_major=False,
        seed=None,
        scheduling_seed=None,
        name=None,
    ):
        with name_scope(
            name, 'ScheduledEmbeddingSamplingWrapper', [embedding, sampling_probability]
        ):
            if callable(embedding):
                self._embedding_fn = embedding
            else:
                self._embedding_fn = lambda ids: embedding_lookup(embedding, ids)
            self._sampling_probability = _probability(sampling_probability)
            self._seed = seed
            self._scheduling_seed = scheduling_seed
            super().__init__(inputs, sequence_length, time_major=time_major, name=name)

    def sample(self, time, outputs, state, name=None):
        with name_scope(name, type(self).__name__ + 'Sample', _nest.flatten([time, outputs, state])):
            chosen = bernoulli_sample(
                probs=self._sampling_probability,
                dtype=dtypes.bool_,
                sample_shape=self.batch_size,
                seed=self._scheduling_seed,
            )
            ids = categorical_sample(logits=outputs, seed=self._seed)
            return arrays.where(chosen, ids, creation.fill([self.batch_size], -1))

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        values = _nest.flatten([time, outputs, state, sample_ids])
        with name_scope(name, type(self).__name__ + 'NextInputs', values):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )

            def mixed():
                drawn = math.cast(arrays.where(sample_ids > -1), dtypes.int32)
                not_drawn = math.cast(arrays.where(sample_ids <= -1), dtypes.int32)
                ids = gathering.gather_nd(sample_ids, drawn)
                others = gathering.gather_nd(given, not_drawn)
                return _mixed(drawn, self._embedding_fn(ids), not_drawn, others, given)

            following = cond(reductions.reduce_all(finished), lambda: given, mixed)
            return finished, following, state


class ScheduledOutputTrainingHelper(TrainingHelper):
    """The next input is, with SAMPLING_PROBABILITY, the output or what NEXT_INPUTS_FN makes of it."""

    def __init__(
        self,
        inputs,
        sequence_length,
        sampling_probability,
        time_major=False,
        seed=None,
        next_inputs_fn=None,
        auxiliary_inputs=None,
        name=None,
    ):
        values = _nest.flatten([inputs, auxiliary_inputs, sampling_probability])
        with name_scope(name, 'ScheduledOutputTrainingHelper', values):
            self._sampling_probability = _probability(sampling_probability)
            self._auxiliary = None
            if auxiliary_inputs is not None:
                inputs = convert(inputs, name='inputs')
                auxiliary_inputs = convert(auxiliary_inputs, name='auxiliary_inputs')
                inputs = arrays.concat((inputs, auxiliary_inputs), -1)
                if not time_major:
                    auxiliary_inputs = _swap_batch_and_time(auxiliary_inputs)
                self._auxiliary = _as_array(auxiliary_inputs)
            self._seed = seed
            self._next_inputs_fn = next_inputs_fn
            super().__init__(inputs, sequence_length, time_major=time_major, name=name)

    def sample(self, time, outputs, state, name=None):
        with name_scope(name, type(self).__name__ + 'Sample', _nest.flatten([time, outputs, state])):
            return bernoulli_sample(
                probs=self._sampling_probability, sample_shape=self.batch_size, seed=self._seed
            )

    def _with_auxiliary(self, time, outputs, indices=None):
        if self._auxiliary is None:
            return outputs
        more = self._auxiliary.read(time + 1)
        if indices is not None:
            more = gathering.gather_nd(more, indices)
        return arrays.concat((outputs, more), -1)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        values = _nest.flatten([time, outputs, state, sample_ids])
        with name_scope(name, type(self).__name__ + 'NextInputs', values):
            finished, given, state = super().next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=sample_ids, name=name
            )
            is_sampled = math.cast(sample_ids, dtypes.bool_)

            def mixed():
                if self._next_inputs_fn is None:
                    return arrays.where(is_sampled, self._with_auxiliary(time, outputs), given)
                drawn = math.cast(arrays.where(is_sampled), dtypes.int32)
                not_drawn = math.cast(arrays.where(math.logical_not(is_sampled)), dtypes.int32)
                own = gathering.gather_nd(outputs, drawn)
                others = gathering.gather_nd(given, not_drawn)
                own = self._with_auxiliary(time, self._next_inputs_fn(own), drawn)
                return _mixed(drawn, own, not_drawn, others, given)

            all_finished = reductions.reduce_all(finished)
            none_sampled = math.logical_not(reductions.reduce_any(is_sampled))
            following = cond(
                math.logical_or(all_finished, none_sampled), lambda: given, mixed
            )
            return finished, following, state
