"""What the ops on bits and on sets take, in the notation of `_signatures`.

Written by test/oracle/graphs/recordSignatures.py from the op definitions of TensorFlow 1.15.5.
"""

BIT_ALLOWED = {
    200: 'int8 int16 int32 int64 uint8 uint16 uint32 uint64',
    201: 'bfloat16 float16 float32 float64 int64 int32 uint8 uint16 uint32 uint64 int8 int16 '
    'complex64 complex128 qint8 quint8 qint16 quint16 qint32',
    202: 'int32 int64',
    203: 'int8 int16 int32 int64 uint8 uint16 string',
}

BIT_SIGNATURES = {
    'BitwiseAnd': 'x:T y:T|T:200',
    'BitwiseOr': 'x:T y:T|T:200',
    'BitwiseXor': 'x:T y:T|T:200',
    'LeftShift': 'x:T y:T|T:200',
    'RightShift': 'x:T y:T|T:200',
    'Invert': 'x:T|T:200',
    'Bitcast': 'input:T|T:201',
    'InTopKV2': 'predictions:=float32 targets:T k:T|T=int32:202',
    'SetSize': 'set_indices:=int64 set_values:T set_shape:=int64|T:203',
    'DenseToSparseSetOperation': 'set1:T set2_indices:=int64 set2_values:T set2_shape:=int64|T:203',
    'SparseToSparseSetOperation': 'set1_indices:=int64 set1_values:T set1_shape:=int64 '
    'set2_indices:=int64 set2_values:T set2_shape:=int64|T:203',
}
