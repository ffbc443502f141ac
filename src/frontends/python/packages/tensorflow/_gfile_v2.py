"""tf.io.gfile: tf.gfile under the names of TensorFlow 2."""

from . import gfile as _gfile
from ._missing import getter

GFile = _gfile.GFile
copy = _gfile.Copy
exists = _gfile.Exists
glob = _gfile.Glob
isdir = _gfile.IsDirectory
listdir = _gfile.ListDirectory
makedirs = _gfile.MakeDirs
mkdir = _gfile.MkDir
remove = _gfile.Remove
rename = _gfile.Rename
rmtree = _gfile.DeleteRecursively
stat = _gfile.Stat


def walk(top, topdown=True, onerror=None):
    return _gfile.Walk(top, topdown)


__getattr__ = getter('tf.io.gfile')
