"""tf.io: of it, the files and the decoding of texts."""

from . import _gfile_v2 as gfile
from ._data.files import matching_files, read_file
from ._missing import getter
from ._ops.string_bytes import decode_raw
from ._ops.string_csv import decode_csv
from ._ops.strings import decode_base64, encode_base64

__getattr__ = getter('tf.io')
