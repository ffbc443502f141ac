"""tf.dtypes"""

from ._dtypes import (
    QUANTIZED_DTYPES,
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
    qint8,
    qint16,
    qint32,
    quint8,
    quint16,
    resource,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
    variant,
)
from ._dtypes import bool_ as bool
from ._dtypes import float16 as half
from ._dtypes import float64 as double
from ._missing import getter
from ._ops.math import cast, saturate_cast

__getattr__ = getter('tf.dtypes')
