"""tf.io: of it, the files."""

from . import _gfile_v2 as gfile
from ._file_ops import decode_csv, matching_files, read_file
from ._missing import getter

__getattr__ = getter('tf.io')
