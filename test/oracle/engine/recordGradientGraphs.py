"""Records the nodes that tf.gradients of TensorFlow 1.15 adds, op by op: name, type, inputs.
Usage: python recordGradientGraphs.py > gradientGraphs.json (with TensorFlow 1.15.5)."""
import json
import sys

import numpy as np
import tensorflow as tf

tf.compat.v1.logging.set_verbosity('ERROR')
cases = []


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def case(op, attrs=None, ours=None, shapes=((2, 3),), **inputs):
    """`shapes`: of the float placeholders that stand for the inputs given as None."""
    attrs = attrs or {}
    with tf.Graph().as_default() as graph:
        left = list(shapes)
        order, xs = [], []

        def make(value):
            if value is None:
                xs.append(tf.compat.v1.placeholder(tf.float32, left.pop(0), name='x'))
                order.append('x')
                return xs[-1]
            value = np.asarray(value)
            if value.dtype == np.float64:
                value = value.astype(np.float32)
            if value.dtype == np.int64:
                value = value.astype(np.int32)
            order.append([value.dtype.name, list(value.shape), value.ravel().tolist()])
            return tf.constant(value, name='c')

        arguments = {k: [make(y) for y in v] if isinstance(v, tuple) else make(v)
                     for k, v in inputs.items()}
        made = getattr(tf.raw_ops, op)(**arguments, **attrs, name='op')
        made = list(made) if isinstance(made, (list, tuple)) else [made]
        y = made[0]
        before = len(graph.get_operations())
        results = tf.gradients(y, xs)
        nodes = [[node.name, node.type, [i.name for i in node.inputs]]
                 for node in graph.get_operations()[before:]]
        cases.append({
            'op': op, 'attributes': ours if ours is not None else {camel(k): v for k, v in attrs.items()},
            'inputs': order, 'shapes': [list(s) if s is not None else None for s in shapes],
            'nodes': nodes,
            'results': [None if r is None else getattr(r, 'values', r).name for r in results],
        })


masks = {'begin_mask': 0, 'end_mask': 1, 'ellipsis_mask': 0, 'new_axis_mask': 0, 'shrink_axis_mask': 1}
for shape in ((2, 3), (None, 3), None):
    one = {'shapes': (shape,)}
    case('Reshape', tensor=None, shape=[3, 2], **one)
    case('ExpandDims', input=None, axis=0, **one)
    case('Transpose', x=None, perm=[1, 0], **one)
    case('ConcatV2', values=(None, None), axis=1, shapes=(shape, shape))
    case('ConcatV2', values=(None,) * 17, axis=1, shapes=(shape,) * 17)
    case('Pack', {'axis': 1}, values=(None, None), shapes=(shape, shape))
    case('Slice', input=None, begin=[0, 1], size=[1, 2], **one)
    case('StridedSlice', masks, input=None, begin=[0], end=[1], strides=[1], **one)
    case('Pad', input=None, paddings=[[1, 0], [0, 1]], **one)
    case('Tile', input=None, multiples=[2, 1], **one)
    case('BroadcastTo', input=None, shape=[2, 2, 3], **one)
    case('ReverseV2', tensor=None, axis=[0], **one)
    case('Gather', params=None, indices=[0, 1], **one)
    case('GatherV2', params=None, indices=[0, 1], axis=0, **one)
    case('GatherV2', params=None, indices=[0, 1], axis=1, **one)
    case('GatherNd', params=None, indices=[[0, 1]], **one)
    case('GatherNd', params=None, indices=[[0], [1]], **one)
    case('SegmentSum', data=None, segment_ids=[0, 0], **one)
    case('CheckNumerics', {'message': 'm'}, tensor=None, **one)
    case('MatrixDiag', diagonal=None, **one)
    for op in ('Relu', 'Relu6', 'Elu', 'Selu', 'Softplus', 'Softsign'):
        case(op, features=None, **one)
    case('LeakyRelu', {'alpha': .2}, features=None, **one)
    case('Softmax', logits=None, **one)
    case('LogSoftmax', logits=None, **one)
    case('L2Loss', t=None, **one)
    case('BiasAdd', {'data_format': 'NHWC'}, value=None, bias=None, shapes=(shape, (3,)))
    case('SoftmaxCrossEntropyWithLogits', features=None, labels=None, shapes=(shape, shape))
    case('SparseSoftmaxCrossEntropyWithLogits', features=None, labels=[0, 1], **one)
    case('TopKV2', {'sorted': True}, input=None, k=2, **one)
case('Squeeze', {'axis': [0]}, {'squeezeDims': [0]}, input=None, shapes=((1, 3),))
case('Split', {'num_split': 3}, axis=1, value=None)
case('SplitV', {'num_split': 2}, value=None, size_splits=[1, 2], axis=1)
case('Unpack', {'num': 2, 'axis': 0}, value=None)
case('Fill', dims=[2], value=None, shapes=((),))
case('ScatterNd', indices=[[0]], updates=None, shape=[4, 3], shapes=((1, 3),))
case('UnsortedSegmentSum', data=None, segment_ids=[0, 1], num_segments=2)

json.dump(cases, sys.stdout, separators=(',', ':'))
