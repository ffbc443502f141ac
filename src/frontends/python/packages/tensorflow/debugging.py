"""tf.debugging"""

from ._missing import getter
from ._ops.arrays import check_numerics
from ._ops.checks import (
    assert_equal,
    assert_greater,
    assert_greater_equal,
    assert_less,
    assert_less_equal,
    assert_non_negative,
    assert_none_equal,
    assert_positive,
    assert_rank,
)
from ._ops.checks import verify_tensor_all_finite as assert_all_finite
from ._ops.control import Assert
from ._ops.math import is_finite, is_inf, is_nan

__getattr__ = getter('tf.debugging')
