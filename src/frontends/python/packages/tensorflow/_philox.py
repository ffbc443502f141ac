"""Philox 4×32-10 one number at a time, as TensorFlow's queues and data sets draw."""

_MASK = 0xFFFFFFFF


def _block(key, counter):
    k0, k1 = key & _MASK, key >> 32 & _MASK
    c0, c1 = counter & _MASK, counter >> 32 & _MASK
    c2, c3 = counter >> 64 & _MASK, counter >> 96 & _MASK
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            p1 >> 32 ^ c1 ^ k0,
            p1 & _MASK,
            p0 >> 32 ^ c3 ^ k1,
            p0 & _MASK,
        )
        k0, k1 = k0 + 0x9E3779B9 & _MASK, k1 + 0xBB67AE85 & _MASK
    return c0, c1, c2, c3


class Philox:
    """The stream of the seeds: the first is the key, the second the upper half of the counter."""

    def __init__(self, seed, seed2):
        self._key = seed & 2**64 - 1
        self._counter = (seed2 & 2**64 - 1) << 64
        self._left = []

    def next(self):
        """The next number of 32 bits."""
        if not self._left:
            self._left = list(reversed(_block(self._key, self._counter)))
            self._counter += 1
        return self._left.pop()
