"""to_categorical and normalize of tf.keras.utils (keras/utils/np_utils.py)."""

import numpy as np


def to_categorical(y, num_classes=None, dtype='float32'):
    """Rows with a one at the class that Y names."""
    y = np.array(y, dtype='int')
    shape = y.shape
    if shape and shape[-1] == 1 and len(shape) > 1:
        shape = tuple(shape[:-1])
    y = y.ravel()
    num_classes = num_classes or np.max(y) + 1
    count = y.shape[0]
    rows = np.zeros((count, num_classes), dtype=dtype)
    rows[np.arange(count), y] = 1
    return np.reshape(rows, (*shape, num_classes))


def normalize(x, axis=-1, order=2):
    norms = np.atleast_1d(np.linalg.norm(x, order, axis))
    norms[norms == 0] = 1
    return x / np.expand_dims(norms, axis)
