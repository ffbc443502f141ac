"""tf.dtypes"""

from ._dtypes import (
    DType,
    as_dtype,
    bfloat16,
    complex64,
    complex128,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
)
from ._dtypes import bool_ as bool
from ._missing import getter
from ._ops.math import cast, saturate_cast

__getattr__ = getter('tf.dtypes')
