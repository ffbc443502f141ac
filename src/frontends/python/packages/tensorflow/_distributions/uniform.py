"""Uniform(low, high) over [low, high)"""

import math as numbers

from .._control_scope import ControlDependencies
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, checks, creation, math, random
from .._ops.broadcasting import broadcast_dynamic_shape, where_v2
from .base import FULLY_REPARAMETERIZED, Broadcast, parameters_of


class Uniform(Broadcast):
    _pair = ('low', 'high')

    def __init__(
        self, low=0.0, high=1.0, validate_args=False, allow_nan_stats=True, name='Uniform'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[low, high]) as name:
            assertions = []
            if validate_args:
                words = 'uniform not defined when low >= high.'
                assertions = [checks.assert_less(low, high, message=words)]
            with ControlDependencies(get_default_graph(), assertions):
                self._low = arrays.identity(low, name='low')
                self._high = arrays.identity(high, name='high')
                checks.assert_same_float_dtype([self._low, self._high])
        super().__init__(
            dtype=self._low.dtype,
            reparameterization_type=FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._low, self._high],
            name=name,
        )

    low = property(lambda self: self._low)
    high = property(lambda self: self._high)

    def range(self, name='range'):
        with self._name_scope(name):
            return self.high - self.low

    def _sample_n(self, n, seed=None):
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        drawn = random.random_uniform(shape, dtype=self.dtype, seed=seed)
        return self.low + self.range() * drawn

    def _prob(self, x):
        x = x * creation.ones(self.batch_shape_tensor(), dtype=x.dtype)
        is_nan = math.is_nan(x)
        is_below = x < self.low
        is_outside = math.logical_or(is_below, x >= self.high)
        zeros = creation.zeros_like(x)
        inside = creation.ones_like(x) / self.range()
        return where_v2(is_nan, x, where_v2(is_outside, zeros, inside))

    def _cdf(self, x):
        shape = broadcast_dynamic_shape(arrays.shape(x), self.batch_shape_tensor())
        zeros = creation.zeros(shape, dtype=self.dtype)
        ones = creation.ones(shape, dtype=self.dtype)
        wide = x * ones
        is_below = x < self.low
        up_to_high = where_v2(is_below, zeros, (wide - self.low) / self.range())
        return where_v2(x >= self.high, ones, up_to_high)

    def _entropy(self):
        return math.log(self.range())

    def _mean(self):
        return (self.low + self.high) / 2.0

    def _variance(self):
        return math.square(self.range()) / 12.0

    def _stddev(self):
        return self.range() / numbers.sqrt(12.0)
