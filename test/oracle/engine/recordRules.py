"""Records what array and neural ops of TensorFlow 1.15 give, with constant inputs (shapes inferred when
the graph is built) and with fed inputs of unknown shape; values or error texts.
Usage: python recordRules.py > rules.json (with TensorFlow 1.15.5)."""
import json
import sys

import numpy as np
import tensorflow as tf

tf.compat.v1.logging.set_verbosity('ERROR')
V23 = [[1., 2, 3], [4, 5, 6]]
WILD = [np.nan, np.inf, -np.inf, 0., -0., -1, 1, 3, 7, -20, 20, .5, -1e-30]
cases = []


def plain(array):
    def one(x):
        if array.dtype == np.float32:
            x = float(np.format_float_positional(x)) if np.isfinite(x) else float(x)
        if not isinstance(x, float):
            return int(x)
        return x if np.isfinite(x) and (x != 0 or np.copysign(1, x) > 0) else repr(x).replace('-0.0', '-0')
    return [one(x) for x in array.ravel().tolist()] if array.dtype != np.float32 else [one(x) for x in array.ravel()]


def array_of(x):
    x = np.asanyarray(x)
    return x.astype(np.float32) if x.dtype == np.float64 and not isinstance(x, F64) else \
        np.asarray(x.astype(np.int32) if x.dtype == np.int64 and not isinstance(x, I64) else x)


class F64(np.ndarray):
    """Marks an array that is meant to be float64."""


class I64(np.ndarray):
    """Marks an array that is meant to be int64."""


def f64(x):
    return np.asarray(x, np.float64).view(F64)


def i64(x):
    return np.asarray(x, np.int64).view(I64)


def recorded(value):
    return [value.dtype.name, list(value.shape), plain(value)]


def message(error):
    kind = type(error).__name__
    text = str(error).split('\n\t [[')[0].split('\n\nOriginal')[0]
    return [kind, text]


def run(op, attrs, inputs, make_input):
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        feeds = {}
        def wrap(x):
            if isinstance(x, list):
                return [wrap(y) for y in x]
            return make_input(x, feeds)
        try:
            made = getattr(tf.raw_ops, op)(**{k: wrap(v) for k, v in inputs.items()}, **attrs, name='case')
            outputs = list(made) if isinstance(made, (list, tuple)) else [made]
            return {'outputs': [recorded(np.asarray(v)) for v in session.run(outputs, feeds)]}
        except Exception as error:  # every kind of failure is a result here
            return {'error': message(error)}


def placeholder(x, feeds):
    tensor = tf.compat.v1.placeholder(x.dtype)
    feeds[tensor] = x
    return tensor


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def case(op, attrs=None, ours=None, **inputs):
    attrs = attrs or {}
    inputs = {k: [array_of(y) for y in v.items] if isinstance(v, Several) else array_of(v)
              for k, v in inputs.items()}
    flat = [y for v in inputs.values() for y in (v if isinstance(v, list) else [v])]
    cases.append({
        'op': op, 'attributes': ours if ours is not None else {camel(k): v for k, v in attrs.items()},
        'inputs': [recorded(x) for x in flat],
        'static': run(op, attrs, inputs, lambda x, feeds: tf.constant(x)),
        'dynamic': run(op, attrs, inputs, placeholder),
    })


class Several:
    """A list argument: one tensor per item."""
    def __init__(self, *items):
        self.items = items


def masks(begin=0, end=0, ellipsis=0, new_axis=0, shrink_axis=0):
    return {'begin_mask': begin, 'end_mask': end, 'ellipsis_mask': ellipsis,
            'new_axis_mask': new_axis, 'shrink_axis_mask': shrink_axis}


for shape in ([4], [6], [3, -1], [-1, 4], [-1, -1], [-2, 3], [[2, 3]], [1, 2, 3, 1], []):
    case('Reshape', tensor=V23, shape=np.asarray(shape, np.int32))
case('Reshape', tensor=np.zeros([0, 3]), shape=[3, -1])
case('Reshape', tensor=np.zeros([0, 3]), shape=[0, -1])
case('Reshape', tensor=5., shape=[1, 1])
for dim in (0, 1, 2, -1, -3, 3, -4):
    case('ExpandDims', input=V23, axis=dim)
