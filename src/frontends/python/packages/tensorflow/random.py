"""tf.random"""

from ._missing import getter
from ._ops.candidates import (
    all_candidate_sampler,
    fixed_unigram_candidate_sampler,
    learned_unigram_candidate_sampler,
    log_uniform_candidate_sampler,
    uniform_candidate_sampler,
)
from ._ops.random import categorical, multinomial
from ._ops.random import random_gamma as gamma
from ._ops.random import random_normal as normal
from ._ops.random import random_poisson as poisson
from ._ops.random import random_shuffle as shuffle
from ._ops.random import random_uniform as uniform
from ._ops.random import truncated_normal
from ._ops.stateless import stateless_categorical, stateless_multinomial, stateless_truncated_normal
from ._ops.stateless import stateless_random_normal as stateless_normal
from ._ops.stateless import stateless_random_uniform as stateless_uniform
from ._seed import get_seed, set_random_seed

__getattr__ = getter('tf.random')
