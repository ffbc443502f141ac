"""Dirichlet(concentration α): log p = Σ (αᵢ − 1)·log xᵢ − log B(α); DirichletMultinomial on top of it."""

from .._convert import convert
from .._dtypes import int32
from .._name_scope import name_scope
from .._ops import arrays, checks, control, creation, math, random, reductions, special
from .._ops.broadcasting import where_v2
from .._ops.matrices import matrix_set_diag
from .base import FULLY_REPARAMETERIZED, NOT_REPARAMETERIZED, Distribution, parameters_of
from .divergences import RegisterKL
from .parameters import (
    embed_check_categorical_event_shape,
    embed_check_nonnegative_integer_form,
    gen_new_seed,
    log_combinations,
    not_a_number,
)

_POSITIVE = 'Concentration parameter must be positive.'


class _OverConcentration(Distribution):
    """A distribution of vectors, as long as the concentration's last dimension."""

    concentration = property(lambda self: self._concentration)
    total_concentration = property(lambda self: self._total_concentration)

    def _batch_shape_tensor(self):
        return arrays.shape(self.total_concentration)

    def _batch_shape(self):
        return self.total_concentration.shape

    def _event_shape_tensor(self):
        return arrays.shape(self.concentration)[-1:]

    def _event_shape(self):
        return self.concentration.shape.with_rank_at_least(1)[-1:]

    def _covariance(self):
        x = self._variance_scale_term() * self._mean()
        outer = reductions.matmul(x[..., None], x[..., None, :])
        return matrix_set_diag(-outer, self._variance())


class Dirichlet(_OverConcentration):
    def __init__(
        self, concentration, validate_args=False, allow_nan_stats=True, name='Dirichlet'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[concentration]) as name:
            concentration = convert(concentration, name='concentration')
            if validate_args:
                concentration = _valid_concentration(concentration)
            self._concentration = concentration
            self._total_concentration = reductions.reduce_sum(self._concentration, -1)
        super().__init__(
            dtype=self._concentration.dtype,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            reparameterization_type=FULLY_REPARAMETERIZED,
            parameters=parameters,
            graph_parents=[self._concentration, self._total_concentration],
            name=name,
        )

    def _sample_n(self, n, seed=None):
        """Gamma numbers over their sum."""
        gamma = random.random_gamma([n], self.concentration, dtype=self.dtype, seed=seed)
        return gamma / reductions.reduce_sum(gamma, -1, keepdims=True)

    def _log_prob(self, x):
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _prob(self, x):
        return math.exp(self._log_prob(x))

    def _log_unnormalized_prob(self, x):
        x = self._maybe_assert_valid_sample(x)
        return reductions.reduce_sum(math.xlogy(self.concentration - 1.0, x), -1)

    def _log_normalization(self):
        return special.lbeta(self.concentration)

    def _entropy(self):
        k = math.cast(self.event_shape_tensor()[0], self.dtype)
        whole = self.total_concentration
        entropy = self._log_normalization() + (whole - k) * special.digamma(whole)
        terms = (self.concentration - 1.0) * special.digamma(self.concentration)
        return entropy - reductions.reduce_sum(terms, axis=-1)

    def _mean(self):
        return self.concentration / self.total_concentration[..., None]

    def _variance(self):
        scale = self._variance_scale_term()
        x = scale * self._mean()
        return x * (scale - x)

    def _variance_scale_term(self):
        return math.rsqrt(1.0 + self.total_concentration[..., None])

    def _mode(self):
        k = math.cast(self.event_shape_tensor()[0], self.dtype)
        mode = (self.concentration - 1.0) / (self.total_concentration[..., None] - k)
        if self.allow_nan_stats:
            nan = not_a_number(arrays.shape(mode), self.dtype)
            is_defined = reductions.reduce_all(self.concentration > 1.0, axis=-1)
            return where_v2(is_defined, mode, nan)
        one = creation.ones([], self.dtype)
        words = 'Mode undefined when any concentration <= 1'
        check = checks.assert_less(one, self.concentration, message=words)
        return control.with_dependencies([check], mode)

    def _maybe_assert_valid_sample(self, x):
        if not self.validate_args:
            return x
        assertions = [checks.assert_positive(x, message='samples must be positive')]
        one = creation.ones([], dtype=self.dtype)
        total = reductions.reduce_sum(x, -1)
        words = 'sample last-dimension must sum to `1`'
        assertions.append(checks.assert_near(one, total, message=words))
        return control.with_dependencies(assertions, x)


