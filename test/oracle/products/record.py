"""Records what TensorFlow 1.15 makes of long float32 matrix products, as a hash of all bits of each:

    /path/to/tensorflow-1.15/bin/python record.py

In a default session on a machine with two cores, whose threads share the work as they choose.
"""

import json
import os

import numpy as np
import tensorflow as tf

SHAPES = [
    [8, 200, 8, 0, 0], [100, 784, 10, 0, 0], [128, 784, 64, 0, 0], [784, 100, 10, 1, 0], [32, 256, 10, 0, 0],
    [16, 300, 32, 0, 0], [64, 512, 64, 0, 0], [10, 500, 10, 0, 0], [10, 1000, 10, 0, 0], [784, 1000, 10, 1, 0],
    [6, 2000, 6, 0, 0], [50, 1000, 3, 0, 0], [3, 1500, 50, 0, 0], [27, 4096, 8, 1, 0], [72, 1024, 16, 1, 0],
    [9, 2304, 8, 1, 0], [400, 576, 64, 0, 0], [5, 600, 7, 0, 0], [20, 700, 300, 0, 0], [100, 340, 100, 0, 1],
]


def filled(count, seed):
    """COUNT float32 between -1 and 1 from a linear congruential generator; the test makes the same."""
    out = np.empty([count], np.float32)
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out[i] = seed / 1073741824.0 - 1
    return out


def hashed(data):
    """FNV-1a over the 32-bit words."""
    value = 2166136261
    for word in np.frombuffer(data.tobytes(), np.uint32).tolist():
        value = ((value ^ word) * 16777619) & 0xFFFFFFFF
    return value


with tf.Session() as session:
    rows = []
    for m, k, n, flip_a, flip_b in SHAPES:
        a = filled(m * k, 1).reshape([k, m] if flip_a else [m, k])
        b = filled(k * n, 2).reshape([n, k] if flip_b else [k, n])
        x, y = tf.placeholder(tf.float32, a.shape), tf.placeholder(tf.float32, b.shape)
        product = tf.matmul(x, y, transpose_a=bool(flip_a), transpose_b=bool(flip_b))
        rows.append([m, k, n, flip_a, flip_b, hashed(session.run(product, {x: a, y: b}))])
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'recorded.json')
with open(path, 'w') as out:
    out.write('[\n' + ',\n'.join('  ' + json.dumps(row) for row in rows) + '\n]\n')
