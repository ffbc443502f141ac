"""tf.decode_raw: bytes as the numbers that they are (core/kernels/decode_raw_op.cc)."""

import numpy as np

from .. import _dtypes as dtypes
from .string_hosts import TextOp, as_bytes, refuse

_decode = TextOp('DecodeRaw')

_TYPES = (
    'float16', 'float32', 'float64', 'int32', 'uint16', 'uint8', 'int16', 'int8', 'int64', 'complex64',
    'complex128', 'bool',
)  # fmt: skip
_WORDS = {'float16': 'half', 'float32': 'float', 'float64': 'double'}


def decode_raw(input_bytes=None, out_type=None, little_endian=True, name=None, bytes=None):
    """Every text of INPUT_BYTES as a row of numbers: one more dimension at the end."""
    if bytes is not None:
        if input_bytes is not None:
            raise ValueError("Cannot specify both 'input_bytes' and 'bytes'")
        input_bytes = bytes
    dtype = dtypes.as_dtype(out_type)
    if dtype.name not in _TYPES:
        raise TypeError(
            "Value passed to parameter 'out_type' has DataType %s not in list of allowed values: %s"
            % (dtype.name, ', '.join(_TYPES))
        )
    if dtype.is_complex:
        raise NotImplementedError('tf.decode_raw to %s is not evaluated by this engine' % dtype.name)
    kind = np.dtype(dtype.as_numpy_dtype)

    def kernel(array):
        rows = [as_bytes(text) for text in array.ravel().tolist()]
        length = len(rows[0]) if rows else 0
        for place, row in enumerate(rows):
            if len(row) != length:
                refuse(
                    'DecodeRaw requires input strings to all be the same size, but element %d has size '
                    '%d != %d' % (place, length, len(row))
                )
        if length % kind.itemsize:
            refuse(
                'Input to DecodeRaw has length %d that is not a multiple of %d, the size of %s'
                % (length, kind.itemsize, _WORDS.get(dtype.name, dtype.name))
            )
        if not little_endian:
            rows = [_reversed_within(row, kind.itemsize) for row in rows]
        items = np.frombuffer(b''.join(rows), kind) if length else np.empty(0, kind)
        return [items.reshape((*array.shape, length // kind.itemsize))]

    outputs = lambda tensors: [(dtype, tensors[0].shape.concatenate([None]))]  # noqa: E731
    return _decode([input_bytes], outputs, kernel, name)[0]


def _reversed_within(row, width):
    """Every group of WIDTH bytes backwards."""
    return b''.join(row[i : i + width][::-1] for i in range(0, len(row), width))
