"""Arrays out of bytes: `frombuffer` copies, because the memory of an array must be the array's own."""

from ._array import attach, new
from ._dtypes import find


def frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None):
    """A read-only array of the bytes of any buffer (a copy; NumPy shares the memory)."""
    kind = find(dtype)
    if kind.kind in 'OU':
        raise ValueError('cannot create an OBJECT array from memory buffer')
    data = memoryview(buffer).cast('B')
    if offset < 0 or offset > len(data):
        raise ValueError('offset must be non-negative and no greater than buffer length (%d)'
                         % len(data))
    room = len(data) - offset
    if count < 0:
        if room % kind.itemsize:
            raise ValueError('buffer size must be a multiple of element size')
        count = room // kind.itemsize
    elif count * kind.itemsize > room:
        raise ValueError('buffer is smaller than requested size')
    made = new((count,), kind)
    made._block_bytes()[:made.nbytes] = data[offset:offset + made.nbytes]
    made._writeable = not data.readonly
    return made


def fromfile(file, dtype=float, count=-1, sep='', offset=0, *, like=None):
    """An array of a file's bytes, or of its numbers when `sep` is given."""
    own = isinstance(file, str) or hasattr(file, '__fspath__')
    stream = open(file, 'rb') if own else file
    try:
        data = stream.read()
    finally:
        if own:
            stream.close()
    if sep:
        from ._creation import fromstring
        return fromstring(data.decode(), dtype, count, sep=sep)
    made = frombuffer(data[offset:], dtype, count)
    made._writeable = True
    return made


def tofile(self, fid, sep='', format='%s'):
    own = isinstance(fid, str) or hasattr(fid, '__fspath__')
    stream = open(fid, 'wb') if own else fid
    try:
        if sep:
            text = sep.join(format % x for x in self.ravel().tolist())
            stream.write(text.encode() if own else text)
        else:
            stream.write(self.tobytes())
    finally:
        if own:
            stream.close()


attach(tofile=tofile)