for dims in ([], [0], [-1], [0, 2], [1], [5]):
    case('Squeeze', {'axis': dims}, {'squeezeDims': dims}, input=np.zeros([1, 3, 1]))
cube = np.arange(24.).reshape(2, 3, 4)
for perm in ([0, 1, 2], [2, 1, 0], [1, 2, 0], [-1, 0, 1], [0, 0, 1], [0, 1], [0, 1, 3]):
    case('Transpose', x=cube, perm=perm)
case('Transpose', x=np.zeros([0, 2]), perm=[1, 0])
case('Transpose', x=3., perm=np.zeros([0], np.int32))
for x in ([2, 0, 1], [0, 3], [0, 0], [[0]]):
    case('InvertPermutation', x=x)
for axis in (0, 1, -1, 2, -3):
    case('ConcatV2', values=Several(V23, V23), axis=axis)
    case('ConcatV2', values=Several(V23, [[1., 2]]), axis=axis)
case('ConcatV2', values=Several(V23, np.zeros([0, 3]), V23), axis=0)
case('ConcatV2', values=Several(V23, [1., 2]), axis=0)
case('ConcatV2', values=Several(1., 2.), axis=0)
case('ConcatOffset', concat_dim=1, shape=Several([2, 3], [2, 0], [2, 5]))
for axis in (0, 1, -1, -3, 3, 2):
    case('Pack', {'axis': axis}, values=Several([[1., 2]], [[3., 4]], [[5., 6]]))
case('Pack', {'axis': 0}, values=Several([1., 2], [1., 2, 3]))
case('Pack', {'axis': 0}, values=Several(1, 2))
for axis, num in ((0, 2), (1, 3), (-1, 3), (0, 3), (2, 3)):
    case('Unpack', {'axis': axis, 'num': num}, value=V23)
for axis, num in ((0, 2), (1, 3), (-1, 1), (1, 2), (2, 2)):
    case('Split', {'num_split': num}, axis=axis, value=V23)
for sizes, axis in (([1, 2], 1), ([-1, 1], -1), ([1, 1], 1), ([-1, 4], 1), ([-1, -1], 1), ([0, 2], 0)):
    case('SplitV', {'num_split': 2}, value=V23, size_splits=sizes, axis=axis)
for begin, size in (([0, 1], [2, 2]), ([1, 0], [-1, 0]), ([2, 0], [-1, -1]), ([0, 0], [3, 1]),
                    ([0, -1], [1, 1]), ([3, 0], [-1, 1]), ([0], [1])):
    case('Slice', input=V23, begin=begin, size=size)
for begin, end, strides, mask in (
        ([0, 1], [2, 3], [1, 1], {}), ([0], [1], [1], {}), ([0], [1], [1], {'shrink_axis': 1}),
        ([-1, -2], [0, 0], [-1, -1], {'end': 3}), ([5, 5], [-5, -5], [-1, -2], {}),
        ([0, 0], [0, 0], [1, 1], {'begin': 3, 'end': 3}), ([2], [3], [1], {'shrink_axis': 1}),
        ([0, -4], [1, -3], [1, 1], {'shrink_axis': 3}), ([0, 0, 0], [1, 1, 1], [1, 1, 1], {}),
        ([0], [0], [0], {'begin': 1, 'end': 1}), ([0], [1], [-1], {'shrink_axis': 1}),
        ([0, 0, 1], [0, 0, 2], [1, 1, 1], {'ellipsis': 1, 'new_axis': 2, 'shrink_axis': 4}),
        ([0, 1, 0], [0, 3, 0], [1, 2, 1], {'begin': 1, 'end': 1, 'new_axis': 4}),
        ([1, 0], [1, 2], [1, 1], {}), ([0, 1], [0, 1], [1, 1], {'ellipsis': 3})):
    attrs = masks(**mask)
    case('StridedSlice', attrs, input=V23, begin=begin, end=end, strides=strides)
    if len(begin) < 3 and 0 not in strides:
        with tf.Graph().as_default(), tf.compat.v1.Session() as session:
            try:
                part = session.run(tf.raw_ops.StridedSlice(
                    input=tf.constant(V23), begin=begin, end=end, strides=strides, **attrs))
            except Exception:
                continue
        case('StridedSliceGrad', attrs, shape=[2, 3], begin=begin, end=end, strides=strides, dy=part * 10)
