"""Beta(concentration1 α, concentration0 β): log p = (α − 1)·log x + (β − 1)·log(1 − x) − log B(α, β)"""

from .._convert import convert
from .._dtypes import int32
from .._name_scope import name_scope
from .._ops import arrays, checks, control, creation, math, random, special
from .base import FULLY_REPARAMETERIZED, ScalarEvent, parameters_of
from .divergences import RegisterKL
from .parameters import gen_new_seed, nan_where_undefined, softplus_parameter


def _positive(concentration, validate_args):
    if not validate_args:
        return concentration
    words = 'Concentration parameter must be positive.'
    check = checks.assert_positive(concentration, message=words)
    return control.with_dependencies([check], concentration)


class Beta(ScalarEvent):
    def __init__(
        self,
        concentration1=None,
        concentration0=None,
        validate_args=False,
        allow_nan_stats=True,
        name='Beta',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[concentration1, concentration0]) as name:
            first = convert(concentration1, name='concentration1')
            self._concentration1 = _positive(first, validate_args)
            second = convert(concentration0, name='concentration0')
            self._concentration0 = _positive(second, validate_args)
            checks.assert_same_float_dtype([self._concentration1, self._concentration0])
            self._total_concentration = self._concentration1 + self._concentration0
        super().__init__(
            dtype=self._total_concentration.dtype,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            reparameterization_type=FULLY_REPARAMETERIZED,
            parameters=parameters,
            graph_parents=[
                self._concentration1,
                self._concentration0,
                self._total_concentration,
            ],
            name=name,
        )

    @staticmethod
    def _param_shapes(sample_shape):
        return dict.fromkeys(('concentration1', 'concentration0'), convert(sample_shape, int32))

    concentration1 = property(lambda self: self._concentration1)
    concentration0 = property(lambda self: self._concentration0)
    total_concentration = property(lambda self: self._total_concentration)

    def _batch_shape_tensor(self):
        return arrays.shape(self.total_concentration)

    def _batch_shape(self):
        return self.total_concentration.shape

    def _sample_n(self, n, seed=None):
        """x/(x + y) of two gamma numbers."""
        whole = self.total_concentration
        alpha = creation.ones_like(whole, dtype=self.dtype) * self.concentration1
        beta = creation.ones_like(whole, dtype=self.dtype) * self.concentration0
        x = random.random_gamma([n], alpha, dtype=self.dtype, seed=seed)
        y = random.random_gamma([n], beta, dtype=self.dtype, seed=gen_new_seed(seed, 'beta'))
        return x / (x + y)

    def _log_prob(self, x):
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _prob(self, x):
        return math.exp(self._log_prob(x))

    def _log_cdf(self, x):
        return math.log(self._cdf(x))

    def _cdf(self, x):
        return special.betainc(self.concentration1, self.concentration0, x)

    def _log_unnormalized_prob(self, x):
        x = self._maybe_assert_valid_sample(x)
        left = math.xlogy(self.concentration1 - 1.0, x)
        return left + (self.concentration0 - 1.0) * math.log1p(-x)

    def _log_normalization(self):
        logs = special.lgamma(self.concentration1) + special.lgamma(self.concentration0)
        return logs - special.lgamma(self.total_concentration)

    def _entropy(self):
        entropy = self._log_normalization()
        for concentration in (self.concentration1, self.concentration0):
            entropy = entropy - (concentration - 1.0) * special.digamma(concentration)
        whole = self.total_concentration
        return entropy + (whole - 2.0) * special.digamma(whole)

    def _mean(self):
        return self._concentration1 / self._total_concentration

    def _variance(self):
        mean = self._mean()
        return mean * (1.0 - self._mean()) / (1.0 + self.total_concentration)

    def _mode(self):
        mode = (self.concentration1 - 1.0) / (self.total_concentration - 2.0)
        if self.allow_nan_stats:
            both = self.concentration1, self.concentration0
            return nan_where_undefined(
                self, lambda: math.logical_and(both[0] > 1.0, both[1] > 1.0), mode
            )
        assertions = [
            checks.assert_less(
                creation.ones([], dtype=self.dtype),
                concentration,
                message=f'Mode undefined for {which} <= 1.',
            )
            for which, concentration in (
                ('concentration1', self.concentration1),
                ('concentration0', self.concentration0),
            )
        ]
        return control.with_dependencies(assertions, mode)

    def _maybe_assert_valid_sample(self, x):
        if not self.validate_args:
            return x
        assertions = [checks.assert_positive(x, message='sample must be positive')]
        one = creation.ones([], self.dtype)
        words = 'sample must be less than `1`.'
        assertions.append(checks.assert_less(x, one, message=words))
        return control.with_dependencies(assertions, x)


class BetaWithSoftplusConcentration(Beta):
    def __init__(
        self,
        concentration1,
        concentration0,
        validate_args=False,
        allow_nan_stats=True,
        name='BetaWithSoftplusConcentration',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[concentration1, concentration0]) as name:
            first = softplus_parameter(concentration1, 'softplus_concentration1')
            second = softplus_parameter(concentration0, 'softplus_concentration0')
            super().__init__(first, second, validate_args, allow_nan_stats, name)
        self._parameters = parameters


@RegisterKL(Beta, Beta)
def _kl_beta_beta(a, b, name=None):
    names = ('concentration1', 'concentration0', 'total_concentration')
    parents = [getattr(d, name) for d in (a, b) for name in names]
    with name_scope(name, 'kl_beta_beta', values=parents):
        result = b._log_normalization() - a._log_normalization()
        for which in names[:2]:
            slope = special.digamma(getattr(a, which))
            difference = getattr(b, which) - getattr(a, which)
            result = result - slope * difference
        slope = special.digamma(a.total_concentration)
        return result + slope * (b.total_concentration - a.total_concentration)
