"""Summary protocol buffers as bytes, the same bytes as TensorFlow's kernels write."""

import struct
import zlib

import numpy as _np

from ._errors import InvalidArgumentError

_MOST = 1.7976931348623157e308


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number, data):
    """A field that is a text, bytes or a message."""
    return varint(number << 3 | 2) + varint(len(data)) + data


def whole(number, value):
    """A field that is a whole number; zero is left out."""
    return varint(number << 3) + varint(value) if value else b''


def _double(number, value):
    return varint(number << 3 | 1) + struct.pack('<d', value) if value else b''


def _doubles(number, values):
    return field(number, _np.asarray(values, dtype='<f8').tobytes())


def _float(number, value):
    return varint(number << 3 | 5) + struct.pack('<f', value)


def value_bytes(tag, content):
    """A Summary with one value."""
    return field(1, field(1, tag) + content)


def _error(message):
    return InvalidArgumentError(None, None, message)


def texts_in(tensor):
    """(shape, texts) of a string tensor: bytes for a scalar, else an array of them."""
    if isinstance(tensor, bytes):
        return (), [tensor]
    return tensor.shape, tensor.ravel().tolist()


def scalar(tags, values):
    values = _np.asarray(values)
    shape, names = texts_in(tags)
    if shape != values.shape:
        raise _error(
            'tags and values not the same shape: %s != %s%s'
            % (_bracket(shape), _bracket(values.shape), '' if shape else _single(names))
        )
    pairs = zip(names, values.ravel().tolist())
    return b''.join(value_bytes(tag, _float(2, _as_float32(value))) for tag, value in pairs)


def _as_float32(value):
    return float(_np.float32(value))


def _bracket(shape):
    return '[%s]' % ','.join(map(str, shape))


def _single(names):
    return " (tag '%s')" % names[0].decode()


def _bucket_limits():
    """Buckets that grow by a tenth, from 1e-12 to 1e20, and their mirror."""
    positive, limit = [], 1.0e-12
    while limit < 1.0e20:
        positive.append(limit)
        limit *= 1.1
    positive.append(_MOST)
    return _np.array([-x for x in reversed(positive)] + [0.0] + positive)


_limits = []


def histogram(tag, values):
    flat = _np.asarray(values).ravel().astype(_np.float64)
    if _np.isnan(flat).any():
        raise _error('Nan in summary histogram for: ' + tag.decode())
    if _np.isinf(flat).any():
        raise _error('Infinity in summary histogram for: ' + tag.decode())
    if not _limits:
        _limits.append(_bucket_limits())
    limits = _limits[0]
    counts = _np.bincount(_np.searchsorted(limits, flat, side='right'), minlength=len(limits))
    ends, numbers = _collapsed(limits.tolist(), counts.tolist())
    # One after the other, as TensorFlow adds; numpy's sum adds in pairs.
    total = float(_np.cumsum(flat)[-1]) if flat.size else 0.0
    squares = float(_np.cumsum(flat * flat)[-1]) if flat.size else 0.0
    content = (
        _double(1, float(flat.min()) if flat.size else _MOST)
        + _double(2, float(flat.max()) if flat.size else -_MOST)
        + _double(3, float(flat.size))
        + _double(4, total)
        + _double(5, squares)
        + _doubles(6, ends)
        + _doubles(7, numbers)
    )
    return value_bytes(tag, field(5, content))


def _collapsed(limits, counts):
    """Runs of empty buckets become one."""
    ends, numbers = [], []
    for limit, count in zip(limits, counts):
        if count == 0 and numbers and numbers[-1] == 0:
            ends[-1] = limit
        else:
            ends.append(limit)
            numbers.append(float(count))
    return ends, numbers


def text(tag, tensor, metadata):
    """A tensor of texts."""
    dims, texts = texts_in(tensor)
    shape = b''.join(field(2, whole(1, dim)) for dim in dims)
    content = whole(1, 7) + field(2, shape) + b''.join(field(8, one) for one in texts)
    return value_bytes(tag, field(8, content) + field(9, metadata))


def image(tag, tensor, most):
    """Up to MOST pictures of a batch as PNG; floats are scaled as TensorFlow scales them."""
    batch = min(most, tensor.shape[0])
    parts = []
    for i in range(batch):
        pixels = _pixels(tensor[i])
        height, width, depth = pixels.shape
        name = tag + (b'/image' if most == 1 else b'/image/%d' % i)
        content = whole(1, height) + whole(2, width) + whole(3, depth) + field(4, _png(pixels))
        parts.append(value_bytes(name, field(4, content)))
    return b''.join(parts)


def _pixels(picture):
    if picture.dtype == _np.uint8:
        return picture
    good = _np.isfinite(picture)
    known = picture[good]
    low = float(known.min()) if known.size else 0.0
    high = float(known.max()) if known.size else 0.0
    if low < 0:
        most = max(abs(low), abs(high))
        scale, offset = (127.0 / most if most else 0.0), 128.0
    else:
        scale, offset = (255.0 / high if high else 0.0), 0.0
    scaled = _np.where(good, picture * _np.float32(scale) + _np.float32(offset), 255)
    return scaled.astype(_np.uint8)


def _png(pixels):
    height, width, depth = pixels.shape
    rows = b''.join(b'\0' + pixels[i].tobytes() for i in range(height))
    header = struct.pack('>IIBBBBB', width, height, 8, {1: 0, 3: 2, 4: 6}[depth], 0, 0, 0)

    def chunk(kind, data):
        body = kind + data
        return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))

    parts = [chunk(b'IHDR', header), chunk(b'IDAT', zlib.compress(rows)), chunk(b'IEND', b'')]
    return b'\x89PNG\r\n\x1a\n' + b''.join(parts)


def audio(tag, tensor, rate, most):
    """Up to MOST sounds of a batch as WAV of 16 bits."""
    items = tensor[:, :, _np.newaxis] if tensor.ndim == 2 else tensor
    rate = float(rate)
    parts = []
    for i in range(min(most, items.shape[0])):
        sound = items[i]
        frames, channels = sound.shape
        data = _np.clip(sound * 32768.0, -32768, 32767).astype('<i2').tobytes()
        head = struct.pack('<4sIHHIIHH', b'fmt ', 16, 1, channels, int(rate), int(rate) * channels * 2,
                           channels * 2, 16)
        body = b'WAVE' + head + struct.pack('<4sI', b'data', len(data)) + data
        wav = struct.pack('<4sI', b'RIFF', len(body)) + body
        name = tag + (b'/audio' if most == 1 else b'/audio/%d' % i)
        content = _float(1, rate) + whole(2, channels) + whole(3, frames) + field(4, wav)
        parts.append(value_bytes(name, field(6, content + field(5, b'audio/wav'))))
    return b''.join(parts)


def merged(*summaries):
    """All values in one Summary; no tag may come twice."""
    seen = set()
    for summary in summaries:
        for value in messages_in(summary, 1):
            tag = b''.join(messages_in(value, 1))
            if tag in seen:
                raise _error('Duplicate tag %s found in summary inputs' % tag.decode())
            seen.add(tag)
    return b''.join(summaries)


def fields_of(data):
    """(field number, wire type, content) of each field of a message."""
    place = 0

    def number():
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(data):
        key = number()
        kind = key & 7
        if kind == 0:
            content = number()
        else:
            size = {1: 8, 5: 4}[kind] if kind != 2 else number()
            content = data[place : place + size]
            place += size
        yield key >> 3, kind, content


def messages_in(data, wanted):
    return [content for number, kind, content in fields_of(data) if number == wanted and kind == 2]
