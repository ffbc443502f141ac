"""tf.gfile: the files of the sandbox."""

import glob as _glob
import os as _os
import shutil as _shutil

from ._errors import AlreadyExistsError, NotFoundError
from ._file_io import FileIO, path_text, raise_for
from ._file_io import stat as Stat
from ._missing import getter

Exists = _os.path.exists
IsDirectory = _os.path.isdir


class GFile(FileIO):
    def __init__(self, name, mode='r'):
        super().__init__(name, mode)


class FastGFile(FileIO):
    def __init__(self, name, mode='r'):
        super().__init__(name, mode)


Open = GFile


def ListDirectory(dirname):
    if not _os.path.isdir(dirname):
        raise NotFoundError(None, None, 'Could not find directory {}'.format(dirname))
    return [path_text(name) for name in _os.listdir(dirname)]


def Remove(filename):
    try:
        if _os.path.isdir(filename):
            raise IsADirectoryError(0, '')
        _os.remove(filename)
    except OSError as error:
        raise_for(error, filename)


def Glob(filename):
    if not isinstance(filename, (str, bytes)):
        return [found for one in filename for found in Glob(one)]
    pattern = path_text(filename)
    folder = _os.path.dirname(pattern)
    if folder and not _glob.has_magic(folder) and not _os.path.isdir(folder):
        raise NotFoundError(None, None, '%s; No such file or directory' % folder)
    return _glob.glob(pattern, include_hidden=True)


def MkDir(dirname):
    try:
        _os.mkdir(dirname)
    except FileExistsError:
        if not _os.path.isdir(dirname):
            raise AlreadyExistsError(None, None, '%s; File exists' % path_text(dirname)) from None
    except OSError as error:
        raise_for(error, dirname)


def MakeDirs(dirname):
    if not _os.path.exists(dirname):
        try:
            _os.makedirs(dirname)
        except OSError as error:
            raise_for(error, dirname)


def _refuse_to_overwrite(path, overwrite):
    if not overwrite and _os.path.exists(path):
        raise AlreadyExistsError(None, None, 'file already exists')


def Copy(oldpath, newpath, overwrite=False):
    _refuse_to_overwrite(newpath, overwrite)
    try:
        _shutil.copyfile(oldpath, newpath)
    except OSError as error:
        raise_for(error, oldpath if not _os.path.exists(oldpath) else newpath)


def Rename(oldname, newname, overwrite=False):
    _refuse_to_overwrite(newname, overwrite)
    try:
        _os.replace(oldname, newname)
    except OSError as error:
        raise_for(error, oldname)


def DeleteRecursively(dirname):
    if not _os.path.exists(dirname):
        raise NotFoundError(None, None, '%s not found' % path_text(dirname))
    try:
        if not _os.path.isdir(dirname):
            raise NotADirectoryError(0, '')
        _shutil.rmtree(dirname)
    except OSError as error:
        raise_for(error, dirname)


def Walk(top, in_order=True):
    top = path_text(top)
    if not _os.path.isdir(top):
        return
    names = _os.listdir(top)
    folders = [name for name in names if _os.path.isdir(_os.path.join(top, name))]
    here = (top, folders, [name for name in names if name not in folders])
    if in_order:
        yield here
    for folder in folders:
        yield from Walk(_os.path.join(top, folder), in_order)
    if not in_order:
        yield here


__getattr__ = getter('tf.gfile')
