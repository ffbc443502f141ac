"""StudentT(df ν, loc, scale): log p = −½(ν + 1)·log(1 + y²/ν) − log|scale| − …, y = (x − loc)/scale"""

import math as numbers

import numpy as np

from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, checks, control, creation, math, random, special
from .._ops.broadcasting import broadcast_dynamic_shape, broadcast_static_shape, where_v2
from .base import FULLY_REPARAMETERIZED, ScalarEvent, parameters_of
from .parameters import gen_new_seed, not_a_number, softplus_parameter


class StudentT(ScalarEvent):
    def __init__(
        self, df, loc, scale, validate_args=False, allow_nan_stats=True, name='StudentT'
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[df, loc, scale]) as name:
            assertions = [checks.assert_positive(df)] if validate_args else []
            with ControlDependencies(get_default_graph(), assertions):
                self._df = arrays.identity(df, name='df')
                self._loc = arrays.identity(loc, name='loc')
                self._scale = arrays.identity(scale, name='scale')
                checks.assert_same_float_dtype((self._df, self._loc, self._scale))
        super().__init__(
            dtype=self._scale.dtype,
            reparameterization_type=FULLY_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[self._df, self._loc, self._scale],
            name=name,
        )

    @staticmethod
    def _param_shapes(sample_shape):
        return dict.fromkeys(('df', 'loc', 'scale'), convert(sample_shape, int32))

    df = property(lambda self: self._df)
    loc = property(lambda self: self._loc)
    scale = property(lambda self: self._scale)

    def _batch_shape_tensor(self):
        df = arrays.shape(self.df)
        loc = arrays.shape(self.loc)
        return broadcast_dynamic_shape(df, broadcast_dynamic_shape(loc, arrays.shape(self.scale)))

    def _batch_shape(self):
        shape = broadcast_static_shape(self.df.shape, self.loc.shape)
        return broadcast_static_shape(shape, self.scale.shape)

    def _sample_n(self, n, seed=None):
        """A normal number over √(χ²(ν)/ν)."""
        shape = arrays.concat([[n], self.batch_shape_tensor()], 0)
        normal = random.random_normal(shape, dtype=self.dtype, seed=seed)
        df = self.df * creation.ones(self.batch_shape_tensor(), dtype=self.dtype)
        gamma = random.random_gamma(
            [n], 0.5 * df, beta=0.5, dtype=self.dtype, seed=gen_new_seed(seed, salt='student_t')
        )
        samples = normal * math.rsqrt(gamma / df)
        return samples * self.scale + self.loc

    def _log_prob(self, x):
        return self._log_unnormalized_prob(x) - self._log_normalization()

    def _log_unnormalized_prob(self, x):
        y = (x - self.loc) / self.scale
        return -0.5 * (self.df + 1.0) * math.log1p(y**2.0 / self.df)

    def _log_normalization(self):
        head = math.log(math.abs(self.scale)) + 0.5 * math.log(self.df)
        head = head + 0.5 * numbers.log(numbers.pi)
        head = head + special.lgamma(0.5 * self.df)
        return head - special.lgamma(0.5 * (self.df + 1.0))

    def _cdf(self, x):
        y = (x - self.loc) / math.abs(self.scale)
        share = self.df / (y**2.0 + self.df)
        tail = 0.5 * special.betainc(0.5 * self.df, 0.5, share)
        return where_v2(math.less(y, 0.0), tail, 1.0 - tail)

    def _entropy(self):
        from .. import newaxis

        v = creation.ones(self.batch_shape_tensor(), dtype=self.dtype)[..., newaxis]
        u = v * self.df[..., newaxis]
        halves = arrays.concat([u, v], -1) / 2.0
        head = math.log(math.abs(self.scale)) + 0.5 * math.log(self.df) + special.lbeta(halves)
        factor = 0.5 * (self.df + 1.0)
        slope = special.digamma(0.5 * (self.df + 1.0)) - special.digamma(0.5 * self.df)
        return head + factor * slope

    def _mean(self):
        mean = self.loc * creation.ones(self.batch_shape_tensor(), dtype=self.dtype)
        return self._where_df_above_one('mean', mean)

    def _variance(self):
        is_finite = math.greater(self.df, 2.0)
        rest = self.df - 2.0
        divisor = where_v2(is_finite, rest, creation.ones_like(self.df))
        ones = creation.ones(self.batch_shape_tensor(), dtype=self.dtype)
        variance = ones * math.square(self.scale) * self.df / divisor
        twos = creation.fill(self.batch_shape_tensor(), 2.0)
        is_finite = self.df > twos
        infinite = np.array(np.inf, dtype=self.dtype.as_numpy_dtype)
        infinity = creation.fill(self.batch_shape_tensor(), infinite, name='inf')
        return self._where_df_above_one('variance', where_v2(is_finite, variance, infinity))

    def _where_df_above_one(self, what, value):
        if self.allow_nan_stats:
            ones = creation.ones(self.batch_shape_tensor(), dtype=self.dtype)
            is_defined = math.greater(self.df, ones)
            nan = not_a_number(self.batch_shape_tensor(), self.dtype)
            return where_v2(is_defined, value, nan)
        one = creation.ones([], dtype=self.dtype)
        words = f'{what} not defined for components of df <= 1'
        check = checks.assert_less(one, self.df, message=words)
        return control.with_dependencies([check], value)

    def _mode(self):
        return arrays.identity(self.loc)


class StudentTWithAbsDfSoftplusScale(StudentT):
    def __init__(
        self,
        df,
        loc,
        scale,
        validate_args=False,
        allow_nan_stats=True,
        name='StudentTWithAbsDfSoftplusScale',
    ):
        parameters = parameters_of(locals())
        with name_scope(name, values=[df, scale]) as name:
            df = math.floor(math.abs(df))
            scale = softplus_parameter(scale, 'softplus_scale')
            super().__init__(df, loc, scale, validate_args, allow_nan_stats, name)
        self._parameters = parameters
