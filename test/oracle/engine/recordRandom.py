"""Records what TensorFlow 1.15's CPU kernels draw: two runs per op, so that the second shows how far
the first moved the stream. Usage: python recordRandom.py > random.json (with TensorFlow 1.15.5)."""
import json
import sys

import numpy as np
import tensorflow as tf

tf.compat.v1.logging.set_verbosity('ERROR')
SEEDS = [(1, 2), (87654321, 42), (-3, 12345678901)]
cases = []


def plain(array):
    return [x if np.isfinite(x) else repr(float(x)) for x in array.ravel().tolist()]


def record(op, attributes, inputs, build):
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        node = build()
        runs = [session.run(node) for _ in range(2)]
        cases.append({
            'op': op, 'attributes': attributes,
            'inputs': [[x.dtype.name, list(x.shape), plain(x)] for x in inputs],
            'dims': list(runs[0].shape), 'dtype': runs[0].dtype.name,
            'runs': [plain(run) for run in runs],
        })


for seed, seed2 in SEEDS:
    seeds = {'seed': seed, 'seed2': seed2}
    for op, make in [('RandomUniform', tf.raw_ops.RandomUniform),
                     ('RandomStandardNormal', tf.raw_ops.RandomStandardNormal),
                     ('TruncatedNormal', tf.raw_ops.TruncatedNormal)]:
        for dtype in ('float32', 'float64'):
            for dims in ([], [1], [3, 7], [0, 2], [130]):
                if dims == [130] and seed != 1:
                    continue
                shape = np.array(dims, np.int32)
                record(op, dict(seeds, dtype=dtype), [shape],
                       lambda: make(shape=shape, dtype=dtype, **seeds))
    for kind, low, high in [('int32', 0, 10), ('int32', -2**31, 2**31 - 1), ('int32', -7, -5),
                            ('int64', 0, 10), ('int64', -5, 2**40), ('int64', 0, 2**21 + 5)]:
        low, high = np.array(low, kind), np.array(high, kind)
        shape = np.array([3, 3], np.int32)
        record('RandomUniformInt', seeds, [shape, low, high],
               lambda: tf.raw_ops.RandomUniformInt(shape=shape, minval=low, maxval=high, **seeds))
    for value in (np.arange(9, dtype=np.float32), np.arange(20, dtype=np.int32).reshape(5, 4),
                  np.arange(3, dtype=np.float64).reshape(1, 3), np.float32(4)):
        value = np.asarray(value)
        record('RandomShuffle', seeds, [value],
               lambda: tf.raw_ops.RandomShuffle(value=value, **seeds))
    for logits in ([[0.5, -1, 2, 0.1]], [[1, 2], [3, -np.inf], [0, 0]]):
        for count in (1, 5):
            logits = np.array(logits, np.float32)
            number = np.array(count, np.int32)
            record('Multinomial', dict(seeds, outputDtype='int64'), [logits, number],
                   lambda: tf.raw_ops.Multinomial(logits=logits, num_samples=number,
                                                  output_dtype=tf.int64, **seeds))

json.dump(cases, sys.stdout, separators=(',', ':'))
