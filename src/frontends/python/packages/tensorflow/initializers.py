"""tf.initializers"""

from . import _collections, _initializers
from ._initializers import he_normal, he_uniform, lecun_normal, lecun_uniform
from ._missing import getter

constant = _initializers.Constant
glorot_normal = _initializers.GlorotNormal
glorot_uniform = _initializers.GlorotUniform
identity = _initializers.Identity
ones = _initializers.Ones
random_normal = _initializers.RandomNormal
random_uniform = _initializers.RandomUniform
truncated_normal = _initializers.TruncatedNormal
uniform_unit_scaling = _initializers.UniformUnitScaling
variance_scaling = _initializers.VarianceScaling
zeros = _initializers.Zeros
global_variables = _collections.global_variables_initializer
local_variables = _collections.local_variables_initializer
tables_initializer = _collections.tables_initializer
variables = _collections.variables_initializer

__getattr__ = getter('tf.initializers')
