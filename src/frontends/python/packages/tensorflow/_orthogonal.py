"""The orthogonal initializer: Q of the QR decomposition of a normal matrix (init_ops.Orthogonal)."""

from ._dtypes import float32
from ._initializers import Initializer, _float
from ._ops import arrays, math, matrices
from ._ops.random import random_normal


class Orthogonal(Initializer):
    """GAIN times a matrix whose columns, or rows where there are fewer, are orthonormal."""

    def __init__(self, gain=1.0, seed=None, dtype=float32):
        self.gain = gain
        self.seed = seed
        self.dtype = _float(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        if len(shape) < 2:
            raise ValueError('The tensor to initialize must be at least two-dimensional')
        rows = 1
        for dim in shape[:-1]:
            rows *= int(dim)
        columns = int(shape[-1])
        flat = (columns, rows) if rows < columns else (rows, columns)
        drawn = random_normal(flat, dtype=self.dtype if dtype is None else dtype, seed=self.seed)
        q, r = matrices.qr(drawn, full_matrices=False)
        q *= math.sign(arrays.diag_part(r))
        if rows < columns:
            q = arrays.matrix_transpose(q)
        return self.gain * arrays.reshape(q, shape)

    def get_config(self):
        return {'gain': self.gain, 'seed': self.seed, 'dtype': self.dtype.name}
