"""Normal(loc, scale): log p = −½((x − loc)/scale)² − ½·log 2π − log scale"""

import math as numbers

from .._constant import constant
from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, checks, creation, math, random
from . import special_functions
from .base import FULLY_REPARAMETERIZED, Broadcast, parameters_of
from .divergences import RegisterKL
from .parameters import softplus_parameter


class LocationScale(Broadcast):
    """What Normal and Laplace share: two floats of one type, the scale positive."""

    _pair = ('loc', 'scale')

    loc = property(lambda self: self._loc)
    scale = property(lambda self: self._scale)

    def _take(self, loc, scale, validate_args):
        assertions = [checks.assert_positive(scale)] if validate_args else []
        with ControlDependencies(get_default_graph(), assertions):
            self._loc = arrays.identity(loc, name='loc')
            self._scale = arrays.identity(scale, name='scale')
            checks.assert_same_float_dtype([self._loc, self._scale])

    def _log_prob(self, x):
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _mode(self):
        return self._mean()


class Normal(LocationScale):
    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name='Normal'):
        parameters = parameters_of(locals())
        with name_scope(name, values=[loc, scale]) as name:
            self._take(loc, scale, validate_args)
        super().__init__(
            dtype=self._scale.dtype,
            reparameterization_type=FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._loc, self._scale],
            name=name,
        )

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        drawn = random.random_normal(shape, 0.0, 1.0, self.loc.dtype, seed)
        return drawn * self.scale + self.loc

    def _log_cdf(self, x):
        return special_functions.log_ndtr(self._z(x))

    def _cdf(self, x):
        return special_functions.ndtr(self._z(x))

    def _log_survival_function(self, x):
        return special_functions.log_ndtr(-self._z(x))

    def _survival_function(self, x):
        return special_functions.ndtr(-self._z(x))

    def _log_unnormalized_prob(self, x):
        return -0.5 * math.square(self._z(x))

    def _log_normalization(self):
        return 0.5 * numbers.log(2.0 * numbers.pi) + math.log(self.scale)

    def _entropy(self):
        scale = self.scale * creation.ones_like(self.loc)
        return 0.5 * numbers.log(2.0 * numbers.pi * numbers.e) + math.log(scale)

    def _mean(self):
        return self.loc * creation.ones_like(self.scale)

    def _quantile(self, p):
        z = special_functions.ndtri(p)
        with name_scope('reconstruct', values=[z]):
            return z * self.scale + self.loc

    def _stddev(self):
        return self.scale * creation.ones_like(self.loc)

    def _z(self, x):
        with name_scope('standardize', values=[x]):
            return (x - self.loc) / self.scale


class NormalWithSoftplusScale(Normal):
    def __init__(
        self, loc, scale, validate_args=False, allow_nan_stats=True, name='NormalWithSoftplusScale'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[scale]) as name:
            scale = softplus_parameter(scale, 'softplus_scale')
            super().__init__(loc, scale, validate_args, allow_nan_stats, name)
        self._parameters = parameters


@RegisterKL(Normal, Normal)
def _kl_normal_normal(a, b, name=None):
    """(μ₁ − μ₂)²/(2σ₂²) + ½·(r − 1 − log r), r = σ₁²/σ₂²"""
    with name_scope(name, 'kl_normal_normal', [a.loc, b.loc]):
        one = constant(1, dtype=a.dtype)
        two = constant(2, dtype=a.dtype)
        half = constant(0.5, dtype=a.dtype)
        variance_a = math.square(a.scale)
        variance_b = math.square(b.scale)
        ratio = variance_a / variance_b
        distance = math.squared_difference(a.loc, b.loc) / (two * variance_b)
        return distance + half * (ratio - one - math.log(ratio))
