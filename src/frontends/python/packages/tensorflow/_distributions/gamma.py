"""Gamma(concentration α, rate β): log p = (α − 1)·log x − βx − log Γ(α) + α·log β; Exponential(rate)."""

import numpy as np

from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, checks, control, creation, math, random, special
from .base import FULLY_REPARAMETERIZED, Broadcast, parameters_of
from .divergences import RegisterKL
from .parameters import nan_where_undefined, softplus_parameter


class Gamma(Broadcast):
    _pair = ('concentration', 'rate')

    def __init__(
        self, concentration, rate, validate_args=False, allow_nan_stats=True, name='Gamma'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[concentration, rate]) as name:
            assertions = []
            if validate_args:
                assertions = [checks.assert_positive(x) for x in (concentration, rate)]
            with ControlDependencies(get_default_graph(), assertions):
                self._concentration = arrays.identity(concentration, name='concentration')
                self._rate = arrays.identity(rate, name='rate')
                checks.assert_same_float_dtype([self._concentration, self._rate])
        super().__init__(
            dtype=self._concentration.dtype,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            reparameterization_type=FULLY_REPARAMETERIZED,
            parameters=parameters,
            graph_parents=[self._concentration, self._rate],
            name=name,
        )

    concentration = property(lambda self: self._concentration)
    rate = property(lambda self: self._rate)

    def _sample_n(self, n, seed=None):
        return random.random_gamma([n], self.concentration, self.rate, self.dtype, seed)

    def _log_prob(self, x):
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _cdf(self, x):
        x = self._maybe_assert_valid_sample(x)
        return special.igamma(self.concentration, self.rate * x)

    def _log_unnormalized_prob(self, x):
        x = self._maybe_assert_valid_sample(x)
        return math.xlogy(self.concentration - 1.0, x) - self.rate * x

    def _log_normalization(self):
        return special.lgamma(self.concentration) - self.concentration * math.log(self.rate)

    def _entropy(self):
        alpha = self.concentration
        head = alpha - math.log(self.rate) + special.lgamma(alpha)
        return head + (1.0 - alpha) * special.digamma(alpha)

    def _mean(self):
        return self.concentration / self.rate

    def _variance(self):
        return self.concentration / math.square(self.rate)

    def _stddev(self):
        return math.sqrt(self.concentration) / self.rate

    def _mode(self):
        mode = (self.concentration - 1.0) / self.rate
        if self.allow_nan_stats:
            return nan_where_undefined(self, lambda: self.concentration > 1.0, mode)
        words = 'mode not defined when any concentration <= 1'
        one = creation.ones([], self.dtype)
        check = checks.assert_less(one, self.concentration, message=words)
        return control.with_dependencies([check], mode)

    def _maybe_assert_valid_sample(self, x):
        checks.assert_same_float_dtype(tensors=[x], dtype=self.dtype)
        if not self.validate_args:
            return x
        return control.with_dependencies([checks.assert_positive(x)], x)


class GammaWithSoftplusConcentrationRate(Gamma):
    def __init__(
        self,
        concentration,
        rate,
        validate_args=False,
        allow_nan_stats=True,
        name='GammaWithSoftplusConcentrationRate',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[concentration, rate]) as name:
            concentration = softplus_parameter(concentration, 'softplus_concentration')
            rate = softplus_parameter(rate, 'softplus_rate')
            super().__init__(concentration, rate, validate_args, allow_nan_stats, name)
        self._parameters = parameters


@RegisterKL(Gamma, Gamma)
def _kl_gamma_gamma(a, b, name=None):
    parents = [a.concentration, a.rate, b.concentration, b.rate]
    with name_scope(name, 'kl_gamma_gamma', values=parents):
        return (
            (a.concentration - b.concentration) * special.digamma(a.concentration)
            + special.lgamma(b.concentration)
            - special.lgamma(a.concentration)
            + b.concentration * math.log(a.rate)
            - b.concentration * math.log(b.rate)
            + a.concentration * (b.rate / a.rate - 1.0)
        )


class Exponential(Gamma):
    def __init__(self, rate, validate_args=False, allow_nan_stats=True, name='Exponential'):
        parameters = parameters_of(locals())
        with name_scope(name, values=[rate]) as name:
            self._rate = convert(rate, name='rate')
        one = creation.ones([], dtype=self._rate.dtype)
        super().__init__(one, self._rate, validate_args, allow_nan_stats, name)
        self._parameters = parameters
        self._graph_parents = self._graph_parents + [self._rate]

    @classmethod
    def _param_shapes(cls, sample_shape):
        return {'rate': convert(sample_shape, int32)}

    def _log_survival_function(self, value):
        return self._log_prob(value) - math.log(self._rate)

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], arrays.shape(self._rate)], 0)
        # Above 0, whose logarithm is not finite.
        tiny = np.finfo(self.dtype.as_numpy_dtype).tiny
        drawn = random.random_uniform(shape, tiny, 1.0, self.dtype, seed)
        return -math.log(drawn) / self._rate


class ExponentialWithSoftplusRate(Exponential):
    def __init__(
        self, rate, validate_args=False, allow_nan_stats=True, name='ExponentialWithSoftplusRate'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[rate]) as name:
            rate = softplus_parameter(rate, 'softplus_rate')
            super().__init__(rate, validate_args, allow_nan_stats, name)
        self._parameters = parameters