def _valid_concentration(concentration):
    return control.with_dependencies(
        [
            checks.assert_positive(concentration, message=_POSITIVE),
            checks.assert_rank_at_least(
                concentration, 1, message='Concentration parameter must have >=1 dimensions.'
            ),
            checks.assert_less(
                1,
                arrays.shape(concentration)[-1],
                message='Concentration parameter must have event_size >= 2.',
            ),
        ],
        concentration,
    )


@RegisterKL(Dirichlet, Dirichlet)
def _kl_dirichlet_dirichlet(a, b, name=None):
    with name_scope(name, 'kl_dirichlet_dirichlet', values=[a.concentration, b.concentration]):
        total = reductions.reduce_sum(a.concentration, axis=-1, keepdims=True)
        digamma_of_total = special.digamma(total)
        slope = special.digamma(a.concentration) - digamma_of_total
        difference = a.concentration - b.concentration
        result = reductions.reduce_sum(difference * slope, axis=-1)
        return result - special.lbeta(a.concentration) + special.lbeta(b.concentration)


class DirichletMultinomial(_OverConcentration):
    def __init__(
        self,
        total_count,
        concentration,
        validate_args=False,
        allow_nan_stats=True,
        name='DirichletMultinomial',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[total_count, concentration]) as name:
            self._total_count = convert(total_count, name='total_count')
            if validate_args:
                self._total_count = embed_check_nonnegative_integer_form(self._total_count)
            concentration = convert(concentration, name='concentration')
            if validate_args:
                concentration = embed_check_categorical_event_shape(concentration)
                check = checks.assert_positive(concentration, message=_POSITIVE)
                concentration = control.with_dependencies([check], concentration)
            self._concentration = concentration
            self._total_concentration = reductions.reduce_sum(concentration, -1)
        super().__init__(
            dtype=self._concentration.dtype,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            reparameterization_type=NOT_REPARAMETERIZED,
            parameters=parameters,
            graph_parents=[self._total_count, self._concentration],
            name=name,
        )

    total_count = property(lambda self: self._total_count)

    def _sample_n(self, n, seed=None):
        count = math.cast(self.total_count, dtype=int32)
        k = self.event_shape_tensor()[0]
        gamma = random.random_gamma([n], self.concentration, dtype=self.dtype, seed=seed)
        logits = arrays.reshape(math.log(gamma), shape=[-1, k])
        second = gen_new_seed(seed, salt='dirichlet_multinomial')
        draws = random.multinomial(logits, count, seed=second)
        x = reductions.reduce_sum(creation.one_hot(draws, depth=k), -2)
        shape = arrays.concat([[n], self.batch_shape_tensor(), [k]], 0)
        return math.cast(arrays.reshape(x, shape), self.dtype)

    def _log_prob(self, counts):
        counts = self._maybe_assert_valid_sample(counts)
        whole = special.lbeta(self.concentration + counts)
        ordered = whole - special.lbeta(self.concentration)
        return ordered + log_combinations(self.total_count, counts)

    def _prob(self, counts):
        return math.exp(self._log_prob(counts))

    def _mean(self):
        shares = self.concentration / self.total_concentration[..., None]
        return self.total_count * shares

    def _variance(self):
        scale = self._variance_scale_term()
        x = scale * self._mean()
        return x * (self.total_count * scale - x)

    def _variance_scale_term(self):
        whole = self.total_concentration[..., None]
        return math.sqrt((1.0 + whole / self.total_count) / (1.0 + whole))

    def _maybe_assert_valid_sample(self, counts):
        if not self.validate_args:
            return counts
        counts = embed_check_nonnegative_integer_form(counts)
        total = reductions.reduce_sum(counts, -1)
        words = 'counts last-dimension must sum to `self.total_count`'
        check = checks.assert_equal(self.total_count, total, message=words)
        return control.with_dependencies([check], counts)
