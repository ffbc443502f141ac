"""Hashes of bytes as TensorFlow's kernels compute them: FarmHash (farmhashna, Fingerprint64), SipHash-2-4, and
the older Hash64 of core/lib/hash/hash.cc. All numbers are unsigned and of 64 bits."""

_ALL = (1 << 64) - 1
_K0 = 0xC3A5C85C97CB3127
_K1 = 0xB492B66FBE98F273
_K2 = 0x9AE16A3B2F90404F


def _read(text, at, size=8):
    return int.from_bytes(text[at : at + size], 'little')


def _right(x, bits):
    """X rotated to the right."""
    x &= _ALL
    return (x >> bits | x << (64 - bits)) & _ALL


def _mix(x):
    x &= _ALL
    return x ^ x >> 47


def _pair(u, v, mul):
    a = _mix(((u ^ v) & _ALL) * mul)
    b = _mix((v ^ a) * mul)
    return b * mul & _ALL


def farm(text):
    """Fingerprint64 of TEXT."""
    size = len(text)
    if size > 64:
        return _farm_long(text, size)
    mul = _K2 + size * 2
    if size > 16:
        return _farm_middle(text, size, mul)
    if size >= 8:
        a = _read(text, 0) + _K2
        b = _read(text, size - 8)
        return _pair((_right(b, 37) * mul + a) & _ALL, (_right(a, 25) + b) * mul & _ALL, mul)
    if size >= 4:
        return _pair(size + (_read(text, 0, 4) << 3), _read(text, size - 4, 4), mul)
    if size > 0:
        y = text[0] + (text[size >> 1] << 8)
        z = size + (text[-1] << 2)
        return _mix((y * _K2 ^ z * _K0) & _ALL) * _K2 & _ALL
    return _K2


def _farm_middle(text, size, mul):
    is_short = size <= 32
    a = _read(text, 0) * (_K1 if is_short else _K2)
    b = _read(text, 8)
    c = _read(text, size - 8) * mul
    d = _read(text, size - 16) * _K2
    y = (_right(a + b, 43) + _right(c, 30) + d) & _ALL
    z = _pair(y, (a + _right(b + _K2, 18) + c) & _ALL, mul)
    if is_short:
        return z
    e = _read(text, 16) * mul
    f = _read(text, 24)
    g = (y + _read(text, size - 32)) * mul
    h = (z + _read(text, size - 24)) * mul
    left = (_right(e + f, 43) + _right(g, 30) + h) & _ALL
    return _pair(left, (e + _right(f + a, 18) + g) & _ALL, mul)


def _weak(text, at, a, b):
    w, x, y, z = (_read(text, at + i) for i in (0, 8, 16, 24))
    a += w
    b = _right(b + a + z, 21)
    c = a
    a += x + y
    b += _right(a, 44)
    return (a + z) & _ALL, (b + c) & _ALL


def _farm_long(text, size):
    y = (81 * _K1 + 113) & _ALL
    z = _mix(y * _K2 + 113) * _K2 & _ALL
    v = w = (0, 0)
    x = (81 * _K2 + _read(text, 0)) & _ALL

    def round_of(at, x, y, z, v, w, mul, factor):
        x = _right(x + y + v[0] + _read(text, at + 8), 37) * mul
        y = _right(y + v[1] + _read(text, at + 48), 42) * mul
        x = (x ^ w[1] * factor) & _ALL
        y = (y + v[0] * factor + _read(text, at + 40)) & _ALL
        z = _right(z + w[0], 33) * mul & _ALL
        v = _weak(text, at, v[1] * mul, x + w[0])
        w = _weak(text, at + 32, z + w[1], y + _read(text, at + 16))
        return z, y, x, v, w

    end = (size - 1) // 64 * 64
    for at in range(0, end, 64):
        x, y, z, v, w = round_of(at, x, y, z, v, w, _K1, 1)
    mul = _K1 + ((z & 0xFF) << 1)
    rest = (size - 1) & 63
    w = (w[0] + rest, w[1])
    v = (v[0] + w[0], v[1])
    w = (w[0] + v[0], w[1])
    x, y, z, v, w = round_of(end + rest - 63, x, y, z, v, w, mul, 9)
    return _pair(
        (_pair(v[0], w[0], mul) + _mix(y) * _K0 + z) & _ALL,
        (_pair(v[1], w[1], mul) + x) & _ALL,
        mul,
    )


def strong(text, key):
    """SipHash-2-4 of TEXT under KEY, two numbers."""
    k0, k1 = key
    v = [
        k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261,
        k1 ^ 0x7465646279746573,
    ]  # fmt: skip

    def left(x, bits):
        return _right(x, 64 - bits)

    def rounds(count):
        for _ in range(count):
            v[0] = (v[0] + v[1]) & _ALL
            v[2] = (v[2] + v[3]) & _ALL
            v[1] = left(v[1], 13) ^ v[0]
            v[3] = left(v[3], 16) ^ v[2]
            v[0] = left(v[0], 32)
            v[2] = (v[2] + v[1]) & _ALL
            v[0] = (v[0] + v[3]) & _ALL
            v[1] = left(v[1], 17) ^ v[2]
            v[3] = left(v[3], 21) ^ v[0]
            v[2] = left(v[2], 32)

    whole = len(text) // 8 * 8
    last = _read(text, whole) | (len(text) & 0xFF) << 56
    for word in (*(_read(text, at) for at in range(0, whole, 8)), last):
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 0xFF
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def older(text):
    """Hash64 with TensorFlow's seed (MurmurHash64A)."""
    m = 0xC6A4A7935BD1E995
    h = 0xDECAFCAFFE ^ (len(text) * m & _ALL)
    whole = len(text) // 8 * 8
    for at in range(0, whole, 8):
        k = _read(text, at) * m & _ALL
        k = (k ^ k >> 47) * m & _ALL
        h = (h ^ k) * m & _ALL
    if whole < len(text):
        h = (h ^ _read(text, whole)) * m & _ALL
    h = (h ^ h >> 47) * m & _ALL
    return h ^ h >> 47
