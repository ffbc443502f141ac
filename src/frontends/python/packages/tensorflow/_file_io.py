"""A file as tf.gfile opens it, and its errors, which are TensorFlow's and not Python's (lib/io/file_io.py)."""

import os as _os

from ._errors import (
    AlreadyExistsError,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    OutOfRangeError,
    PermissionDeniedError,
)


def path_text(path):
    return path.decode() if isinstance(path, bytes) else str(path)


def raise_for(error, path):
    """Raises TensorFlow's error for the OSError of an operation on PATH."""
    kinds = {
        FileNotFoundError: (NotFoundError, 'No such file or directory'),
        IsADirectoryError: (FailedPreconditionError, 'Is a directory'),
        NotADirectoryError: (FailedPreconditionError, 'Not a directory'),
        PermissionError: (PermissionDeniedError, 'Permission denied'),
        FileExistsError: (AlreadyExistsError, 'File exists'),
    }
    kind, words = kinds.get(type(error), (FailedPreconditionError, error.strerror))
    raise kind(None, None, '%s; %s' % (path_text(path), words)) from None


class FileStatistics:
    def __init__(self, length, mtime_nsec, is_directory):
        self.length, self.mtime_nsec, self.is_directory = length, mtime_nsec, is_directory


def stat(filename):
    try:
        found = _os.stat(filename)
    except OSError as error:
        raise_for(error, filename)
    return FileStatistics(found.st_size, found.st_mtime_ns, _os.path.isdir(filename))


class FileIO:
    """Opened at the first read or write, as TensorFlow's. Positions are in bytes."""

    def __init__(self, name, mode):
        self._name, self._mode = name, mode
        self._is_binary = 'b' in mode
        plain = mode.replace('b', '')
        if plain not in ('r', 'w', 'a', 'r+', 'w+', 'a+'):
            raise InvalidArgumentError(
                None, None, "mode is not 'r' or 'w' or 'a' or 'r+' or 'w+' or 'a+'"
            )
        self._can_read = plain in ('r', 'r+', 'a+', 'w+')
        self._can_write = plain != 'r'
        self._plain = plain
        self._reading = self._writing = None

    name = property(lambda self: self._name)
    mode = property(lambda self: self._mode)

    def _open(self, mode):
        try:
            return open(self._name, mode)
        except OSError as error:
            raise_for(error, self._name)

    def _reader(self):
        if self._reading is None:
            if not self._can_read:
                raise PermissionDeniedError(None, None, "File isn't open for reading")
            self._reading = self._open('rb')
        return self._reading

    def _writer(self):
        if self._writing is None:
            if not self._can_write:
                raise PermissionDeniedError(None, None, "File isn't open for writing")
            self._writing = self._open(self._plain[0].replace('r', 'a') + 'b')
        return self._writing

    def _shown(self, data):
        return data if self._is_binary else data.decode()

    def size(self):
        return stat(self._name).length

    def write(self, file_content):
        writer = self._writer()
        writer.write(file_content.encode() if isinstance(file_content, str) else file_content)

    def read(self, n=-1):
        return self._shown(self._reader().read(n))

    def seek(self, offset=None, whence=0, position=None):
        reader = self._reader()
        if offset is None and position is None:
            raise TypeError('seek(): offset argument required')
        if offset is not None and position is not None:
            raise TypeError('seek(): offset and position may not be set simultaneously.')
        place = position if offset is None else offset
        if whence == 1:
            place += reader.tell()
        elif whence == 2:
            place += self.size()
        elif whence != 0:
            raise InvalidArgumentError(
                None, None,
                'Invalid whence argument: {}. Valid values are 0, 1, or 2.'.format(whence),
            )
        if place > self.size():
            raise OutOfRangeError(None, None, 'reached end of file')
        reader.seek(place)

    def readline(self):
        # TensorFlow leaves the carriage return of a line's end out.
        return self._shown(self._reader().readline().replace(b'\r\n', b'\n'))

    def readlines(self):
        return list(iter(self.readline, b'' if self._is_binary else ''))

    def tell(self):
        return self._reader().tell() if self._can_read else self._writer().tell()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration()
        return line

    next = __next__

    def flush(self):
        if self._writing is not None:
            self._writing.flush()

    def close(self):
        for file in (self._reading, self._writing):
            if file is not None:
                file.close()
        self._reading = self._writing = None

    def seekable(self):
        return True
