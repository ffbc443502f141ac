"""tf.contrib.opt: optimizers beside those of tf.train."""

from .._missing import getter
from .._training.adam_variants import AdaMaxOptimizer, LazyAdamOptimizer, NadamOptimizer
from .._training.sign_optimizers import AddSignOptimizer, PowerSignOptimizer
from .._training.variable_clipping import VariableClippingOptimizer
from .._training.weight_decay import (
    AdamWOptimizer,
    DecoupledWeightDecayExtension,
    MomentumWOptimizer,
    extend_with_decoupled_weight_decay,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.opt')
