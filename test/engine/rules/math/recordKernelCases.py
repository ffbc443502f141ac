"""Records what the kernels of TensorFlow 1.15.5 (CPU, one thread) return, for kernelCases.test.ts.

    python recordKernelCases.py > kernelCases.json

Numbers that JSON lacks are the strings NaN, Infinity, -Infinity, -0. Results that TensorFlow flushes
to zero because they are denormal are left out of the inputs.
"""
import json
import math
import numpy as np
import tensorflow as tf
from tensorflow.core.framework import attr_value_pb2

NAN, INF = float('nan'), float('inf')
EDGES = [NAN, INF, -INF, -0.0, 0.0, 0.3, -0.3, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 1.0, -1.0, 1e30, 88.0, 100.0,
         -80.0, 0.999, 1e-8, 20.0, -20.0, 7.0, -3.0]
OPERANDS = [NAN, INF, -INF, -0.0, 0.0, 0.3, -2.5]
UNARY = ('Neg Abs Sign Square Sqrt Rsqrt Reciprocal Inv Exp Expm1 Log Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh '
         'Asinh Acosh Atanh Sigmoid Erf Erfc Floor Ceil Round Rint IsNan IsInf IsFinite').split()
BINARY = ('Add Sub Mul MulNoNan SquaredDifference RealDiv Div DivNoNan FloorDiv FloorMod Mod TruncateMod Pow Maximum '
          'Minimum Atan2 Xdivy Xlogy SigmoidGrad TanhGrad SqrtGrad RsqrtGrad ReciprocalGrad InvGrad Equal NotEqual Less '
          'LessEqual Greater GreaterEqual').split()
TO_BOOL = 'IsNan IsInf IsFinite Equal NotEqual Less LessEqual Greater GreaterEqual'.split()
rng = np.random.RandomState(0)
cases = []


def number(x, single=None):
    x = float(x)
    if x != x:
        return 'NaN'
    if math.isinf(x):
        return 'Infinity' if x > 0 else '-Infinity'
    if x == 0 and math.copysign(1, x) < 0:
        return '-0'
    if x == int(x) and abs(x) < 1e15:
        return int(x)
    # Of a float32 the shortest text that rounds to it.
    return float(repr(single)) if single is not None else x


def tensor(a):
    a = np.asarray(a)
    return {'dtype': a.dtype.name, 'dims': list(a.shape),
            'data': [number(v, v if a.dtype == np.float32 else None) for v in a.ravel()]}


def run(op, arrays, out_type, tf_attributes, attributes):
    graph = tf.Graph()
    with graph.as_default():
        inputs = [tf.placeholder(a.dtype, [None] * a.ndim) for a in arrays]
        node = graph.create_op(op, inputs if op != 'AddN' else inputs, [out_type],
                               attrs={k: attr_value_pb2.AttrValue(**v) for k, v in tf_attributes.items()})
        with tf.Session(config=tf.ConfigProto(intra_op_parallelism_threads=1)) as session:
            result = session.run(node.outputs[0], dict(zip(inputs, arrays)))
    cases.append({'op': op, 'attributes': attributes, 'inputs': [tensor(a) for a in arrays], 'output': tensor(result)})


def elementwise(op, arrays):
    dtype = tf.as_dtype(arrays[0].dtype)
    run(op, arrays, tf.bool if op in TO_BOOL else dtype, {'T': {'type': dtype.as_datatype_enum}}, {})


for dtype in ('float32', 'float64'):
    x = np.concatenate([EDGES, rng.randn(10) * 3, rng.rand(8) * 2 - 1]).astype(dtype)
    for op in UNARY:
        elementwise(op, [x])
    pairs = [(p, q) for p in OPERANDS for q in OPERANDS]
    a = np.array([p for p, _ in pairs] + list(rng.randn(10)), dtype)
    b = np.array([q for _, q in pairs] + list(rng.randn(10)), dtype)
    for op in BINARY:
        elementwise(op, [a, b])
for dtype in ('int32', 'int64'):
    limit = 2 ** 31 - 1 if dtype == 'int32' else 2 ** 25
    values = [0, 1, -1, 3, -7, limit, -limit]
    a = np.array([p for p in values for _ in values], dtype)
    b = np.array([q for _ in values for q in values], dtype)
    for op in 'Neg Abs Sign Square Round'.split():
        elementwise(op, [np.array(values, dtype)])
    for op in 'Add Sub Mul SquaredDifference Maximum Minimum Equal Less GreaterEqual'.split():
        elementwise(op, [a, b])
    for op in 'Div FloorDiv TruncateDiv FloorMod Mod TruncateMod'.split():
        keep = (b != 0) & (abs(a) < limit) & (abs(b) < limit)
        elementwise(op, [a[keep], b[keep]])
    keep = (b >= 0) & (b < 4) & (abs(a) < 1e4)
    elementwise('Pow', [a[keep], b[keep]])

