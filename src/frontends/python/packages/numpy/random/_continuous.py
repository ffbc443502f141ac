"""The continuous distributions as methods: parameters checked with NumPy's messages."""

from .._discovery import asarray
from .._dtypes import FLOAT64
from .._products import dot
from .._shaping import broadcast_to
from .. import _ufunc_table as uf


def _require(name, value, rule):
    a = asarray(value, FLOAT64)
    bad = {'non-negative': (a < 0) | uf.signbit(a) & (a == 0), 'positive': ~(a > 0)}[rule]
    if asarray(bad).any():
        raise ValueError('%s %s' % (name, '< 0' if rule == 'non-negative' else '<= 0'))


class Continuous:
    """Distributions over the real numbers."""

    def random_sample(self, size=None):
        """Uniform on [0, 1)."""
        return self._fill('random_sample', size)

    random = random_sample

    def rand(self, *args):
        return self._fill('random_sample', args or None)

    def randn(self, *args):
        return self._fill('standard_normal', args or None)

    def standard_normal(self, size=None):
        return self._fill('standard_normal', size)

    def normal(self, loc=0.0, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('normal', size, (loc, scale))

    def uniform(self, low=0.0, high=1.0, size=None):
        span = asarray(uf.subtract(asarray(high, FLOAT64), asarray(low, FLOAT64)))
        if not uf.isfinite(span).all():
            raise OverflowError('Range exceeds valid bounds')
        return self._fill('uniform', size, (low, span))

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        _require('sigma', sigma, 'non-negative')
        return self._fill('lognormal', size, (mean, sigma))

    def standard_exponential(self, size=None):
        return self._fill('standard_exponential', size)

    def exponential(self, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('exponential', size, (scale,))

    def standard_gamma(self, shape, size=None):
        _require('shape', shape, 'non-negative')
        return self._fill('standard_gamma', size, (shape,))

    def gamma(self, shape, scale=1.0, size=None):
        _require('shape', shape, 'non-negative')
        _require('scale', scale, 'non-negative')
        return self._fill('gamma', size, (shape, scale))

    def beta(self, a, b, size=None):
        _require('a', a, 'positive')
        _require('b', b, 'positive')
        return self._fill('beta', size, (a, b))

    def chisquare(self, df, size=None):
        _require('df', df, 'positive')
        return self._fill('chisquare', size, (df,))

    def f(self, dfnum, dfden, size=None):
        _require('dfnum', dfnum, 'positive')
        _require('dfden', dfden, 'positive')
        return self._fill('f', size, (dfnum, dfden))

    def standard_t(self, df, size=None):
        _require('df', df, 'positive')
        return self._fill('standard_t', size, (df,))

    def standard_cauchy(self, size=None):
        return self._fill('standard_cauchy', size)

    def pareto(self, a, size=None):
        _require('a', a, 'positive')
        return self._fill('pareto', size, (a,))

    def weibull(self, a, size=None):
        _require('a', a, 'non-negative')
        return self._fill('weibull', size, (a,))

    def power(self, a, size=None):
        _require('a', a, 'positive')
        return self._fill('power', size, (a,))

    def rayleigh(self, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('rayleigh', size, (scale,))

    def laplace(self, loc=0.0, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('laplace', size, (loc, scale))

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('gumbel', size, (loc, scale))

    def logistic(self, loc=0.0, scale=1.0, size=None):
        _require('scale', scale, 'non-negative')
        return self._fill('logistic', size, (loc, scale))

    def vonmises(self, mu, kappa, size=None):
        _require('kappa', kappa, 'non-negative')
        return self._fill('vonmises', size, (mu, kappa))

    def triangular(self, left, mode, right, size=None):
        left, mode, right = (asarray(p, FLOAT64) for p in (left, mode, right))
        if asarray(left > mode).any():
            raise ValueError('left > mode')
        if asarray(mode > right).any():
            raise ValueError('mode > right')
        if asarray(left == right).any():
            raise ValueError('left == right')
        return self._fill('triangular', size, (left, mode, right))

    def wald(self, mean, scale, size=None):
        _require('mean', mean, 'positive')
        _require('scale', scale, 'positive')
        return self._fill('wald', size, (mean, scale))

    def multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8):
        """Normal vectors with a mean and a covariance matrix, by its singular values."""
        from ..linalg import svd
        from .._errors import warn
        from .._logic import allclose
        mean, cov = asarray(mean), asarray(cov)
        if mean.ndim != 1:
            raise ValueError('mean must be 1 dimensional')
        if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
            raise ValueError('cov must be 2 dimensional and square')
        if mean.shape[0] != cov.shape[0]:
            raise ValueError('mean and cov must have same length')
        n = mean.shape[0]
        shape = () if size is None else tuple(size) if hasattr(size, '__len__') else (size,)
        x = asarray(self.standard_normal(shape + (n,))).reshape(-1, n)
        cov = cov.astype(FLOAT64)
        u, s, v = svd(cov)
        if check_valid != 'ignore' and not allclose(dot(v.T * s, v), cov, rtol=tol, atol=tol):
            if check_valid == 'raise':
                raise ValueError('covariance is not symmetric positive-semidefinite.')
            warn('covariance is not symmetric positive-semidefinite.')
        x = dot(x, uf.sqrt(s).reshape(-1, 1) * v) + mean
        return x.reshape(shape + (n,))

    def dirichlet(self, alpha, size=None):
        """Vectors that sum to one."""
        from .._array import new
        alpha = asarray(alpha, FLOAT64)
        if (alpha <= 0).any():
            raise ValueError('alpha <= 0')
        k = alpha.size
        shape = () if size is None else tuple(size) if hasattr(size, '__len__') else (size,)
        count = 1
        for length in shape:
            count *= length
        draws = asarray(self.standard_gamma(broadcast_to(alpha, (count, k))))
        made = new((count, k), FLOAT64)
        for row in range(count):
            total = 0.0
            for value in draws[row].tolist():
                total += value
            made[row] = draws[row] * (1 / total)
        return made.reshape(shape + (k,))
