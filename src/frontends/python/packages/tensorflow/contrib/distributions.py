"""tf.contrib.distributions: those of tf.distributions, and more"""

from .._distributions.base import (
    FULLY_REPARAMETERIZED,
    NOT_REPARAMETERIZED,
    Distribution,
    ReparameterizationType,
)
from .._distributions.bernoulli import Bernoulli
from .._distributions.beta import Beta, BetaWithSoftplusConcentration
from .._distributions.categorical import Categorical
from .._distributions.dirichlet import Dirichlet, DirichletMultinomial
from .._distributions.divergences import RegisterKL, kl_divergence
from .._distributions.gamma import (
    Exponential,
    ExponentialWithSoftplusRate,
    Gamma,
    GammaWithSoftplusConcentrationRate,
)
from .._distributions.independent import Independent
from .._distributions.laplace import Laplace, LaplaceWithSoftplusScale
from .._distributions.multinomial import Multinomial
from .._distributions.normal import Normal, NormalWithSoftplusScale
from .._distributions.one_hot_categorical import OneHotCategorical
from .._distributions.student_t import StudentT, StudentTWithAbsDfSoftplusScale
from .._distributions.uniform import Uniform
from .._missing import getter

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.distributions')
