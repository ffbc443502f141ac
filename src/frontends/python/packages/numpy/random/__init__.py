"""numpy.random: the legacy generator MT19937; seeded streams are NumPy's, bit for bit."""

from ._state import mtrand, RandomState

_rand = mtrand._rand = RandomState._shared()

_METHODS = (
    'beta binomial bytes chisquare choice dirichlet exponential f gamma geometric get_state gumbel '
    'laplace logistic lognormal multinomial multivariate_normal negative_binomial normal pareto '
    'permutation poisson power rand randint randn random random_integers random_sample rayleigh seed '
    'set_state shuffle standard_cauchy standard_exponential standard_gamma standard_normal standard_t '
    'triangular uniform vonmises wald weibull zipf').split()
globals().update((name, getattr(_rand, name)) for name in _METHODS)
sample = ranf = _rand.random_sample

try:
    from _gradient_runtime import plain_module as _plain_module
except ImportError:
    pass  # A plain interpreter, as in numpy.
else:
    _plain_module(__import__('sys').modules[__name__], {RandomState: lambda _: True})

__all__ = _METHODS + ['RandomState', 'ranf', 'sample']


def _reset_for_run():
    """A shared state as nobody has seeded or used it yet."""
    _rand._forget()


def __getattr__(name):
    hint = ': use np.random.RandomState(seed)' if name in ('default_rng', 'Generator') else ''
    raise AttributeError('numpy.random.%s is not evaluated by this engine%s' % (name, hint))
