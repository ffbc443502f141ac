"""tf.debugging"""

from ._missing import getter
from ._ops.arrays import check_numerics
from ._ops.checks import *  # noqa: F403
from ._ops.static_checks import assert_shapes
from ._ops.checks import verify_tensor_all_finite as assert_all_finite
from ._ops.control import Assert
from ._ops.math import is_finite, is_inf, is_nan

__getattr__ = getter('tf.debugging')
