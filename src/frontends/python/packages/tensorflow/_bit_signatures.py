"""What the ops on bits take, in the notation of `_signatures`.

Written by test/oracle/graphs/recordSignatures.py from the op definitions of TensorFlow 1.15.5.
"""

BIT_ALLOWED = {
    200: 'int8 int16 int32 int64 uint8 uint16 uint32 uint64',
    201: 'bfloat16 float16 float32 float64 int64 int32 uint8 uint16 uint32 uint64 int8 int16 '
    'complex64 complex128 qint8 quint8 qint16 quint16 qint32',
}

BIT_SIGNATURES = {
    'BitwiseAnd': 'x:T y:T|T:200',
    'BitwiseOr': 'x:T y:T|T:200',
    'BitwiseXor': 'x:T y:T|T:200',
    'LeftShift': 'x:T y:T|T:200',
    'RightShift': 'x:T y:T|T:200',
    'Invert': 'x:T|T:200',
    'Bitcast': 'input:T|T:201',
}
