"""The .npy and .npz formats on the sandbox's file system."""

import ast

from ._array import ndarray
from ._buffers import frombuffer
from ._discovery import asanyarray
from ._dtypes import find
from ._shaping import transpose

_MAGIC = b'\x93NUMPY'


def _encoded(a):
    """The bytes of a .npy file, version 1.0."""
    if a._pool is not None:
        raise ValueError('saving arrays of objects or texts is not evaluated by this engine')
    fortran = a.flags.f_contiguous and not a.flags.c_contiguous
    header = "{'descr': %r, 'fortran_order': %r, 'shape': %r, }" % (a._dtype.str, fortran, a.shape)
    padding = -(len(_MAGIC) + 4 + len(header) + 1) % 64
    header = (header + ' ' * padding + '\n').encode('latin1')
    return _MAGIC + b'\x01\x00' + len(header).to_bytes(2, 'little') + header + a.tobytes(
        'F' if fortran else 'C')


def _decoded(data):
    if data[:6] != _MAGIC:
        raise ValueError('Cannot load file containing pickled data when allow_pickle=False')
    width = 2 if data[6] == 1 else 4
    length = int.from_bytes(data[8:8 + width], 'little')
    start = 8 + width + length
    header = ast.literal_eval(data[8 + width:start].decode('latin1'))
    if 'O' in header['descr']:
        raise ValueError('Object arrays cannot be loaded when allow_pickle=False')
    a = frombuffer(data[start:], find(header['descr']))
    a._writeable = True
    shape = header['shape']
    return transpose(a.reshape(shape[::-1])) if header['fortran_order'] else a.reshape(shape)


def save(file, arr, allow_pickle=True, fix_imports=True):
    """Writes one array; `.npy` is added to a name without it."""
    data = _encoded(asanyarray(arr))
    if hasattr(file, 'write'):
        file.write(data)
        return
    name = str(file)
    with open(name if name.endswith('.npy') else name + '.npy', 'wb') as stream:
        stream.write(data)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', **named):
    """Reads what `save` or `savez` wrote."""
    if hasattr(file, 'read'):
        data = file.read()
    else:
        with open(file, 'rb') as stream:
            data = stream.read()
    if data[:2] == b'PK':
        return NpzFile(data)
    if not data:
        raise EOFError('No data left in file')
    return _decoded(data)


class NpzFile:
    """The arrays of a .npz file by their names."""

    def __init__(self, data):
        import io
        import zipfile
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.files = [n[:-4] if n.endswith('.npy') else n for n in self.zip.namelist()]

    def __getitem__(self, name):
        if name in self.files:
            return _decoded(self.zip.read(name + '.npy'))
        raise KeyError('%s is not a file in the archive' % name)

    def __contains__(self, name):
        return name in self.files

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def keys(self):
        return list(self.files)

    def values(self):
        return [self[name] for name in self.files]

    def items(self):
        return [(name, self[name]) for name in self.files]

    def get(self, name, default=None):
        return self[name] if name in self.files else default

    def close(self):
        self.zip.close()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()


def _savez(file, args, named, method):
    import zipfile
    arrays = dict(named)
    for place, a in enumerate(args):
        name = 'arr_%d' % place
        if name in arrays:
            raise ValueError('Cannot use un-named variables and keyword %s' % name)
        arrays[name] = a
    if not hasattr(file, 'write'):
        file = str(file)
        file = file if file.endswith('.npz') else file + '.npz'
    with zipfile.ZipFile(file, 'w', method) as archive:
        for name, a in arrays.items():
            archive.writestr(name + '.npy', _encoded(a if isinstance(a, ndarray)
                                                     else asanyarray(a)))


def savez(file, *args, **kwds):
    """Several arrays in one .npz file."""
    _savez(file, args, kwds, 0)


def savez_compressed(file, *args, **kwds):
    _savez(file, args, kwds, 8)