for paddings in ([[0, 0], [0, 0]], [[1, 0], [2, 1]], [[1, -1], [0, 0]], [[1, 1]], [[0, 1], [1, 0]]):
    case('Pad', input=V23, paddings=paddings)
    case('PadV2', input=V23, paddings=paddings, constant_values=9.)
    for mode in ('REFLECT', 'SYMMETRIC'):
        case('MirrorPad', {'mode': mode}, input=V23, paddings=paddings)
for mode in ('REFLECT', 'SYMMETRIC'):
    case('MirrorPad', {'mode': mode}, input=V23, paddings=[[1, 1], [2, 2]])
    case('MirrorPad', {'mode': mode}, input=V23, paddings=[[2, 2], [0, 0]])
    case('MirrorPad', {'mode': mode}, input=V23, paddings=[[3, 0], [0, 0]])
    case('MirrorPadGrad', {'mode': mode}, input=np.arange(20.).reshape(4, 5), paddings=[[1, 1], [1, 1]])
for multiples in ([1, 1], [2, 3], [0, 1], [2], [-2, 1]):
    case('Tile', input=V23, multiples=multiples)
case('Tile', input=cube, multiples=[1, 2, 2])
for shape in ([2, 3], [2, 2, 3], [2, 4], [3]):
    case('BroadcastTo', input=V23, shape=shape)
case('BroadcastTo', input=[[1.], [2]], shape=[3, 2, 2])
case('BroadcastTo', input=7., shape=[2])
for axis in ([0], [1], [-1, 0], [2], [0, 0], np.zeros([0], np.int32)):
    case('ReverseV2', tensor=V23, axis=axis)
for indices, axis in (([0, 1, 0], 0), ([], 0), (1, 0), ([[2, 0]], 1), ([2, 0], -1), ([0, 2], 0),
                      ([[0, 3]], 1), ([-1], 0), ([0], 2)):
    indices = np.asarray(indices, np.int32)
    case('GatherV2', params=V23, indices=indices, axis=axis)
    if axis == 0:
        case('Gather', params=V23, indices=indices)
case('GatherV2', params=1., indices=[0], axis=0)
for indices in ([[0, 1], [1, 2]], [[1]], [1], [[0, 3]], [[0, 1, 0]], np.zeros([2, 0], np.int32)):
    case('GatherNd', params=V23, indices=indices)
for indices, updates, shape in (([[0], [2], [0]], [1., 2, 4], [4]), ([[1]], [[1., 2]], [2, 2]),
                                ([[0, 1]], [5.], [2, 2]), ([[4]], [1.], [4]),
                                ([[0], [1]], [1., 2, 3], [4]), ([[0]], [[1., 2]], [2, 3])):
    case('ScatterNd', indices=indices, updates=updates, shape=shape)
for axis, depth in ((-1, 3), (0, 3), (1, 2), (4, 1), (-1, -1), (-1, 0)):
    case('OneHot', {'axis': axis}, indices=[0, 2, -1, 7], depth=depth, on_value=5., off_value=-1.)
case('OneHot', {'axis': 1}, indices=[[0, 1], [1, 0]], depth=2, on_value=1, off_value=0)
for dims in ([2, 3], [], [0], [-1], 3):
    case('Fill', dims=np.asarray(dims, np.int32), value=2.5)
case('Fill', dims=[2], value=[1.])
case('ZerosLike', x=V23)
case('OnesLike', x=V23)
for x in ([1., 2, 1, 3, 2], [5, 5, 5], V23):
    case('Unique', {'out_idx': tf.int32}, {'outIdx': 'int32'}, x=x)
for ids, count in (([1, 0], 2), ([0, 0], 3), ([0, -1], 2), ([0, 4], 2), ([0, 1, 1], 2), ([0, 1], -1)):
    case('UnsortedSegmentSum', data=V23, segment_ids=ids, num_segments=count)
case('UnsortedSegmentSum', data=V23, segment_ids=[[0, 1, 0], [2, 2, 0]], num_segments=3)
for ids in ([0, 1], [0, 0], [0, 2], [1, 0], [-1, 0], [0, 0, 1]):
    case('SegmentSum', data=V23, segment_ids=ids)