AXES = {'Tidx': {'type': tf.int32.as_datatype_enum}}
for dtype in ('float32', 'float64'):
    kind = tf.as_dtype(dtype)
    shapes = [((), []), ((7,), [0]), ((29,), [0]), ((3, 5), [0]), ((3, 5), [1]), ((4, 18), [1]), ((18, 4), [0]),
              ((3, 4, 5), [1]), ((3, 4, 5), [0, 2]), ((3, 4, 5), [-1, 0]), ((2, 3, 2, 5), [1, 3]), ((3, 5), []), ((2, 0), [1])]
    for shape, axes in shapes:
        x = rng.randn(*shape).astype(dtype) if shape else np.array(1.5, dtype)
        for op in ('Sum', 'Mean', 'Prod', 'Max', 'Min'):
            for keep in (False, True) if shape == (3, 5) else (False,):
                run(op, [x, np.array(axes, np.int32)], kind,
                    dict(AXES, T={'type': kind.as_datatype_enum}, keep_dims={'b': keep}), {'keepDims': keep})
    for values in ([NAN, 1, 2], [2, NAN, 1], [NAN, NAN], [1, 1], [-INF, -INF], [-0.0, 0.0], [3, 5, 5, NAN, 1, 2, 5, 4, 9, 9]):
        x = np.array(values, dtype)
        for op in ('Sum', 'Max', 'Min'):
            run(op, [x, np.array([0], np.int32)], kind,
                dict(AXES, T={'type': kind.as_datatype_enum}, keep_dims={'b': False}), {'keepDims': False})
        for op in ('ArgMax', 'ArgMin'):
            run(op, [x, np.array(0, np.int32)], tf.int64,
                dict(AXES, T={'type': kind.as_datatype_enum}, output_type={'type': tf.int64.as_datatype_enum}),
                {'outputType': 'int64'})
    x = rng.randn(3, 4).astype(dtype)
    for op in ('Cumsum', 'Cumprod'):
        for exclusive in (False, True):
            for reverse in (False, True):
                for axis in (0, -1):
                    run(op, [x, np.array(axis, np.int32)], kind,
                        dict(AXES, T={'type': kind.as_datatype_enum}, exclusive={'b': exclusive}, reverse={'b': reverse}),
                        {'exclusive': exclusive, 'reverse': reverse})
    for m, k, n in [(1, 1, 1), (2, 3, 4), (3, 9, 1), (1, 9, 3), (4, 17, 3), (2, 0, 3)]:
        for a_flipped in (False, True):
            for b_flipped in (False, True):
                a = rng.randn(*((k, m) if a_flipped else (m, k))).astype(dtype)
                b = rng.randn(*((n, k) if b_flipped else (k, n))).astype(dtype)
                run('MatMul', [a, b], kind,
                    {'T': {'type': kind.as_datatype_enum}, 'transpose_a': {'b': a_flipped}, 'transpose_b': {'b': b_flipped}},
                    {'transposeA': a_flipped, 'transposeB': b_flipped})
    for start, stop, count in ((0, 1, 7), (0.1, 0.7, 4), (-3.3, 2.2, 5), (2, 9, 1)):
        run('LinSpace', [np.array(start, dtype), np.array(stop, dtype), np.array(count, np.int32)], kind,
            {'T': {'type': kind.as_datatype_enum}, 'Tidx': {'type': tf.int32.as_datatype_enum}}, {})
    for start, limit, delta in ((0, 1, 0.1), (0.5, 3, 1), (2, -1, -0.7), (1, 1, 1)):
        run('Range', [np.array(v, dtype) for v in (start, limit, delta)], kind, {'Tidx': {'type': kind.as_datatype_enum}}, {})
for values in ([1, 2, -4, -6], [2 ** 31 - 1, 2 ** 31 - 1], [-7, 2]):
    x = np.array(values, np.int32)
    for op in ('Sum', 'Mean', 'Prod', 'Max', 'Min'):
        run(op, [x, np.array([0], np.int32)], tf.int32, dict(AXES, T={'type': 3}, keep_dims={'b': False}), {'keepDims': False})
for source in ([NAN, INF, -INF, 3e9, -3e9, 1.9, -1.9, 300.0, -1.0, 0.0, -0.0, 0.5],):
    for kind in (np.float32, np.float64):
        x = np.array(source, kind)
        for target in (tf.int32, tf.uint8, tf.bool, tf.float32, tf.float64):
            run('Cast', [x], target, {'SrcT': {'type': tf.as_dtype(kind).as_datatype_enum}, 'DstT': {'type': target.as_datatype_enum}},
                {'dstT': target.name})
x = np.array([0, 1, -1, 255, 256, 300, 16777217, -2 ** 31], np.int32)
for target in (tf.uint8, tf.bool, tf.float32, tf.float64, tf.int64):
    run('Cast', [x], target, {'SrcT': {'type': 3}, 'DstT': {'type': target.as_datatype_enum}}, {'dstT': target.name})
for pair in (([2, 3], [3]), ([1, 3], [1, 3]), ([1, 3], [3]), ([2, 1, 3], [1]), ([], [2]), ([2, 1], [1, 3]), ([0, 1], [1])):
    graph = tf.Graph()
    with graph.as_default():
        vectors = [np.array(p, np.int32) for p in pair]
        node = graph.create_op('BroadcastGradientArgs', [tf.constant(v) for v in vectors], [tf.int32, tf.int32])
        with tf.Session() as session:
            results = session.run(node.outputs)
    cases.append({'op': 'BroadcastGradientArgs', 'attributes': {}, 'inputs': [tensor(v) for v in vectors],
                  'output': tensor(results[0]), 'second': tensor(results[1])})
print('[\n' + ',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases) + '\n]')
