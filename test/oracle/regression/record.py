"""Records the losses of examples/linear_regression.py: by NumPy alone in float32, and by TensorFlow 1.15.

Run: python3.7 record.py > losses.json   (TensorFlow 1.15.5 and NumPy 1.18.5 wrote the checked-in file)
"""
import json
import os

import numpy as np
import tensorflow as tf


def numpy_losses():
    np.random.seed(0)
    x = np.random.rand(50, 1).astype(np.float32)
    noise = np.random.randn(50, 1).astype(np.float32)
    y = np.float32(3.0) * x + np.float32(2.0) + np.float32(0.5) * noise
    w = np.zeros((1, 1), np.float32)
    b = np.zeros(1, np.float32)
    rate = np.float32(0.1)
    losses = []
    for _ in range(200):
        error = x @ w + b - y
        losses.append(float(np.mean(np.square(error))))
        # d mean(e²)/de = 2e/n
        upstream = error * np.float32(2.0) / np.float32(50)
        w = w - rate * (x.T @ upstream)
        b = b - rate * upstream.sum(axis=0)
    return losses


def tensorflow_losses():
    """The example itself, with its fetched losses collected."""
    example = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../examples/linear_regression.py')
    with open(example) as file:
        source = file.read().replace('if step % 50 == 0:', 'losses.append(float(value))\n        if False:')
    losses = []
    exec(source.split("    print('w'")[0], {'losses': losses})
    return losses


print(json.dumps({'numpy': numpy_losses(), 'tensorflow': tensorflow_losses()}))
