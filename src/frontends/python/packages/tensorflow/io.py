"""tf.io: of it, the files."""

from . import _gfile_v2 as gfile
from ._missing import getter

__getattr__ = getter('tf.io')
