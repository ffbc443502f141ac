"""What one node costs from Python, its place in the file included; run by `npm run bench` in the real worker.

Prints one JSON object: microseconds per call, and milliseconds for a graph of 10,000 nodes.
"""

import json
import time

import tensorflow as tf

x = tf.Variable(tf.ones([4, 4]), name='x')
y = x * 2.0
costs = {}


def timed(name, calls, make):
    best = float('inf')
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(calls):
            make()
        best = min(best, (time.perf_counter() - start) / calls)
    costs[name] = best * 1e6


timed('y * y (1 node)', 1000, lambda: y * y)
timed('tf.tanh(y) (1 node)', 1000, lambda: tf.tanh(y))
timed('tf.matmul(y, y) (1 node)', 1000, lambda: tf.matmul(y, y))
timed('y + 1.0 (2 nodes)', 1000, lambda: y + 1.0)
timed('tf.reduce_sum(y) (2 nodes)', 500, lambda: tf.reduce_sum(y))
timed('y[0] (4 nodes)', 300, lambda: y[0])
timed('tf.clip_by_norm(y, 1.0)', 100, lambda: tf.clip_by_norm(y, 1.0))

with tf.Graph().as_default():
    w = tf.Variable(tf.ones([4]), name='w')
    start = time.perf_counter()
    h = tf.identity(w)
    for _ in range(5000):
        h = tf.tanh(h * w)
    loss = tf.reduce_sum(h)
    built = time.perf_counter()
    tf.gradients(loss, [w])
    done = time.perf_counter()

print(json.dumps({'calls': costs, 'buildMs': (built - start) * 1e3, 'gradientsMs': (done - built) * 1e3}))
