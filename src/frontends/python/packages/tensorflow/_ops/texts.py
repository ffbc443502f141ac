"""Tensors as text, as TensorFlow's kernels write them (core/framework/tensor.cc): one line of the first
elements for tf.Print, rows with both ends for tf.print. Numbers have as many digits as tell them apart."""

import numpy as np

_ESCAPES = {
    ord('\n'): '\\n', ord('\r'): '\\r', ord('\t'): '\\t', ord('"'): '\\"', ord("'"): "\\'", ord('\\'): '\\\\',
}  # fmt: skip


def _escaped(text):
    """Bytes as C writes them."""
    if isinstance(text, str):
        text = text.encode('utf-8')
    return ''.join(
        _ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else '\\%03o' % byte) for byte in text
    )


def as_array(value):
    """VALUE, an array or one text, as an array."""
    if isinstance(value, (bytes, str)):
        array = np.empty((), dtype=object)
        array[()] = value
        return array
    return np.asarray(value)


def _writer(array):
    """A function that writes one element of ARRAY."""
    kind = array.dtype.kind
    if kind == 'O':
        return _escaped
    if kind == 'b':
        return lambda value: '1' if value else '0'
    if kind != 'f':
        return lambda value: str(int(value))
    is_double = array.dtype.name == 'float64'
    short, long = ('%.15g', '%.17g') if is_double else ('%.6g', '%.9g')

    def write(value):
        number = float(value)
        text = short % number
        same = float(text) if is_double else float(np.float32(float(text)))
        return text if same == number else long % number

    return write


def _unreadable(array, entries):
    """TensorFlow's kernels cannot write a bfloat16: `? ? ?...`, whatever the shape."""
    limit = array.size if entries < 0 else min(entries, array.size)
    return ' '.join('?' * limit) + ('...' if limit < array.size else '')


def one_line(value, entries):
    """`[1 2][3...]...`: the first ENTRIES elements, -1 for all."""
    array = as_array(value)
    if array.dtype.kind == 'V':
        return _unreadable(array, entries)
    write = _writer(array)
    items = [write(item) for item in array.ravel().tolist()]
    limit = len(items) if entries < 0 else min(entries, len(items))
    if array.ndim == 0:
        return items[0] if limit > 0 else ''
    used = [0]

    def level(depth):
        size = array.shape[depth]
        parts = []
        for _ in range(size):
            if used[0] >= limit:
                break
            if depth == array.ndim - 1:
                parts.append(items[used[0]])
                used[0] += 1
            else:
                parts.append('[%s]' % level(depth + 1))
        if depth < array.ndim - 1:
            return ''.join(parts)
        return ' '.join(parts) + ('...' if len(parts) < size else '')

    text = level(0)
    return text + '...' if array.ndim > 1 and limit < len(items) else text


def rows(value, entries):
    """Nested brackets, ENTRIES elements at both ends of every dimension, -1 for all."""
    array = as_array(value)
    if array.dtype.kind == 'V':
        return '[%s]' % _unreadable(array, entries)
    write = _writer(array)
    if array.dtype.kind == 'O':
        plain = write
        write = lambda text: '"%s"' % plain(text)  # noqa: E731
    items = [write(item) for item in array.ravel().tolist()]
    ends = len(items) if entries < 0 else min(entries, len(items))

    def level(depth, start):
        if depth == array.ndim:
            return items[start]
        size = array.shape[depth]
        step = 1
        for later in array.shape[depth + 1 :]:
            step *= later
        below = array.ndim - depth - 1
        spacing = ' ' if below == 0 else '\n' * below + ' ' * (depth + 1)
        parts = [level(depth + 1, start + step * i) for i in range(min(ends, size))]
        text = spacing.join(parts)
        if size > 2 * ends:
            text += spacing + '...'
        for i in range(max(ends, size - ends), size):
            text += spacing + level(depth + 1, start + step * i)
        return '[%s]' % text

    return level(0, 0)