case('MatrixDiag', diagonal=V23)
case('MatrixDiag', diagonal=1.)
case('MatrixDiagPart', input=cube)
case('MatrixDiagPart', input=[1.])
case('Diag', diagonal=V23)
case('DiagPart', input=np.arange(16.).reshape(2, 2, 2, 2))
case('DiagPart', input=V23)
case('DynamicStitch', indices=Several([0, 1], [3, 0]), data=Several([1., 2], [7., 8]))
case('DynamicStitch', indices=Several(2, [[0, 1]]), data=Several([1., 2], [[[3., 4], [5, 6]]]))
case('DynamicStitch', indices=Several([0, 1], [3]), data=Several([1., 2, 3], [7.]))
case('DynamicStitch', indices=Several([0, -1], [3]), data=Several([1., 2], [7.]))
for x in ([1., 2], [1., np.nan], [np.inf], [np.nan, -np.inf]):
    case('CheckNumerics', {'message': 'here'}, tensor=x)

gradient = [1., -2, np.inf, 3, -0., .5, -.25, 4, 1, 2, 3, np.nan, 1]
for op in ('Relu', 'Relu6', 'Elu', 'Selu', 'Softplus', 'Softsign'):
    case(op, features=WILD)
    case(op, features=f64(WILD))
case('LeakyRelu', {'alpha': .2}, features=WILD)
case('LeakyReluGrad', {'alpha': .2}, gradients=gradient, features=WILD)
for op in ('ReluGrad', 'Relu6Grad', 'SoftplusGrad', 'SoftsignGrad'):
    case(op, gradients=gradient, features=WILD)
for op in ('EluGrad', 'SeluGrad'):
    case(op, gradients=gradient, outputs=[-.5, 2, -.9, 0, -0., 3, -1, 1, .5, -.25, 2, 1, 0])
logits = np.random.RandomState(1).randn(3, 11) * 3
for op in ('Softmax', 'LogSoftmax'):
    for x in (V23, logits, f64(logits), [[1000., 0], [np.inf, 0], [-np.inf, 0]], np.zeros([0, 2]), 1.):
        case(op, logits=x)
labels = np.abs(np.random.RandomState(2).randn(3, 11))
for x, y in ((logits, labels), (f64(logits), f64(labels)), (V23, [[0., 0, 1]]), ([[1., 2, 3]], V23),
             (V23, [[1., 2]]), ([1., 2], [1., 2]), ([[1000., 0]], [[0., 1]])):
    case('SoftmaxCrossEntropyWithLogits', features=x, labels=y)
for x, y in ((logits, [0, 10, 5]), (f64(logits), [0, 10, 5]), (V23, [0, 3]), (V23, [0, -1]),
             (V23, [0, 1, 1]), ([1., 2], [0]), ([[1000., 0]], [1])):
    case('SparseSoftmaxCrossEntropyWithLogits', features=x, labels=y)
for n in (0, 1, 7, 8, 9, 12, 35, 1000, 8193, 9001):
    if n < 100:
        case('L2Loss', t=np.random.RandomState(n).randn(n))
        case('L2Loss', t=f64(np.random.RandomState(n).randn(n)))
for bias in ([1., 2, 3], [1., 2], [[1., 2]]):
    case('BiasAdd', {'data_format': 'NHWC'}, value=V23, bias=bias)
case('BiasAdd', {'data_format': 'NCHW'}, value=np.arange(16.).reshape(1, 2, 2, 4), bias=[10., 20])
case('BiasAdd', {'data_format': 'NHWC'}, value=[1., 2], bias=[1., 2])
case('BiasAddGrad', {'data_format': 'NHWC'}, out_backprop=V23)
case('BiasAddGrad', {'data_format': 'NCHW'}, out_backprop=np.arange(16.).reshape(1, 2, 2, 4))
for k in (0, 1, 2, 3, 4, -1):
    case('TopKV2', {'sorted': True}, input=[[1., 3, 3], [5, 4, 6]], k=k)
case('InTopK', {'k': 2}, predictions=[[1., 2, 2, 0], [1, np.nan, 3, 3], [1, 2, 3, 4], [1, 2, 3, 4]],
     targets=[1, 0, 9, 1])
case('InTopK', {'k': 2}, predictions=V23, targets=[1, 0, 0])

json.dump(cases, sys.stdout, separators=(',', ':'))
