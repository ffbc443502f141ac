"""tf.gfile: the files of the sandbox."""

import glob as _glob
import os as _os
import shutil as _shutil

from ._missing import getter

Exists = _os.path.exists
IsDirectory = _os.path.isdir
ListDirectory = _os.listdir
Remove = _os.remove
Glob = _glob.glob
GFile = FastGFile = Open = open
DeleteRecursively = _shutil.rmtree


def MakeDirs(dirname):
    _os.makedirs(dirname, exist_ok=True)


MkDir = MakeDirs


def Copy(oldpath, newpath, overwrite=False):
    _shutil.copy(oldpath, newpath)


def Rename(oldname, newname, overwrite=False):
    _os.replace(oldname, newname)


__getattr__ = getter('tf.gfile')
