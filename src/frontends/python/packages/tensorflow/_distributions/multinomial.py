"""Multinomial(total_count, logits or probs): how often each class comes up"""

from .._convert import convert
from .._dtypes import int32
from .._name_scope import name_scope
from .._ops import activations, arrays, checks, control, creation, functional, math, random, reductions
from .._ops.matrices import matrix_set_diag
from .base import NOT_REPARAMETERIZED, Distribution, parameters_of
from .parameters import (
    embed_check_nonnegative_integer_form,
    get_logits_and_probs,
    log_combinations,
)


class Multinomial(Distribution):
    def __init__(
        self,
        total_count,
        logits=None,
        probs=None,
        validate_args=False,
        allow_nan_stats=True,
        name='Multinomial',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[total_count, logits, probs]) as name:
            self._total_count = convert(total_count, name='total_count')
            if validate_args:
                self._total_count = embed_check_nonnegative_integer_form(self._total_count)
            self._logits, self._probs = get_logits_and_probs(
                logits=logits,
                probs=probs,
                multidimensional=True,
                validate_args=validate_args,
                name=name,
            )
            self._mean_val = self._total_count[..., None] * self._probs
        super().__init__(
            dtype=self._probs.dtype,
            reparameterization_type=NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._total_count, self._logits, self._probs],
            name=name,
        )

    total_count = property(lambda self: self._total_count)
    logits = property(lambda self: self._logits)
    probs = property(lambda self: self._probs)

    def _batch_shape_tensor(self):
        return arrays.shape(self._mean_val)[:-1]

    def _batch_shape(self):
        return self._mean_val.shape.with_rank_at_least(1)[:-1]

    def _event_shape_tensor(self):
        return arrays.shape(self._mean_val)[-1:]

    def _event_shape(self):
        return self._mean_val.shape.with_rank_at_least(1)[-1:]

    def _sample_n(self, n, seed=None):
        draws = math.cast(self.total_count, dtype=int32)
        k = self.event_shape_tensor()[0]
        draws = creation.ones_like(self.logits[..., 0], dtype=draws.dtype) * draws
        ones = creation.ones_like(draws[..., None], dtype=self.logits.dtype)
        flat_logits = arrays.reshape(ones * self.logits, [-1, k])
        flat_draws = n * arrays.reshape(draws, [-1])

        def sample_single(pair):
            logits, count = pair
            x = random.multinomial(logits[None, ...], count, seed)
            x = arrays.reshape(x, shape=[n, -1])
            return reductions.reduce_sum(creation.one_hot(x, depth=k), axis=-2)

        x = functional.map_fn(sample_single, [flat_logits, flat_draws], dtype=self.dtype)
        x = arrays.transpose(x, perm=[1, 0, 2])
        shape = arrays.concat([[n], self.batch_shape_tensor(), [k]], 0)
        return arrays.reshape(x, shape)

    def _log_prob(self, counts):
        return self._log_unnormalized_prob(counts) - self._log_normalization(counts)

    def _log_unnormalized_prob(self, counts):
        counts = self._maybe_assert_valid_sample(counts)
        return reductions.reduce_sum(counts * activations.log_softmax(self.logits), -1)

    def _log_normalization(self, counts):
        counts = self._maybe_assert_valid_sample(counts)
        return -log_combinations(self.total_count, counts)

    def _mean(self):
        return arrays.identity(self._mean_val)

    def _wide_probs(self):
        return self.probs * creation.ones_like(self.total_count)[..., None]

    def _covariance(self):
        p = self._wide_probs()
        outer = reductions.matmul(self._mean_val[..., None], p[..., None, :])
        return matrix_set_diag(-outer, self._variance())

    def _variance(self):
        p = self._wide_probs()
        return self._mean_val - self._mean_val * p

    def _maybe_assert_valid_sample(self, counts):
        if not self.validate_args:
            return counts
        counts = embed_check_nonnegative_integer_form(counts)
        total = reductions.reduce_sum(counts, -1)
        words = 'counts must sum to `self.total_count`'
        check = checks.assert_equal(self.total_count, total, message=words)
        return control.with_dependencies([check], counts)
