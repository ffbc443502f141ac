"""Laplace(loc, scale): log p = −|x − loc|/scale − log 2 − log scale"""

import math as numbers

import numpy as np

from .._name_scope import name_scope
from .._ops import arrays, creation, math, random
from . import special_functions
from .base import FULLY_REPARAMETERIZED, parameters_of
from .normal import LocationScale
from .parameters import softplus_parameter


class Laplace(LocationScale):
    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name='Laplace'):
        parameters = parameters_of(locals())
        with name_scope(name, values=[loc, scale]) as name:
            self._take(loc, scale, validate_args)
            super().__init__(
                dtype=self._loc.dtype,
                reparameterization_type=FULLY_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=[self._loc, self._scale],
                name=name,
            )

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        # Just above −1: log1p(−1) would be −∞.
        epsilon = np.finfo(self.dtype.as_numpy_dtype).eps
        lowest = -1.0 + float(epsilon) / 2
        drawn = random.random_uniform(shape, lowest, 1.0, self.dtype, seed)
        sign = self.scale * math.sign(drawn)
        return self.loc - sign * math.log1p(-math.abs(drawn))

    def _prob(self, x):
        return math.exp(self._log_prob(x))

    def _log_cdf(self, x):
        return special_functions.log_cdf_laplace(self._z(x))

    def _log_survival_function(self, x):
        return special_functions.log_cdf_laplace(-self._z(x))

    def _cdf(self, x):
        z = self._z(x)
        return 0.5 + 0.5 * math.sign(z) * (1.0 - math.exp(-math.abs(z)))

    def _log_unnormalized_prob(self, x):
        return -math.abs(self._z(x))

    def _log_normalization(self):
        return numbers.log(2.0) + math.log(self.scale)

    def _entropy(self):
        scale = self.scale + creation.zeros_like(self.loc)
        return numbers.log(2.0) + 1.0 + math.log(scale)

    def _mean(self):
        return self.loc + creation.zeros_like(self.scale)

    def _stddev(self):
        return numbers.sqrt(2.0) * self.scale + creation.zeros_like(self.loc)

    def _z(self, x):
        return (x - self.loc) / self.scale


class LaplaceWithSoftplusScale(Laplace):
    def __init__(
        self, loc, scale, validate_args=False, allow_nan_stats=True, name='LaplaceWithSoftplusScale'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[loc, scale]) as name:
            scale = softplus_parameter(scale, 'softplus_scale')
            super().__init__(loc, scale, validate_args, allow_nan_stats, name)
        self._parameters = parameters
